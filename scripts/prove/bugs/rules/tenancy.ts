// Bugs in whose rows are whose.
import type { Bug } from '../../bug.ts'

const READS_OF_ADS = 'scripts/house/reads-of-ads.test.ts'
const TENANCY = 'platform/test/tenancy.it.test.ts'

export const TENANCY_BUGS: readonly Bug[] = [
  {
    name: 'everybody reads everybody’s rows',
    file: 'packages/postgres/migrations/0001_base.sql',
    find: 'create policy own on %s to app using (%I = app.person())',
    put: 'create policy own on %s to app using (true or %I = app.person())',
    suite: TENANCY,
  },
  {
    name: 'strangers see and change the prices of any ad',
    file: 'services/catalogue/migrations/0005_prices_of_own_listings.sql',
    find: 'using (exists (select from listing where listing.id = listing_id))',
    put: 'using (true)',
    suite: TENANCY,
  },
  {
    name: 'a table declares itself the platform’s and is open to all',
    file: 'services/search/migrations/0003_least_privilege.sql',
    find: 'index_due, media_fact,',
    put: 'index_due,',
    suite: TENANCY,
  },
  {
    name: 'a visitor’s role reads chassis numbers',
    file: 'services/catalogue/migrations/0006_signed_in.sql',
    find: 'on vehicle to app using (app.person() is not null)',
    put: 'on vehicle to app using (true)',
    suite: TENANCY,
  },
  {
    name: 'a new call shows leads with their ads, and nobody says who may see them',
    file: 'proto/pkauto/leads/v1/leads.proto',
    find: '  rpc ListLeads(ListLeadsRequest) returns (ListLeadsResponse) {',
    put: `  rpc ListLeadsOf(ListLeadsRequest) returns (ListLeadsResponse) {
    option idempotency_level = NO_SIDE_EFFECTS;
  }
  rpc ListLeads(ListLeadsRequest) returns (ListLeadsResponse) {`,
    suite: READS_OF_ADS,
  },
]
