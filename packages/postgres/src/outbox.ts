// The outbox: what has happened, stored in the transaction that made it true.
import { newId } from '@pk-auto/kernel/id'
import { currentTraceparent } from '@pk-auto/telemetry/propagation'
import type { Kysely } from 'kysely'

/** What the outbox must know of a topic. The handles of the contract fit. */
export type OutboundTopic<E> = {
  readonly name: string
  /** Full protobuf message name. */
  readonly type: string
  readonly kind?: 'state' | 'fact'
  /** The aggregate's id: events of one key stay in order. */
  key(event: E): string
  encode(event: E): Uint8Array
}

/** An event and the time at which it happened; the trace it belongs to, if not the current one. */
export type Happened<E> = {
  readonly event: E
  readonly at: Date
  readonly traceparent?: string | undefined
}

/** A row as the relay publishes it. `value` null is a tombstone: the key is gone. */
export type OutboxEvent = {
  id: string
  seq: bigint
  topic: string
  key: string
  type: string
  value: Uint8Array | null
  at: Date
  traceparent?: string
}

export type OutboxTable = {
  outbox: Omit<OutboxEvent, 'seq' | 'traceparent'> & { traceparent: string | null; bulk: boolean }
}

export type Outbox = {
  append<E>(topic: OutboundTopic<E>, ...events: readonly Happened<E>[]): Promise<void>
}

// A broker takes 1,048,588 with key and headers; what it refuses would stop all behind it.
const MAX_BYTES = 1_000_000

const appended = new WeakSet<object>()

/** True when the transaction has something for the relay. */
export const hasAppended = (tx: object): boolean => appended.has(tx)

const bulk = new WeakSet<object>()

/** All that the transaction appends waits for what others append. */
export const useBulkLane = (tx: object): void => void bulk.add(tx)

/**
 * Appends in the order given; `seq` follows it. At most 2,000 events a call. @throws what the
 * topic's `key` throws for an event that has none · TypeError for a fact in bulk · RangeError for
 * an event above a million bytes
 */
export function outboxOf<Db>(tx: Kysely<Db>): Outbox {
  return {
    async append(topic, ...events) {
      if (events.length === 0) return
      // Of a key in bulk only the newest is sent: of a state that is all, of facts it is a loss.
      if (bulk.has(tx) && topic.kind !== 'state')
        throw new TypeError(`${topic.name} holds no state and cannot be published in bulk`)
      appended.add(tx)
      const current = currentTraceparent() ?? null
      const rows = events.map(({ event, at, traceparent }) => ({
        id: newId(),
        topic: topic.name,
        key: topic.key(event),
        type: topic.type,
        value: bounded(topic.name, topic.encode(event)),
        at,
        traceparent: traceparent ?? current,
        bulk: bulk.has(tx),
      }))
      await (tx as unknown as Kysely<OutboxTable>).insertInto('outbox').values(rows).execute()
    },
  }
}

function bounded(topic: string, value: Uint8Array): Uint8Array {
  if (value.length <= MAX_BYTES) return value
  throw new RangeError(`an event of ${value.length} bytes is too large for ${topic}`)
}
