// What a conversation shows from top to bottom: days, messages, holes, words that wait.
import { type Hole, itemsOf, type Log, type Message } from '@pk-auto/client-live/core/log'
import { type Note, notesOf } from '@pk-auto/client-live/core/notes'
import { type Offer, type OfferEnd, offersOf } from '@pk-auto/client-live/core/offers'
import type { Entry } from '@pk-auto/client-live/core/outbox'
import { dayOf } from '@pk-auto/ui/moment'

export type Line =
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  | { readonly kind: 'message'; readonly key: string; readonly message: Message }
  | { readonly kind: 'offer'; readonly key: string; readonly offer: Offer | OfferEnd }
  | { readonly kind: 'note'; readonly key: string; readonly note: Note }
  | { readonly kind: 'hole'; readonly key: string; readonly hole: Hole }
  | { readonly kind: 'waiting'; readonly key: string; readonly entry: Entry }

/** Everything the log has to show, by number. */
const shownOf = (log: Log) => {
  const place = (item: Hole | Message | Note | Offer | OfferEnd): number =>
    item.kind === 'hole' ? item.from : item.seq
  return [...itemsOf(log), ...offersOf(log), ...notesOf(log)].toSorted(
    (a, b) => place(a) - place(b),
  )
}

/** A message keeps its key from the moment it is written, so that it does not blink when sent. */
const keyOf = ({ seq, clientId }: Message): string => clientId ?? `seq ${seq}`

export const linesOf = (log: Log, entries: readonly Entry[]): readonly Line[] => {
  const lines: Line[] = []
  let day = ''
  let after = ''
  const dated = (at: string): void => {
    const next = dayOf(new Date(at))
    if (next === day) return
    day = next
    lines.push({ kind: 'day', key: `day ${next}${after}`, at })
  }
  const known = new Set<string>()
  for (const item of shownOf(log)) {
    if (item.kind === 'hole') {
      lines.push({ kind: 'hole', key: `hole ${item.from}`, hole: item })
      // What follows a hole may be of another day, and says so.
      day = ''
      after = ` after ${item.from}`
      continue
    }
    dated(item.at)
    if (item.kind === 'note') {
      lines.push({ kind: 'note', key: `seq ${item.seq}`, note: item })
      continue
    }
    if (item.kind !== 'message') {
      lines.push({ kind: 'offer', key: `seq ${item.seq}`, offer: item })
      continue
    }
    if (item.clientId !== undefined) known.add(item.clientId)
    lines.push({ kind: 'message', key: keyOf(item), message: item })
  }
  for (const entry of entries) {
    if (known.has(entry.clientId)) continue
    dated(entry.at)
    lines.push({ kind: 'waiting', key: entry.clientId, entry })
  }
  return lines
}

export type Sent = 'sent' | 'delivered' | 'read'
/** How far an own message has come, by the marks of the peer. */
export const sentState = (
  seq: number,
  marks: { readonly peerReadSeq: number; readonly peerDeliveredSeq: number } | undefined,
): Sent => {
  if (seq <= (marks?.peerReadSeq ?? 0)) return 'read'
  return seq <= (marks?.peerDeliveredSeq ?? 0) ? 'delivered' : 'sent'
}

const CHANGEABLE_MS = 15 * 60_000
/** An own message can be edited and deleted for a quarter of an hour. */
export const isChangeable = ({ at, deleted }: Message, now: number): boolean =>
  !deleted && now - Date.parse(at) < CHANGEABLE_MS
