// Whoever publishes has the test that holds every one of its verbs to the rule of writes.
import { existsSync, globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { canPublish, labelsOf, outboxNames } from './publishing-verbs.ts'

const services = globSync('services/*/test/write-rule.it.test.ts').map(
  (file) => file.split('/')[1] ?? '',
)

test.each(services)('of %s a verb can reach the outbox exactly if it has a case', (service) => {
  const { quiet, publishing } = labelsOf(service)
  const names = outboxNames(service)
  expect([names.length, quiet.length, publishing.length]).not.toContain(0)
  const reaching = (verbs: readonly string[]) =>
    verbs.filter((verb) => canPublish(service, verb, names))
  expect(reaching(quiet), 'said to write no event').toEqual([])
  expect(reaching(publishing), 'with a case').toEqual(publishing)
})

test('every service that appends to its outbox proves that state and event are one commit', () => {
  const publishing = globSync('services/*/src/**/*.ts')
    .filter((file) => readFileSync(file, 'utf8').includes('outboxOf('))
    .map((file) => file.split('/')[1] ?? '')
  expect(publishing).toContain('catalogue')
  const proofs = [...new Set(publishing)].map(
    (service) => `services/${service}/test/write-rule.it.test.ts`,
  )
  expect(proofs.filter((file) => !existsSync(file))).toEqual([])
})
