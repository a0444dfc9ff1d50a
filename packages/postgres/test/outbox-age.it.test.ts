// How long the oldest unsent event has waited, as whoever is on call sees it.
import { metricsText } from '@pk-auto/telemetry/metrics'
import { until } from '@pk-auto/testing/until'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../src/database.ts'
import { type OutboundTopic, outboxOf } from '../src/outbox.ts'
import { startRelay } from '../src/relay.ts'
import type { InTransaction, Tx } from '../src/transaction.ts'
import { openNotes, type Notes } from './note-database.ts'

const NOTES: OutboundTopic<string> = {
  name: 'note.note.v1',
  type: 'Note',
  key: (key) => key,
  encode: (key) => Buffer.from(key),
}
let notes: Notes<object>
let database: Database
let inTransaction: InTransaction<{ tx: Tx<object> }>

beforeAll(async () => {
  notes = await openNotes()
  ;({ database, inTransaction } = notes)
})
afterAll(() => notes[Symbol.asyncDispose]())

test('it is known to a scrape, and 0 when all events are sent', async () => {
  // The first scrape asks, a later one shows.
  const age = async (): Promise<number> => {
    const { ms } = await until('the age is known', async () => {
      const line = /outbox_age_ms\{service="note"\} (\S+)/.exec(await metricsText())
      return line !== null && { ms: Number(line[1]) }
    })
    return ms
  }
  {
    await using relay = startRelay({ database, publish: async () => undefined })
    await relay.drained()
    expect(await age()).toBe(0)
  }
  await inTransaction({ system: 'test' }, ({ tx }) =>
    outboxOf(tx).append(NOTES, { event: 'old', at: new Date() }),
  )
  const owner = new pg.Client(notes.testDb.ownerUrl)
  await owner.connect()
  await owner.query(
    `update outbox set stored_at = stored_at - interval '2 hours' where sent_at is null`,
  )
  await owner.end()
  const noBroker = () => Promise.reject(new Error('no broker'))
  await using _relay = startRelay({ database, publish: noBroker })
  expect(await age()).toBeGreaterThan(7_200_000)
})
