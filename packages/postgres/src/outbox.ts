// The outbox: what has happened, stored in the transaction that made it true.
import { newId } from '@pk-auto/kernel/id'
import { currentTraceparent } from '@pk-auto/telemetry/propagation'
import type { Kysely } from 'kysely'

/** A fact to be told. `value` null is a tombstone: the key is gone. */
export type NewEvent = {
  topic: string
  key: string
  /** Full protobuf message name. */
  type: string
  value: Uint8Array | null
  at: Date
}

export type OutboxEvent = NewEvent & { id: string; seq: bigint; traceparent?: string }

export type OutboxTable = {
  outbox: {
    id: string
    topic: string
    key: string
    type: string
    value: Uint8Array | null
    at: Date
    traceparent: string | null
  }
}

export type Outbox = { append(...events: readonly NewEvent[]): Promise<void> }

const appended = new WeakSet<object>()

/** True when the transaction has something for the relay. */
export const hasAppended = (tx: object): boolean => appended.has(tx)

/** Appends in the order given; `seq` follows it. At most 2,000 events a call. */
export function outboxOf<Db>(tx: Kysely<Db>): Outbox {
  return {
    async append(...events) {
      if (events.length === 0) return
      appended.add(tx)
      const traceparent = currentTraceparent() ?? null
      const rows = events.map((event) => ({ id: newId(), ...event, traceparent }))
      await (tx as unknown as Kysely<OutboxTable>).insertInto('outbox').values(rows).execute()
    },
  }
}
