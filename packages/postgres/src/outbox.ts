// The outbox: what has happened, stored in the transaction that made it true.
import { newId } from '@pk-auto/kernel/id'
import { currentTraceparent } from '@pk-auto/telemetry/propagation'
import type { Kysely } from 'kysely'

/** What the outbox must know of a topic. The handles of the contract fit. */
export type OutboundTopic<E> = {
  readonly name: string
  /** Full protobuf message name. */
  readonly type: string
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
  outbox: Omit<OutboxEvent, 'seq' | 'traceparent'> & { traceparent: string | null }
}

export type Outbox = {
  append<E>(topic: OutboundTopic<E>, ...events: readonly Happened<E>[]): Promise<void>
}

const appended = new WeakSet<object>()

/** True when the transaction has something for the relay. */
export const hasAppended = (tx: object): boolean => appended.has(tx)

/**
 * Appends in the order given; `seq` follows it. At most 2,000 events a call. @throws what the
 * topic's `key` throws for an event that has none
 */
export function outboxOf<Db>(tx: Kysely<Db>): Outbox {
  return {
    async append(topic, ...events) {
      if (events.length === 0) return
      appended.add(tx)
      const current = currentTraceparent() ?? null
      const rows = events.map(({ event, at, traceparent }) => ({
        id: newId(),
        topic: topic.name,
        key: topic.key(event),
        type: topic.type,
        value: topic.encode(event),
        at,
        traceparent: traceparent ?? current,
      }))
      await (tx as unknown as Kysely<OutboxTable>).insertInto('outbox').values(rows).execute()
    },
  }
}
