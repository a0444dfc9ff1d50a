// What has matched each saved search and waits for its next alert: one row a search. For workers.
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import type { PersonId, SavedSearchId } from '../../domain/alerts/ids.ts'
import type { Way } from '../../domain/alerts/saved-search.ts'
import type { PendingMatches } from '../../usecases/alerts/stores.ts'
import { uuids } from '../doc-store.ts'
import type { DB } from '../schema.gen.ts'

/** Of a window, the latest; of the others only the number is stored. */
const MOST_LISTINGS = 10

type Due = {
  search_id: string
  person_id: string
  notify_by: string[]
  live_ids: string[]
  over: number
  total: number
  only_drops: boolean
  since: Date
}

export const pendingStore = (tx: Tx<DB>): PendingMatches => ({
  async add(matched, { now, instant, daily }) {
    await tx
      .selectFrom('saved_search_match')
      .select('search_id')
      .where('search_id', '=', sql<string>`any(${uuids(matched.map(({ search }) => search))})`)
      .orderBy('search_id')
      .forUpdate()
      .execute()
    const rows = JSON.stringify(
      matched.map(({ search, listings, onlyDrops }) => ({
        ...{ search_id: search, ids: listings, only_drops: onlyDrops },
      })),
    )
    // The latest come first: as many as are unseen have matched since the owner looked.
    const dailyAt = JSON.stringify(Object.fromEntries(daily))
    await sql`
      update saved_search_match p set
        listing_ids = array(
          select id from unnest(m.ids || p.listing_ids) with ordinality as u (id, place)
          group by id order by min(place) limit ${MOST_LISTINGS}
        ),
        total = p.total + (select count(*) from unnest(m.ids) as i where i <> all(p.listing_ids)),
        unseen = p.unseen
          + (select count(*) from unnest(m.ids) as i where i <> all(p.listing_ids[1:p.unseen])),
        only_drops = m.only_drops and (p.total = 0 or p.only_drops),
        since = coalesce(p.since, ${now}),
        due_at = coalesce(p.due_at, case s.frequency
          when 'daily' then (${dailyAt}::jsonb ->> s.market)::timestamptz end, ${instant})
      from jsonb_to_recordset(${rows}::jsonb) as m (search_id uuid, ids uuid[], only_drops boolean)
      join saved_search s on s.id = m.search_id
      where p.search_id = m.search_id`.execute(tx)
  },
  async takeDue(now, limit) {
    const { rows } = await sql<Due>`
      select p.search_id, p.person_id, s.notify_by, p.total, p.only_drops, p.since,
        l.live_ids, cardinality(p.listing_ids) - cardinality(l.live_ids) as over
      from saved_search_match p join saved_search s on s.id = p.search_id
      cross join lateral (
        select array(
          select d.id from unnest(p.listing_ids) with ordinality as u (id, place)
          join search_doc d on d.id = u.id and d.live order by u.place
        ) as live_ids
      ) l
      where p.due_at <= ${now} order by p.due_at limit ${limit}
      for update of p skip locked`.execute(tx)
    return rows.map((row) => ({
      ...{ search: row.search_id as SavedSearchId, person: row.person_id as PersonId },
      ...{ notifyBy: row.notify_by as Way[], listings: row.live_ids, over: row.over },
      ...{ total: row.total, onlyDrops: row.only_drops, since: row.since },
    }))
  },
  async firstDueAt() {
    const { first } = await tx
      .selectFrom('saved_search_match')
      .select((eb) => eb.fn.min('due_at').as('first'))
      .where('due_at', 'is not', null)
      .executeTakeFirstOrThrow()
    return first ?? undefined
  },
  async clear(taken, alerted, at) {
    await sql`
      update saved_search_match set
        listing_ids = '{}', total = 0, only_drops = false, since = null, due_at = null,
        last_alert_at = case
          when search_id = any(${uuids(alerted)}) then ${at} else last_alert_at end
      where search_id = any(${uuids(taken)})`.execute(tx)
  },
})
