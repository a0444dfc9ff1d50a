// Whoever publishes has the test that holds every one of its verbs to the rule of writes.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('every service that appends to its outbox proves that state and event are one commit', () => {
  const publishing = globSync('services/*/src/**/*.ts')
    .filter((file) => readFileSync(file, 'utf8').includes('outboxOf('))
    .map((file) => file.split('/')[1] ?? '')
  expect(publishing).toContain('catalogue')
  const proofs = [...new Set(publishing)].map(
    (service) => `services/${service}/test/write-rule.it.test.ts`,
  )
  const holds = (file: string) =>
    existsSync(file) && /^holdToWriteRule\(/m.test(readFileSync(file, 'utf8'))
  expect(proofs.filter((file) => !holds(file))).toEqual([])
})
