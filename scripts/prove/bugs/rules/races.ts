// Bugs that only show when calls really meet.
import type { Bug } from '../../bug.ts'

export const RACE_BUGS: readonly Bug[] = [
  {
    name: 'calls with one key do not wait for the first of them',
    file: 'packages/postgres/src/once.ts',
    find: 'if (lock.rows[0]?.held !== true)',
    put: 'if (lock.rows.length === 0)',
    suite: 'packages/postgres/test/transaction.it.test.ts',
  },
  {
    name: 'a listing is decided on before it is locked',
    file: 'services/catalogue/src/outbound/listing-store.ts',
    find: "      .where('id', '=', id)\n      .forUpdate()\n",
    put: "      .where('id', '=', id)\n",
    suite: 'services/catalogue/test/listings.it.test.ts',
  },
  {
    name: 'drafts begun together pass the cap together',
    file: 'services/catalogue/src/outbound/draft-store.ts',
    find: 'select pg_advisory_xact_lock(hashtextextended(',
    put: 'select (hashtextextended(',
    suite: 'services/catalogue/test/drafts-and-vehicles.it.test.ts',
  },
  {
    name: 'numbers revealed together pass the cap together',
    file: 'services/leads/src/outbound/reveal-store.ts',
    find: 'select pg_advisory_xact_lock(hashtextextended(',
    put: 'select (hashtextextended(',
    suite: 'services/leads/test/reveals.it.test.ts',
  },
  {
    name: 'uploads signed together pass the cap together',
    file: 'services/media-iq/src/outbound/media-store.ts',
    find: 'select pg_advisory_xact_lock(hashtextextended(',
    put: 'select (hashtextextended(',
    suite: 'services/media-iq/test/uploads.it.test.ts',
  },
]
