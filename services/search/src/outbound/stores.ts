// Everything search stores in Postgres, bound to one transaction.
import { type KeyedCall, once } from '@pk-auto/postgres/once'
import type { Clock } from '@pk-auto/kernel/clock'
import type { Tx } from '@pk-auto/postgres/transaction'
import type { SavedSearchId } from '../domain/alerts/ids.ts'
import type { Saved } from '../usecases/alerts/create-saved-search.ts'
import { alertOutbox } from './alerts/alert-outbox.ts'
import { matchesOfPeopleStore, ownMatchesStore } from './alerts/own-matches-store.ts'
import { pendingStore } from './alerts/pending-store.ts'
import { predicateStore } from './alerts/predicate-store.ts'
import { savedSearchStore } from './alerts/saved-search-store.ts'
import { searchesOfPeopleStore } from './alerts/searches-of-people-store.ts'
import { seededSearchStore } from './alerts/seeded-search-store.ts'
import { docStore, pageStore } from './doc-store.ts'
import { dueStore } from './due-store.ts'
import { indexRegistry, indexSource } from './index-registry.ts'
import { mediaStore } from './media-store.ts'
import type { DB } from './schema.gen.ts'
import { taxonomyStore } from './taxonomy-store.ts'

export const searchStores = (clock: Clock) => (tx: Tx<DB>) => ({
  docs: docStore(tx),
  pages: pageStore(tx),
  media: mediaStore(tx),
  due: dueStore(clock)(tx),
  taxonomy: taxonomyStore(tx),
  source: indexSource(tx),
  registry: indexRegistry(clock)(tx),
  searches: savedSearchStore(tx),
  seededSearches: seededSearchStore(tx),
  matches: ownMatchesStore(tx),
  matchesOfPeople: matchesOfPeopleStore(tx),
  predicates: predicateStore(tx),
  pending: pendingStore(tx),
  ofPeople: searchesOfPeopleStore(tx),
  alerts: alertOutbox(tx),
  once: (call: KeyedCall, work: () => Promise<Saved>) => once(tx, call, work, savedAs(tx)),
})

/** What a keyed call made, as it is by now. */
const savedAs = (tx: Tx<DB>) => async (id: SavedSearchId) => {
  const { search, standing } = await savedSearchStore(tx).get(id)
  return { id, version: search.version, search, standing }
}
