// Sizes: a batch that a broker takes at once, and an event that it would never take.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../src/database.ts'
import { outboxOf, type OutboundTopic } from '../src/outbox.ts'
import { startRelay } from '../src/relay.ts'
import type { InTransaction, Tx } from '../src/transaction.ts'
import { openNotes, type Notes } from './note-database.ts'

let notes: Notes<object>
let database: Database
let inTransaction: InTransaction<{ tx: Tx<object> }>

beforeAll(async () => {
  notes = await openNotes()
  ;({ database, inTransaction } = notes)
})
afterAll(() => notes[Symbol.asyncDispose]())

type Note = { readonly key: string; readonly bytes: number }
const NOTES: OutboundTopic<Note> = {
  name: 'note.note.v1',
  type: 'Note',
  key: ({ key }) => key,
  encode: ({ bytes }) => Buffer.alloc(bytes, 7),
}
const append = (...notes: readonly (readonly [string, number])[]) =>
  inTransaction({ system: 'test' }, ({ tx }) =>
    outboxOf(tx).append(
      NOTES,
      ...notes.map(([key, bytes]) => ({ event: { key, bytes }, at: new Date() })),
    ),
  )

test('a batch stays under half a megabyte, and a single bigger event still goes', async () => {
  const sizes: number[] = []
  await append(['x', 300_000], ['y', 300_000], ['z', 900_000])
  await using relay = startRelay({
    database,
    publish: async (events) => void sizes.push(events.length),
  })
  await relay.drained()
  expect(sizes).toEqual([1, 1, 1])
})

test('an event that no broker takes is refused in its transaction, and stops nobody', async () => {
  await expect(append(['large', 5_000_000])).rejects.toThrow('5000000 bytes')
  await append(['small', 3])
  const keys: string[] = []
  await using relay = startRelay({
    database,
    publish: async (events) => void keys.push(...events.map(({ key }) => key)),
  })
  await relay.drained()
  expect(keys).toEqual(['small'])
})
