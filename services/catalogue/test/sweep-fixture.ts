// Two workers that sweep one database, with ads and drafts to end: each worker is a process of its
// own as far as Postgres can tell.
import { fileURLToPath } from 'node:url'
import { manualClock } from '@pk-auto/kernel/clock'
import { newId } from '@pk-auto/kernel/id'
import type { Person } from '@pk-auto/kernel/actor'
import { openDatabase } from '@pk-auto/postgres/database'
import { transactions, type Tx } from '@pk-auto/postgres/transaction'
import { ListingEvent } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import type { ServerUrls } from '@pk-auto/servers/server-urls'
import { testDatabase } from '@pk-auto/testing/database'
import pg from 'pg'
import type { ListingId, MediaId, PersonId } from '../src/domain/ids.ts'
import { draft, type Listing, type ListingTimes } from '../src/domain/listing.ts'
import { dueDraftStore } from '../src/outbound/draft-store.ts'
import { savedChangeStore } from '../src/outbound/favourites/saved-change-store.ts'
import { draftOutbox, listingOutbox } from '../src/outbound/listing-outbox.ts'
import { dueListingStore, listingStore } from '../src/outbound/listing-store.ts'
import { priceStore } from '../src/outbound/price-store.ts'
import type { DB } from '../src/outbound/schema.gen.ts'
import { seedStore } from '../src/outbound/seed-store.ts'
import { readTaxonomy } from '../src/outbound/taxonomy-files.ts'
import { vehicleStore } from '../src/outbound/vehicle-store.ts'
import { changeListing } from '../src/usecases/change-listing.ts'
import { expireDrafts } from '../src/usecases/expiry/expire-drafts.ts'
import { expireListings } from '../src/usecases/expiry/expire-listings.ts'
import { seedListings } from '../src/usecases/seed-listings.ts'
import { bounds, corolla } from './corolla.ts'

export const DAY_MS = 86_400_000
export const times: ListingTimes = {
  lifetimeMs: 60 * DAY_MS,
  draftLifetimeMs: 30 * DAY_MS,
  refreshEveryMs: DAY_MS,
  dropMinAgeMs: 0,
  saleUndoMs: 0,
}
export const seller: Person = {
  kind: 'person',
  personId: newId(),
  sessionId: newId(),
  roles: [],
  assurance: 'otp',
  market: 'pk',
  termsDue: false,
}

const stores = (tx: Tx<DB>) => ({
  listings: listingStore(tx),
  due: dueListingStore(tx),
  prices: priceStore(tx),
  vehicles: vehicleStore(tx),
  outbox: listingOutbox(tx),
  savedChanges: savedChangeStore(tx),
  draftOutbox: draftOutbox(tx),
  dueDrafts: dueDraftStore(tx),
  seeds: seedStore(tx),
})

/** Sweeps until nothing is due. */
export const all = async (sweep: () => Promise<number>): Promise<number> => {
  let total = 0
  for (let taken = await sweep(); taken > 0; taken = await sweep()) total += taken
  return total
}

export async function startSweepFixture(servers: ServerUrls) {
  const clock = manualClock(new Date())
  await using stack = new AsyncDisposableStack()
  const migrations = fileURLToPath(new URL('../migrations', import.meta.url))
  const testDb = stack.use(
    await testDatabase({ serverUrl: servers.postgresUrl, service: 'catalogue', migrations }),
  )
  const behind = new pg.Client(testDb.ownerUrl)
  await behind.connect()
  stack.defer(() => behind.end())
  const worker = () => {
    const database = stack.use(openDatabase({ url: testDb.url, service: 'catalogue' }))
    const inTransaction = transactions<DB, ReturnType<typeof stores>>(database, stores)
    return {
      sweep: expireListings({ clock, inTransaction }),
      sweepDrafts: expireDrafts({ clock, inTransaction }),
      change: changeListing({ clock, inTransaction }),
      inTransaction,
    }
  }
  const [one, two] = [worker(), worker()]
  const owner = seller.personId as PersonId
  const insert = (listings: readonly Listing[]) =>
    one.inTransaction({ system: 'test' }, async (use) => {
      for (const listing of listings) await use.listings.insert(listing)
    })
  const begun = (photos: MediaId[]) =>
    draft(newId() as ListingId, owner, 'pk', corolla({ photos }), clock.now(), times)
  const running = stack.move()
  return {
    ...{ clock, one, two, insert },
    /** Behind the service's back, as the owner of the database. */
    behind,
    /** Live ads published now, made as the seed makes them; without their events. */
    ads: async (count: number): Promise<ListingId[]> => {
      const ids = Array.from({ length: count }, () => newId() as ListingId)
      const { inTransaction } = one
      const taxonomy = readTaxonomy()
      const seed = seedListings({ clock, profile: 'test', taxonomy, bounds, times, inTransaction })
      const published = { seller: owner, facts: corolla(), publishedAt: clock.now(), prices: [] }
      await seed(ids.map((id) => ({ id, ...published })))
      await behind.query('delete from outbox')
      return ids
    },
    /** Begun now; every other one holds a photo. */
    drafts: async (count: number): Promise<ListingId[]> => {
      const made = Array.from({ length: count }, (_, n) =>
        begun(n % 2 === 0 ? [newId() as MediaId] : []),
      )
      await insert(made)
      return made.map(({ id }) => id)
    },
    events: async (): Promise<ListingEvent[]> => {
      const { rows } = await behind.query<{ value: Buffer }>(
        'select value from outbox order by seq',
      )
      return rows.map(({ value }) => ListingEvent.decode(value))
    },
    left: async (): Promise<string[]> => {
      const { rows } = await behind.query<{ id: string }>('select id from listing')
      return rows.map(({ id }) => id)
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  }
}
export type SweepFixture = Awaited<ReturnType<typeof startSweepFixture>>
