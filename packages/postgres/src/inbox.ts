// The inbox: lets each event have its effect once per consumer. Versioned projections need none:
// their source version is the inbox.
import { sql, type Kysely } from 'kysely'

export type SeenEvent = { id: string; at: Date }

/**
 * Marks the events as handled in this transaction and returns the ids of those that are new to the
 * consumer.
 */
export async function firstSeen<Db>(
  tx: Kysely<Db>,
  consumer: string,
  events: readonly SeenEvent[],
): Promise<Set<string>> {
  if (events.length === 0) return new Set()
  const { rows } = await sql<{ event_id: string }>`
    insert into inbox (consumer, event_id, event_at)
    select ${consumer}, * from unnest(
      ${events.map((event) => event.id)}::uuid[],
      ${events.map((event) => event.at)}::timestamptz[])
    on conflict do nothing returning event_id`.execute(tx)
  return new Set(rows.map((row) => row.event_id))
}
