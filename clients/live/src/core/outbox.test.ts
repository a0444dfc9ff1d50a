// Proves the order of what is sent: first written, first sent, eight in flight, none overtaken.
import { expect, test } from 'vitest'
import {
  EMPTY_OUTBOX,
  type Entry,
  connectionLost,
  nextTry,
  type Outbox,
  refusedUntil,
  sendable,
  sent,
  withEntries,
  withoutEntry,
} from './outbox.ts'

const entry = (order: number, conv = 'c', failed?: string): Entry => ({
  ...{ clientId: `${conv}${order}`, conv, text: 'x', at: '', order },
  ...(failed ? { failed } : {}),
})
const many = (count: number, conv = 'c'): Entry[] =>
  Array.from({ length: count }, (_, i) => entry(i + 1, conv))
const ids = (outbox: Outbox, now = 0): string[] =>
  sendable(outbox, now).map(({ clientId }) => clientId)
const flown = (outbox: Outbox, ...clientIds: string[]): Outbox => clientIds.reduce(sent, outbox)

test('eight of a conversation are in flight, the ninth when one has landed', () => {
  const full = withEntries(EMPTY_OUTBOX, many(10))
  expect(ids(full)).toEqual(['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8'])
  const flying = flown(full, ...ids(full))
  expect(ids(flying)).toEqual([])
  expect(ids(withoutEntry(flying, 'c1'))).toEqual(['c9'])
})

test('conversations do not wait for each other', () => {
  const both = withEntries(EMPTY_OUTBOX, [...many(9, 'a'), ...many(2, 'b')])
  expect(ids(flown(both, ...many(8, 'a').map(({ clientId }) => clientId)))).toEqual(['b1', 'b2'])
})

test('after a break everything that has not landed goes again, in order', () => {
  const outbox = flown(withEntries(EMPTY_OUTBOX, many(3)), 'c1', 'c2')
  expect(ids(connectionLost(outbox))).toEqual(['c1', 'c2', 'c3'])
})

test('what was refused for a while is not overtaken', () => {
  const flying = flown(withEntries(EMPTY_OUTBOX, many(10)), 'c1', 'c2', 'c3')
  const refused = refusedUntil(flying, 'c1', 500)
  expect(ids(refused, 100)).toEqual([])
  expect(nextTry(refused)).toBe(500)
  // c2 and c3 were on their way: it goes on when they have landed or were refused as well.
  expect(ids(refused, 600)).toEqual([])
  const alone = refusedUntil(refusedUntil(refused, 'c2', 700), 'c3', 700)
  expect(ids(alone, 600)).toEqual(['c1'])
  expect(ids(withoutEntry(alone, 'c1'), 600)).toEqual([])
})

test('once one has landed after a refusal, eight are in flight again', () => {
  const full = flown(withEntries(EMPTY_OUTBOX, many(10)), ...many(8).map((one) => one.clientId))
  const refused = many(8).reduce((box, one) => refusedUntil(box, one.clientId, 500), full)
  expect(ids(refused, 500)).toEqual(['c1'])
  const eight = many(9).slice(1)
  expect(ids(withoutEntry(sent(refused, 'c1'), 'c1'), 500)).toEqual(
    eight.map((one) => one.clientId),
  )
  // Refused again meanwhile: again one at a time.
  const again = refusedUntil(withoutEntry(refused, 'c1'), 'c2', 900)
  expect(ids(again, 800)).toEqual([])
  expect(ids(again, 900)).toEqual(['c2'])
})

test('one that was refused for good stops nobody', () => {
  expect(ids(withEntries(EMPTY_OUTBOX, [entry(1, 'c', 'NO'), entry(2)]))).toEqual(['c2'])
})
