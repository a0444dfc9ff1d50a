// The index of saved searches: which wait where an ad looks. For workers, over all people.
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import type { SavedSearchId } from '../../domain/alerts/ids.ts'
import type { Candidate, Predicates } from '../../usecases/alerts/stores.ts'
import { uuids } from '../doc-store.ts'
import type { DB } from '../schema.gen.ts'
import { filtersFromJson } from './saved-filters.ts'

type Row = { ad: number; search_id: string; has_more: boolean; fitted_before: boolean }

export const predicateStore = (tx: Tx<DB>): Predicates => ({
  async candidates(probes) {
    const rows = JSON.stringify(
      probes.map(({ priceBefore, ...probe }, ad) => ({
        ad,
        ...probe,
        before: priceBefore ?? null,
      })),
    )
    // `offset 0` holds the plan to one look into the index for each key of each ad: joined the
    // other way round, every search there is would be read.
    const { rows: found } = await sql<Row>`
      select a.ad, k.search_id, k.has_more, coalesce(k.price_to >= a.before, false) as fitted_before
      from jsonb_to_recordset(${rows}::jsonb) as a (
        ad int, keys text[], seller uuid, price bigint, before bigint, year int, km int, engine int
      )
      cross join lateral unnest(a.keys) as own (key)
      cross join lateral (
        select search_id, has_more, price_to from saved_search_key
        where key = own.key and price_to >= a.price and price_from <= a.price
          and year_from <= a.year and year_to >= a.year
          and km_from <= a.km and km_to >= a.km
          and engine_from <= a.engine and engine_to >= a.engine
          and person_id <> a.seller
        offset 0
      ) k`.execute(tx)
    return found.map((row): Candidate => ({
      ...{ ad: row.ad, search: row.search_id as SavedSearchId },
      ...{ hasMore: row.has_more, fittedBefore: row.fitted_before },
    }))
  },
  async read(ids) {
    const rows = await tx
      .selectFrom('saved_search')
      .select(['id', 'filters', 'words'])
      .where('id', '=', sql<string>`any(${uuids(ids)})`)
      .limit(Math.max(1, ids.length))
      .execute()
    return new Map(
      rows.map(({ id, filters, words }) => [
        id as SavedSearchId,
        { filters: filtersFromJson(filters), words },
      ]),
    )
  },
})
