// Bugs in what saved searches match, and in what their alerts report.
import type { Bug } from '../../bug.ts'

const DOMAIN = 'services/search/src/domain/alerts'
const STORES = 'services/search/src/outbound/alerts'
const INDEX = 'services/search/test/alerts/predicate-index.it.test.ts'
const HAND_OVER = 'services/search/test/alerts/hand-over.it.test.ts'
const SAVED = 'services/search/test/alerts/saved-searches.it.test.ts'

export const ALERT_BUGS: readonly Bug[] = [
  {
    name: 'a bound of a saved search excludes itself',
    file: `${STORES}/predicate-store.ts`,
    find: 'km_to >= a.km',
    put: 'km_to > a.km',
    suite: INDEX,
  },
  {
    name: 'the words of a saved search are not looked at',
    file: `${DOMAIN}/keys.ts`,
    find: 'words.length > 0 || ',
    put: '',
    suite: INDEX,
  },
  {
    name: 'a seller is alerted of their own ad',
    file: `${STORES}/predicate-store.ts`,
    find: '          and person_id <> a.seller\n',
    put: '',
    suite: INDEX,
  },
  {
    name: 'an ad that comes back is new again',
    file: 'services/search/src/domain/listing.ts',
    find: "state !== 'unknown' && audienceWhileLive === 'everyone'",
    put: "state === 'live' && audienceWhileLive === 'everyone'",
    suite: `${DOMAIN}/occasion.test.ts`,
  },
  {
    name: 'two sweeps hand the same alert over',
    file: `${STORES}/pending-store.ts`,
    find: '\n      for update of p skip locked',
    put: '',
    suite: HAND_OVER,
  },
  {
    name: 'an ad is counted in a window as often as it comes',
    file: `${STORES}/pending-store.ts`,
    find: 'unnest(m.ids) as i where i <> all(p.listing_ids)),',
    put: 'unnest(m.ids)),',
    suite: HAND_OVER,
  },
  {
    name: 'who saves at the same moment saves more than allowed',
    file: `${STORES}/saved-search-store.ts`,
    find: 'select pg_advisory_xact_lock(hashtextextended(${lock}, 0))',
    put: 'select ${lock}::text',
    suite: SAVED,
  },
]
