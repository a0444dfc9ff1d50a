// Saved searches in Postgres, in the name of their owner: the row policies hide those of others.
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql, type Selectable } from 'kysely'
import type { PersonId, SavedSearchId } from '../../domain/alerts/ids.ts'
import type { SearchKeys } from '../../domain/alerts/keys.ts'
import type { SavedSearch, Way } from '../../domain/alerts/saved-search.ts'
import { errors } from '../../domain/errors.ts'
import type { SavedSearches, StandingSearch } from '../../usecases/alerts/stores.ts'
import type { DB, SavedSearch as Row } from '../schema.gen.ts'
import { filtersFromJson, filtersToJson } from './saved-filters.ts'

type Found = Selectable<Row> & { unseen: number; last_alert_at: Date | null }

const COLUMNS = [
  ...(['id', 'version', 'person_id', 'name', 'market', 'channel', 'filters', 'words'] as const),
  ...(['frequency', 'notify_by', 'created_at', 'unseen', 'last_alert_at'] as const),
] as const

const toStanding = (row: Found): StandingSearch => ({
  search: {
    ...{ id: row.id as SavedSearchId, version: row.version, person: row.person_id as PersonId },
    ...{ name: row.name, market: row.market, channel: row.channel, words: row.words },
    filters: filtersFromJson(row.filters),
    frequency: row.frequency as SavedSearch['frequency'],
    ...{ notifyBy: row.notify_by as Way[], createdAt: row.created_at },
  },
  standing: {
    unseen: row.unseen,
    ...(row.last_alert_at && { lastAlertAt: row.last_alert_at }),
  },
})

const notFound = (id: string) => errors.ALERT_NOT_FOUND({ alertId: id })

export function savedSearchStore(tx: Tx<DB>): SavedSearches {
  const own = () =>
    tx
      .selectFrom('saved_search')
      .innerJoin('saved_search_match', 'search_id', 'id')
      .select(COLUMNS.map((name) => (name === 'person_id' ? 'saved_search.person_id' : name)))
  const only = async (id: SavedSearchId, lock: boolean) => {
    const named = own().where('id', '=', id)
    const row = await (lock ? named.forUpdate('saved_search') : named).executeTakeFirst()
    if (!row) throw notFound(id)
    return toStanding(row as Found)
  }
  return {
    async count(person) {
      const lock = `search.saved:${person}`
      await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(tx)
      const { rows } = await sql<{ count: number }>`
        select count(*)::int as count from saved_search where person_id = ${person}`.execute(tx)
      return rows[0]?.count ?? 0
    },
    async insert(search, keys) {
      const { id, person } = search
      await tx.insertInto('saved_search').values(searchRow(search)).execute()
      const rows = keyRows(search, keys)
      if (rows.length > 0) await tx.insertInto('saved_search_key').values(rows).execute()
      await tx
        .insertInto('saved_search_match')
        .values({ search_id: id, person_id: person })
        .execute()
    },
    async page(limit, after) {
      const all = own().orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit)
      const page = after
        ? all.where(sql<boolean>`(created_at, id) < (${after.createdAt}, ${after.id}::uuid)`)
        : all
      return ((await page.execute()) as Found[]).map(toStanding)
    },
    get: (id) => only(id, false),
    forUpdate: (id) => only(id, true),
    async save({ id, version, name, frequency, notifyBy }) {
      const row = { version, name, frequency, notify_by: [...notifyBy] }
      await tx.updateTable('saved_search').set(row).where('id', '=', id).execute()
    },
    async remove(id) {
      const gone = await tx.deleteFrom('saved_search').where('id', '=', id).executeTakeFirst()
      if (gone.numDeletedRows === 0n) throw notFound(id)
    },
  }
}

export const searchRow = (search: SavedSearch) => {
  const { id, version, person, name, market, channel, filters, words, notifyBy } = search
  return {
    ...{ id, version, person_id: person, name, market, channel },
    ...{ filters: filtersToJson(filters), words: [...words], notify_by: [...notifyBy] },
    ...{ frequency: search.frequency, created_at: search.createdAt },
  }
}

export const keyRows = ({ id, person }: SavedSearch, asked: SearchKeys) =>
  asked.keys.map((key) => ({
    ...{ search_id: id, key, person_id: person, has_more: asked.hasMore },
    ...{ price_from: BigInt(asked.price.from), price_to: BigInt(asked.price.to) },
    ...{ year_from: asked.year.from, year_to: asked.year.to },
    ...{ km_from: asked.km.from, km_to: asked.km.to },
    ...{ engine_from: asked.engine.from, engine_to: asked.engine.to },
  }))
