// Proves that a list stays true whatever order its news arrives in.
import { expect, test } from 'vitest'
import type { Row } from '../frames.ts'
import {
  asRead,
  isWhole,
  mergedRow,
  sortedRows,
  unreadIn,
  withPeerMarks,
  withRows,
} from './rows.ts'

const row = (change: Partial<Row> = {}): Row => ({
  ...{ id: 'c', peer: { id: 'p', displayName: 'Ali' }, lastSeq: 5, readSeq: 2, unread: 3 },
  ...{ peerReadSeq: 1, peerDeliveredSeq: 4, muted: false, archived: false, blocked: false },
  about: { listingId: 'l', title: { en: 'Corolla', ur: 'کرولا' } },
  feedSeq: 7,
  ...change,
})

test('a frame without details leaves them, and its newer counts win', () => {
  const frame = row({ peer: { id: 'p' }, about: { listingId: 'l' }, feedSeq: 8, unread: 0 })
  const merged = mergedRow(row(), frame)
  expect(isWhole(frame)).toBe(false)
  expect(isWhole(merged)).toBe(true)
  expect(merged).toMatchObject({ unread: 0, feedSeq: 8, peer: { displayName: 'Ali' } })
})

test('the name of somebody who was erased goes, and no older row brings it back', () => {
  const gone = row({ peer: { id: 'p', gone: true }, feedSeq: 8 })
  const merged = mergedRow(row(), gone)
  expect(merged.peer).toEqual({ id: 'p', gone: true })
  expect(isWhole(merged)).toBe(true)
  for (const other of [row(), row({ peer: { id: 'p' }, feedSeq: 9 }), row({ feedSeq: 9 })])
    expect(mergedRow(merged, other).peer).toEqual({ id: 'p', gone: true })
})

test('whether somebody was there when the list was read is not stored with it', () => {
  const badges: Row['peer']['badges'] = ['phone-verified']
  const peer = { id: 'p', displayName: 'Ali', badges, online: true, lastSeenAt: '2026-01-01' }
  expect(asRead([row({ peer })], 5)).toEqual([
    row({ peer: { id: 'p', displayName: 'Ali', badges }, carReadAt: 5 }),
  ])
})

test('an old row that comes late brings nothing back', () => {
  const newer = row({ feedSeq: 9, unread: 0, readSeq: 5, muted: true })
  expect(mergedRow(newer, row())).toEqual(newer)
})

test('marks only grow, and what was read was delivered', () => {
  const read = withPeerMarks(row(), { peerReadSeq: 5, peerDeliveredSeq: 0 })
  expect(read).toMatchObject({ peerReadSeq: 5, peerDeliveredSeq: 5 })
  expect(withPeerMarks(read, { peerReadSeq: 1, peerDeliveredSeq: 1 })).toEqual(read)
})

test('the newest word is first; muted chats do not call', () => {
  const last = { seq: 1, type: 'message', preview: '', mine: false } as const
  const rows = withRows(new Map(), [
    row({ id: 'old', last: { ...last, at: '2026-01-01T00:00:00.000Z' } }),
    row({ id: 'new', last: { ...last, at: '2026-01-02T00:00:00.000Z' }, muted: true }),
  ])
  expect(sortedRows(rows).map(({ id }) => id)).toEqual(['new', 'old'])
  expect(unreadIn(rows.values())).toBe(3)
})

test('what was read of the ad last counts, also against an older row that comes later', () => {
  const car = { listingId: 'l', title: { en: 'Corolla', ur: 'کرولا' } }
  const [read] = asRead([row({ about: { ...car, state: 'sold' } })], 2)
  const stale = asRead([row({ about: { ...car, state: 'live' } })], 1)[0]!
  const frame = row({ about: { listingId: 'l' }, feedSeq: 9 })
  for (const later of [stale, { ...stale, feedSeq: 9 }, frame])
    expect(mergedRow(read, later).about?.state).toBe('sold')
  const again = asRead([row({ about: { ...car, state: 'live' } })], 3)[0]!
  expect(mergedRow(read, again).about?.state).toBe('live')
})
