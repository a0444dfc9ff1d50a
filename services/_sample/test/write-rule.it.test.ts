// Every verb of sample that publishes: the change and its event are one commit.
import { manualClock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import { openDatabase } from '@pk-auto/postgres/database'
import { transactions } from '@pk-auto/postgres/transaction'
import { testCredentials } from '@pk-auto/testing/credentials'
import { testDatabase } from '@pk-auto/testing/database'
import { holdToWriteRule } from '@pk-auto/testing/writes/hold-to-write-rule'
import type { WriteCases } from '@pk-auto/testing/writes/write-rule'
import { afterAll, inject } from 'vitest'
import type { PersonId } from '../src/domain/ids.ts'
import { stores } from '../src/outbound/stores.ts'
import { sampleVerbs, type SampleVerbs } from '../src/usecases/index.ts'

const OPEN_MS = 86_400_000
const stack = new AsyncDisposableStack()
afterAll(() => stack.disposeAsync())

const testDb = stack.use(
  await testDatabase({
    serverUrl: inject('servers').postgresUrl,
    service: 'sample',
    migrations: new URL('../migrations', import.meta.url).pathname,
  }),
)
const clock = manualClock(new Date())
const database = stack.use(openDatabase({ url: testDb.url, service: 'sample' }))
const verbs = sampleVerbs({
  ...{ clock, newId, maxTitle: 60, openMs: OPEN_MS },
  inTransaction: transactions(database, stores),
})
const owner = (await testCredentials()).person()
const begin = (key = newId()) =>
  verbs.createNote(owner, { method: 'create', key, sha256: '' }, 'Ring the bank')

const CASES: WriteCases<keyof SampleVerbs> = {
  createNote: {
    'an open one': async () => {
      const key = newId()
      return () => begin(key)
    },
  },
  finishNote: {
    'an open one': async () => {
      const { id, version: expectedVersion } = await begin()
      return () => verbs.finishNote(owner, { id, expectedVersion })
    },
  },
  expireNotes: {
    'an open one': async () => {
      await begin()
      clock.advance(OPEN_MS)
      return verbs.expireNotes
    },
  },
  eraseNotes: {
    'all of a person': async () => {
      await begin()
      return () => verbs.eraseNotes([owner.personId as PersonId])
    },
  },
  republishNotes: {
    'an open one': async () => {
      const { id } = await begin()
      return () => verbs.republishNotes({ ids: [id], after: '' })
    },
  },
}

const root = new URL('..', import.meta.url)
holdToWriteRule({ root, verbs, database: testDb }, CASES)
