// The suites beside the templates: what depends on values and on which release it is.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { operationsTools } from '@pk-auto/servers/operations'
import { expect, test } from 'vitest'
import { openChart } from './rendered.ts'

const TOTAL = /Tests: +(\d+) passed, (\d+) total/

test('the suites of the chart pass in helm-unittest, which notices a wrong one', async () => {
  await using chart = await openChart()
  const { helmUnittest } = await operationsTools()
  const good = await helmUnittest('--strict', chart.folder)
  expect(good.code, good.output).toBe(0)
  const [, passed, total] = TOTAL.exec(good.output) ?? []
  expect(Number(total)).toBeGreaterThan(10)
  expect(passed).toBe(total)
  const wrong = `suite: wrong
values: [servers.yaml]
tests:
  - it: two names are one
    template: flags.yaml
    asserts: [{ equal: { path: metadata.name, value: other } }]
`
  await writeFile(join(chart.folder, 'tests/wrong_test.yaml'), wrong)
  const bad = await helmUnittest('--strict', chart.folder)
  expect(bad.code).not.toBe(0)
  expect(bad.output).toContain('two names are one')
}, 900_000)
