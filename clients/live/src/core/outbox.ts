// Words on their way: first written, first sent, at most eight of a conversation in flight, and
// none forgotten before the server has numbered it.

import { type Attached, isUploaded, withUpload } from './attached.ts'
import type { Place } from './content.ts'

export type Entry = {
  /** UUID version 7: the key by which the server knows a repeat, for ever. */
  readonly clientId: string
  readonly conv: string
  /** Empty of what is no text. */
  readonly text: string
  readonly attached?: Attached
  readonly place?: Place
  readonly at: string
  /** Grows with every message written on this device. */
  readonly order: number
  /** Why the server will never take it as it is. */
  readonly failed?: string
}
export type Outbox = {
  readonly entries: readonly Entry[]
  readonly flying: ReadonlySet<string>
  /** Refused for a while: not before this time (ms). */
  readonly waits: ReadonlyMap<string, number>
  /** Conversations of which nothing has been numbered since one was refused for a while. */
  readonly refused: ReadonlySet<string>
}
export const WINDOW = 8
export const EMPTY_OUTBOX: Outbox = {
  ...{ entries: [], flying: new Set(), waits: new Map(), refused: new Set() },
}

const without = <T>(set: ReadonlySet<T>, value: T): ReadonlySet<T> =>
  new Set([...set].filter((one) => one !== value))
const convOf = ({ entries }: Outbox, clientId: string): string =>
  entries.find((entry) => entry.clientId === clientId)?.conv ?? ''
const lacking = <K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> =>
  new Map([...map].filter(([one]) => one !== key))

/** Adds or replaces entries, each by its client id; an upload that is known is not forgotten. */
export const withEntries = (outbox: Outbox, entries: readonly Entry[]): Outbox => {
  const all = new Map(outbox.entries.map((entry) => [entry.clientId, entry]))
  for (const entry of entries)
    all.set(entry.clientId, withUpload(entry, all.get(entry.clientId)?.attached))
  return { ...outbox, entries: [...all.values()].toSorted((a, b) => a.order - b.order) }
}

/** After an acknowledgement, or when its writer gave it up. */
export const withoutEntry = (outbox: Outbox, clientId: string): Outbox => {
  const { entries, flying, waits, refused } = outbox
  return {
    entries: entries.filter((entry) => entry.clientId !== clientId),
    flying: without(flying, clientId),
    waits: lacking(waits, clientId),
    refused: without(refused, convOf(outbox, clientId)),
  }
}

/** Everything un-acknowledged is sent again on the next connection. */
export const connectionLost = (outbox: Outbox): Outbox => ({ ...outbox, flying: new Set() })

export const sent = (outbox: Outbox, clientId: string): Outbox => ({
  ...outbox,
  flying: new Set([...outbox.flying, clientId]),
})

export const refusedUntil = (outbox: Outbox, clientId: string, until: number): Outbox => ({
  ...outbox,
  flying: without(outbox.flying, clientId),
  waits: new Map([...outbox.waits, [clientId, until]]),
  refused: new Set([...outbox.refused, convOf(outbox, clientId)]),
})

/**
 * What may be sent now, in order; what is still being uploaded takes its place when it is there. A
 * conversation in which a message was refused for a while goes on with that one alone, or what
 * follows would overtake it; as soon as it is in, eight are on their way again.
 */
export const sendable = (
  { entries, flying, waits, refused }: Outbox,
  now: number,
): readonly Entry[] => {
  const ready: Entry[] = []
  const convs = new Set(entries.map(({ conv }) => conv))
  for (const conv of convs) {
    const queue = entries.filter(
      (entry) => entry.conv === conv && entry.failed === undefined && isUploaded(entry),
    )
    const inFlight = queue.filter(({ clientId }) => flying.has(clientId)).length
    let room = refused.has(conv) ? (inFlight > 0 ? 0 : 1) : WINDOW - inFlight
    for (const entry of queue) {
      if (room <= 0 || (waits.get(entry.clientId) ?? 0) > now) break
      if (flying.has(entry.clientId)) continue
      ready.push(entry)
      room--
    }
  }
  return ready
}

/** When the first refused one may be tried again; undefined when none waits. */
export const nextTry = ({ entries, waits }: Outbox): number | undefined => {
  const times = entries
    .filter(({ failed }) => failed === undefined)
    .flatMap(({ clientId }) => waits.get(clientId) ?? [])
  return times.length > 0 ? Math.min(...times) : undefined
}
