// The registry against the tree: nothing in it is unused, and documents name only what is in it.
import { readFileSync } from 'node:fs'
import { glob } from 'node:fs/promises'
import { METRICS } from '@pk-auto/telemetry/registry/metrics'
import { SPANS } from '@pk-auto/telemetry/registry/spans'
import { expect, test } from 'vitest'

async function textOf(...patterns: string[]): Promise<string> {
  const texts: string[] = []
  const exclude = (path: string) => /node_modules|telemetry\/src\/registry|\.test\.ts$/.test(path)
  for await (const path of glob(patterns, { exclude })) texts.push(readFileSync(path, 'utf8'))
  return texts.join('\n')
}

test('every registered metric and span is made somewhere', async () => {
  const sources = await textOf('{packages,services,gateways}/*/src/**/*.ts')
  const unused = Object.keys({ ...METRICS, ...SPANS }).filter(
    (name) => !sources.includes(`'${name}'`),
  )
  expect(unused).toEqual([])
})

test('READMEs and runbooks name only metrics that are registered', async () => {
  const documents = await textOf('{packages,services,gateways}/*/README.md', 'docs/runbooks/*.md')
  const named = documents.match(/\b[a-z]+(?:_[a-z]+)*_(?:total|ms|lag)\b/g) ?? []
  expect(named.length).toBeGreaterThan(10)
  expect(named.filter((name) => !(name in METRICS))).toEqual([])
})
