// What has matched a person's own searches: the row policy hides that of others.
import type { Tx } from '@pk-auto/postgres/transaction'
import { sql } from 'kysely'
import type { PersonId } from '../../domain/alerts/ids.ts'
import type { MatchesOfPeople, OwnMatches } from '../../usecases/alerts/stores.ts'
import type { DB } from '../schema.gen.ts'

export const ownMatchesStore = (tx: Tx<DB>): OwnMatches => ({
  async markSeen(id) {
    const mine = tx.updateTable('saved_search_match').set({ unseen: 0 })
    await mine.where('search_id', '=', id).where('unseen', '>', 0).execute()
  },
  async unseen() {
    const { rows } = await sql<{ unseen: number }>`
      select coalesce(sum(unseen), 0)::int as unseen from saved_search_match`.execute(tx)
    return rows[0]?.unseen ?? 0
  },
  async openSince(id) {
    const open = tx.selectFrom('saved_search_match').select('since').where('search_id', '=', id)
    return (await open.forUpdate().executeTakeFirst())?.since ?? undefined
  },
  async closeAt(id, at) {
    const open = tx.updateTable('saved_search_match').set({ due_at: at })
    await open.where('search_id', '=', id).where('due_at', 'is not', null).execute()
  },
})

/** Workers only. */
export const matchesOfPeopleStore = (tx: Tx<DB>): MatchesOfPeople => ({
  async unseenOf(people) {
    const { rows } = await sql<{ person_id: PersonId; unseen: number }>`
      select person_id, sum(unseen)::int as unseen from saved_search_match
      where person_id = any(${[...people]}::uuid[]) and unseen > 0 group by person_id`.execute(tx)
    return new Map(rows.map((row) => [row.person_id, row.unseen]))
  },
})
