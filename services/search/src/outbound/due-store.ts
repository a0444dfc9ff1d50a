// The documents whose newest version the index has not confirmed, in Postgres.
import type { Clock } from '@pk-auto/kernel/clock'
import type { Tx } from '@pk-auto/postgres/transaction'
import { currentTraceparent } from '@pk-auto/telemetry/propagation'
import { sql } from 'kysely'
import type { Due } from '../usecases/stores.ts'
import type { DueDocs } from '../usecases/index-docs.ts'
import { uuids } from './doc-store.ts'
import type { DB } from './schema.gen.ts'

/** Longer than any process takes to notice a changed taxonomy. */
const TAXONOMY_SETTLES_MS = 15_000

export const dueStore =
  (clock: Clock) =>
  (tx: Tx<DB>): Due & DueDocs => ({
    async add(docs) {
      if (docs.length === 0) return 0
      const rows = JSON.stringify(
        docs.map(({ id, docVersion, changedAt }) => ({
          ...{ listing_id: id, doc_version: docVersion, changed_at: changedAt },
        })),
      )
      // xmax is 0 of a row that was not there before.
      const { rows: noted } = await sql<{ fresh: boolean }>`
        insert into index_due as due (listing_id, doc_version, due_at, traceparent, changed_at)
        select listing_id, doc_version, ${clock.now()}, ${currentTraceparent() ?? null}, changed_at
        from jsonb_to_recordset(${rows}::jsonb)
          as r (listing_id uuid, doc_version bigint, changed_at timestamptz)
        order by listing_id
        on conflict (listing_id) do update set
          doc_version = excluded.doc_version,
          due_at = greatest(due.due_at, excluded.due_at),
          changed_at = least(due.changed_at, excluded.changed_at),
          traceparent = excluded.traceparent
        where due.doc_version <= excluded.doc_version
        returning changed_at is not null and xmax = 0 as fresh`.execute(tx)
      return noted.filter(({ fresh }) => fresh).length
    },
    async addMake(make) {
      // Due a little later: by then every process that indexes has read the new taxonomy.
      const at = new Date(clock.now().getTime() + TAXONOMY_SETTLES_MS)
      const { numAffectedRows } = await sql`
        insert into index_due as due (listing_id, doc_version, due_at)
        select id, doc_version, ${at} from search_doc
        where listing ->> 'make' = ${make} and live order by id
        on conflict (listing_id) do update set due_at = excluded.due_at`.execute(tx)
      return Number(numAffectedRows ?? 0n)
    },
    async oldest(limit, before) {
      const rows = await tx
        .selectFrom('index_due')
        .select('listing_id')
        .where('due_at', '<=', before)
        .orderBy('due_at')
        .limit(limit)
        .execute()
      return rows.map((row) => row.listing_id)
    },
    async done(docs, asOf) {
      if (docs.length === 0) return []
      const rows = JSON.stringify(
        docs.map(({ id, docVersion }) => ({ listing_id: id, doc_version: docVersion })),
      )
      const { rows: gone } = await sql<{ changed_at: Date | null }>`
        delete from index_due due
        using jsonb_to_recordset(${rows}::jsonb) as r (listing_id uuid, doc_version bigint)
        where due.listing_id = r.listing_id and due.doc_version <= r.doc_version
          and due.due_at <= ${asOf}
        returning due.changed_at`.execute(tx)
      return gone.flatMap(({ changed_at: at }) => at ?? [])
    },
    async postpone(ids, ms) {
      const at = new Date(clock.now().getTime() + ms)
      await tx
        .updateTable('index_due')
        .set({ due_at: at })
        .where('listing_id', '=', sql<string>`any(${uuids(ids)})`)
        .execute()
    },
    async waiting() {
      const row = await tx
        .selectFrom('index_due')
        .select((rows) => [
          rows.fn.countAll<bigint>().as('count'),
          rows.fn.min('due_at').as('oldest_at'),
        ])
        .executeTakeFirstOrThrow()
      return { count: Number(row.count), oldestAt: row.oldest_at ?? undefined }
    },
  })
