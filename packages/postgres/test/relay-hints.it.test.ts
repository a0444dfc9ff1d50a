// What a relay does about hints that never come.
import { until } from '@pk-auto/testing/until'
import { expect, test } from 'vitest'
import { openDatabase } from '../src/database.ts'
import { outboxOf, type OutboundTopic } from '../src/outbox.ts'
import { startRelay } from '../src/relay.ts'
import { transactions } from '../src/transaction.ts'
import { openNotes } from './note-database.ts'

const NOTES: OutboundTopic<string> = {
  name: 'note.note.v1',
  type: 'Note',
  key: (id) => id,
  encode: (id) => Buffer.from(id),
}

test('while hints are missed a relay looks often, and finds what others commit', async () => {
  await using notes = await openNotes()
  await using elsewhere = openDatabase({ url: notes.testDb.url, service: 'note' })
  const published: string[] = []
  let looks = 0
  const hints = {
    hint: () => undefined,
    onHint: () => ({ [Symbol.dispose]: () => undefined }),
    isListening: () => (looks++, false),
  }
  await using _ = startRelay({
    database: notes.database,
    publish: async (events) => void published.push(...events.map(({ key }) => key)),
    hints,
  })
  // By then the pause between two looks has grown to its longest.
  await until('it is at rest', () => looks >= 9)
  await until('it has looked three times more', () => looks >= 12, { timeoutMs: 8_000 })
  await transactions(elsewhere, (tx) => outboxOf(tx))({ system: 'test' }, (outbox) =>
    outbox.append(NOTES, { event: 'elsewhere', at: new Date() }),
  )
  await until('the event is out', () => published.length > 0)
  expect(published).toEqual(['elsewhere'])
})
