// Whole batches of saved searches at once, for seeds.
import type { Tx } from '@pk-auto/postgres/transaction'
import type { SearchKeys } from '../../domain/alerts/keys.ts'
import type { SavedSearch } from '../../domain/alerts/saved-search.ts'
import type { DB } from '../schema.gen.ts'
import { keyRows, searchRow } from './saved-search-store.ts'

export const seededSearchStore = (tx: Tx<DB>) => ({
  async insert(all: readonly { search: SavedSearch; keys: SearchKeys }[]): Promise<number> {
    if (all.length === 0) return 0
    const added = await tx
      .insertInto('saved_search')
      .values(all.map(({ search }) => searchRow(search)))
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .execute()
    const fresh = new Set<string>(added.map(({ id }) => id))
    const made = all.filter(({ search }) => fresh.has(search.id))
    if (made.length === 0) return 0
    const keys = made.flatMap(({ search, keys: asked }) => keyRows(search, asked))
    await tx.insertInto('saved_search_key').values(keys).execute()
    const matches = made.map(({ search: { id, person } }) => ({ search_id: id, person_id: person }))
    await tx.insertInto('saved_search_match').values(matches).execute()
    return made.length
  },
})
