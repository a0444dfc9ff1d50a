// Every verb of fraud that publishes: the change and its event are one commit.
import type { Person } from '@pk-auto/kernel/actor'
import { manualClock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import { openDatabase } from '@pk-auto/postgres/database'
import { transactions } from '@pk-auto/postgres/transaction'
import { testCredentials } from '@pk-auto/testing/credentials'
import { testDatabase } from '@pk-auto/testing/database'
import { holdToWriteRule } from '@pk-auto/testing/writes/hold-to-write-rule'
import type { WriteCases } from '@pk-auto/testing/writes/write-rule'
import { afterAll, inject } from 'vitest'
import type { Thresholds } from '../src/domain/case.ts'
import type { PersonId } from '../src/domain/ids.ts'
import { REASONS } from '../src/domain/report.ts'
import { stores } from '../src/outbound/stores.ts'
import { fraudVerbs, type FraudVerbs } from '../src/usecases/index.ts'

const stack = new AsyncDisposableStack()
afterAll(() => stack.disposeAsync())

const testDb = stack.use(
  await testDatabase({
    serverUrl: inject('servers').postgresUrl,
    service: 'fraud',
    migrations: new URL('../migrations', import.meta.url).pathname,
  }),
)
const database = stack.use(openDatabase({ url: testDb.url, service: 'fraud' }))
const verbs = fraudVerbs({
  ...{ clock: manualClock(new Date()), newId, maxText: 60, maxPerDay: 50, maxHidden: 50 },
  thresholds: Object.fromEntries(REASONS.map((reason) => [reason, 2])) as Thresholds,
  inTransaction: transactions(database, stores),
})
const { person } = await testCredentials()
const report = (who: Person, accused: PersonId, key = newId()) =>
  verbs.fileReport(
    who,
    { method: 'report', key, sha256: '' },
    { subject: { kind: 'person', id: accused }, reason: 'fraud', text: '' },
  )
const reportedBy = async (people: number) => {
  const accused = newId() as PersonId
  for (let nth = 0; nth < people; nth += 1) await report(person(), accused)
  return accused
}

const CASES: WriteCases<keyof FraudVerbs> = {
  fileReport: {
    'the one that opens a case': async () => {
      const [accused, who, key] = [await reportedBy(1), person(), newId()]
      return () => report(who, accused, key)
    },
    'one more of an open case': async () => {
      const [accused, who, key] = [await reportedBy(2), person(), newId()]
      return () => report(who, accused, key)
    },
  },
  erasePeople: {
    'an open case about one': async () => {
      const accused = await reportedBy(2)
      return () => verbs.erasePeople([accused])
    },
  },
  republishCases: {
    'an open one': async () => {
      const { caseId } = await report(person(), await reportedBy(1))
      return () => verbs.republishCases({ ids: [caseId], after: '' })
    },
  },
  // An audit row, which stays inside.
}

const root = new URL('..', import.meta.url)
holdToWriteRule({ root, verbs, database: testDb }, CASES)
