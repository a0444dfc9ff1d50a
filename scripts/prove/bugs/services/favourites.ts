// Bugs in what people save: whom it is shown to, and who learns what became of it.
import type { Bug } from '../../bug.ts'

const CATALOGUE = 'services/catalogue'
const DOMAIN = `${CATALOGUE}/src/domain/favourites`
const STORES = `${CATALOGUE}/src/outbound/favourites`
const TESTS = `${CATALOGUE}/test/favourites`
const RULES = `${DOMAIN}/favourite.test.ts`

export const FAVOURITE_BUGS: readonly Bug[] = [
  {
    name: 'a stranger saves an ad that is for dealers alone',
    file: `${DOMAIN}/favourite.ts`,
    find: 'if (!listing || !isForEveryone(listing)) throw',
    put: 'if (!listing) throw',
    suite: RULES,
  },
  {
    name: 'strangers learn the price that dealers are asked',
    file: `${DOMAIN}/favourite.ts`,
    find: 'if (!isForEveryone(before) || !isForEveryone(listing)) return undefined',
    put: "if (listing.state === 'draft') return undefined",
    suite: RULES,
  },
  {
    name: 'a dearer ad is announced as a cheaper one',
    file: `${DOMAIN}/favourite.ts`,
    find: 'compareMoney(facts.price, before.facts.price) < 0',
    put: 'compareMoney(facts.price, before.facts.price) !== 0',
    suite: RULES,
  },
  {
    name: 'of a crowd only the first learn of a lower price',
    file: `${CATALOGUE}/src/usecases/favourites/announce-saved-changes.ts`,
    find: 'people.length === BATCH) await',
    put: 'people.length > BATCH) await',
    suite: `${TESTS}/announcing.it.test.ts`,
  },
  {
    name: 'a batch of a crowd learns of a lower price again and again',
    file: `${STORES}/saved-change-store.ts`,
    find: "after === undefined ? readers : readers.where('favourite.person_id', '>', after)",
    put: "after === undefined ? readers : readers.where('favourite.person_id', '>=', after)",
    suite: `${TESTS}/announcing.it.test.ts`,
  },
  {
    name: 'whoever saves an ad after its price fell learns that it fell',
    file: `${STORES}/saved-change-store.ts`,
    find: "      .where('favourite.listing_version', '<', version)\n",
    put: '',
    suite: `${TESTS}/announcing.it.test.ts`,
  },
  {
    name: 'saves at the same moment pass the cap together',
    file: `${STORES}/favourite-store.ts`,
    find: 'await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(tx)',
    put: 'await sql`select ${lock}::text`.execute(tx)',
    suite: `${TESTS}/saving.it.test.ts`,
  },
  {
    name: 'a link that was taken back still opens the list',
    file: `${STORES}/shortlist-store.ts`,
    find: "      .where('token', '=', token)\n      .where('revoked_at', 'is', null)\n",
    put: "      .where('token', '=', token)\n",
    suite: `${TESTS}/sharing.it.test.ts`,
  },
  {
    name: 'a heart stays filled although saving was refused',
    file: 'clients/pwa/src/scripts/hearts/saved-ads.ts',
    find: 'if (answer.ok) stored.set(id, saved)',
    put: 'stored.set(id, saved)',
    suite: 'clients/pwa/src/scripts/hearts/saved-ads.test.ts',
  },
  {
    name: 'a removal that was undone is sent all the same',
    file: 'clients/pwa/src/islands/favourites/removals.ts',
    find: '      stops.get(id)?.()\n      stops.delete(id)\n',
    put: '      stops.get(id)?.()\n',
    suite: 'clients/pwa/src/islands/favourites/removals.test.ts',
  },
]
