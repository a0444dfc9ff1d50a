// Drafts in Postgres: counted for their seller, fetched when due.
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import type { ListingId } from '../domain/ids.ts'
import type { Draft } from '../domain/listing.ts'
import type { Drafts } from '../usecases/stores.ts'
import { LISTING_COLUMNS, toListing } from './listing-row.ts'
import type { DB } from './schema.gen.ts'

export const draftStore = (tx: Tx<DB>): Drafts => ({
  async open(seller) {
    const lock = `catalogue.drafts:${seller}`
    await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(tx)
    const { rows } = await sql<{ count: number; first: Date | null }>`
      select count(*)::int as count, min(expires_at) as first from listing
      where seller_id = ${seller} and state = 'draft'`.execute(tx)
    const { count = 0, first = null } = rows[0] ?? {}
    return { count, ...(first && { firstEndsAt: first }) }
  },
})

export const dueDraftStore = (tx: Tx<DB>) => ({
  async take(now: Date, limit: number): Promise<Draft[]> {
    const due = tx
      .selectFrom('listing')
      .select(LISTING_COLUMNS)
      .where('state', '=', 'draft')
      .where('expires_at', '<=', now)
    const rows = await due.orderBy('expires_at').limit(limit).forUpdate().skipLocked().execute()
    return rows.map(toListing).filter((listing) => listing.state === 'draft')
  },
  async remove(ids: readonly ListingId[]): Promise<void> {
    if (ids.length > 0) await tx.deleteFrom('listing').where('id', 'in', ids).execute()
  },
})
