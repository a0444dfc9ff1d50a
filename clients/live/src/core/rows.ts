// A person's list of conversations: the newest of each row wins, marks only grow.
import type { Row } from '../frames.ts'

export type Rows = ReadonlyMap<string, Row>

/**
 * Rows as HTTP has just given them; `now` in milliseconds. Whether the peer is there was true when
 * it was asked: of whom this page looks at, the socket says it as it changes.
 */
export const asRead = (rows: readonly Row[], now: number): Row[] =>
  rows.map((row) => {
    const { online: _, lastSeenAt: _at, ...peer } = row.peer
    return { ...row, peer, ...(row.about && { carReadAt: now }) }
  })

/** What was read of the ad last counts, whichever of the two rows has it. */
const withCar = (older: Row, newer: Row): Pick<Row, 'about' | 'carReadAt'> => {
  const about = newer.about
  if (!about || older.about?.listingId !== about.listingId) return about ? { about } : {}
  const olderWins = (older.carReadAt ?? 0) > (newer.carReadAt ?? 0)
  const carReadAt = Math.max(older.carReadAt ?? 0, newer.carReadAt ?? 0)
  return {
    about: olderWins ? { ...about, ...older.about } : { ...older.about, ...about },
    ...(carReadAt > 0 && { carReadAt }),
  }
}

/** Of somebody who was erased nothing is kept, and no other row brings it back. */
const peerOf = (older: Row['peer'], newer: Row['peer']): Row['peer'] =>
  older.gone || newer.gone ? { id: newer.id, gone: true } : { ...older, ...newer }

/** A row with what another one of it knows; details that only HTTP gives survive a frame. */
export const mergedRow = (before: Row | undefined, row: Row): Row => {
  if (!before) return row
  const [older, newer] = row.feedSeq < before.feedSeq ? [row, before] : [before, row]
  return {
    ...newer,
    ...withCar(older, newer),
    peer: peerOf(older.peer, newer.peer),
    lastSeq: Math.max(older.lastSeq, newer.lastSeq),
    readSeq: Math.max(older.readSeq, newer.readSeq),
    peerReadSeq: Math.max(older.peerReadSeq, newer.peerReadSeq),
    peerDeliveredSeq: Math.max(older.peerDeliveredSeq, newer.peerDeliveredSeq),
  }
}

export const withRows = (rows: Rows, more: readonly Row[]): Rows => {
  if (more.length === 0) return rows
  const all = new Map(rows)
  for (const row of more) all.set(row.id, mergedRow(all.get(row.id), row))
  return all
}

type Marks = { readonly peerReadSeq: number; readonly peerDeliveredSeq: number }
/** Marks of the peer merge by the greater; what was read was delivered. */
export const withPeerMarks = (row: Row, { peerReadSeq, peerDeliveredSeq }: Marks): Row => ({
  ...row,
  peerReadSeq: Math.max(row.peerReadSeq, peerReadSeq),
  peerDeliveredSeq: Math.max(row.peerDeliveredSeq, peerDeliveredSeq, peerReadSeq),
})

/** Whether the details that only HTTP gives are there. */
export const isWhole = ({ peer, about }: Row): boolean =>
  (peer.gone || peer.displayName !== undefined) &&
  (about === undefined || about.title !== undefined)

/** The newest word first. */
export const sortedRows = (rows: Rows): readonly Row[] =>
  [...rows.values()].toSorted(
    (a, b) => (b.last?.at ?? '').localeCompare(a.last?.at ?? '') || b.feedSeq - a.feedSeq,
  )

/** Messages not yet read, as the list of conversations shows them: muted ones do not call. */
export const unreadIn = (rows: Iterable<Row>): number => {
  let sum = 0
  for (const { unread, muted } of rows) if (!muted) sum += unread
  return sum
}
