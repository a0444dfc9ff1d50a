// Every verb of catalogue that publishes: the change and its event are one commit.
import { newId } from '@pk-auto/kernel/id'
import { rupees } from '@pk-auto/kernel/money'
import { manualClock } from '@pk-auto/kernel/clock'
import type { Person } from '@pk-auto/kernel/actor'
import { openDatabase } from '@pk-auto/postgres/database'
import { transactions } from '@pk-auto/postgres/transaction'
import { testDatabase } from '@pk-auto/testing/database'
import { holdToWriteRule } from '@pk-auto/testing/writes/hold-to-write-rule'
import type { WriteCases } from '@pk-auto/testing/writes/write-rule'
import { afterAll, inject } from 'vitest'
import type { ListingId, MediaId, PersonId } from '../src/domain/ids.ts'
import type { Listing } from '../src/domain/listing.ts'
import type { ListingFacts } from '../src/domain/listing-facts.ts'
import { stores } from '../src/outbound/stores.ts'
import { readTaxonomy } from '../src/outbound/taxonomy-files.ts'
import { catalogueVerbs, type CatalogueVerbs } from '../src/usecases/index.ts'
import { untilAnnounced } from '../src/usecases/favourites/until-announced.ts'
import { bounds, corolla } from './corolla.ts'
import { DAY_MS, seller, times } from './sweep-fixture.ts'

const TOKEN = 'a token that only media-iq would read'
const stack = new AsyncDisposableStack()
afterAll(() => stack.disposeAsync())

const testDb = stack.use(
  await testDatabase({
    serverUrl: inject('servers').postgresUrl,
    service: 'catalogue',
    migrations: new URL('../migrations', import.meta.url).pathname,
  }),
)
const clock = manualClock(new Date())
const taxonomy = readTaxonomy()
const database = stack.use(openDatabase({ url: testDb.url, service: 'catalogue' }))
const verbs = catalogueVerbs({
  ...{ clock, newId, taxonomy, bounds, times, maxOpenDrafts: 100, profile: 'test' },
  ...{ maxFavourites: 10, maxNewWishesPerDay: 10, newToken: newId },
  savedChanged: () => undefined,
  inTransaction: transactions(database, stores),
  photos: { statesOf: async (ids) => new Map(ids.map((id) => [id, 'ready'])) },
})

const photos = () => [newId() as MediaId]
const commandOf = ({ id, version }: Listing) => ({ id, expectedVersion: version })
const create = (facts: ListingFacts, person: Person = seller, key = newId()) =>
  verbs.createListing(person, { method: 'create', key, sha256: '' }, facts)
const publish = (listing: Listing) => verbs.publishListing(seller, commandOf(listing), TOKEN)
const live = async () => publish(await create(corolla()))
const brand = { market: 'pk', channels: ['automart'] }
const saved = async () => {
  const listing = await live()
  await verbs.saveFavourite({ ...seller, personId: newId() }, listing.id, brand)
  return listing
}
const edit = (listing: Listing, patch: Partial<ListingFacts>) => () =>
  verbs.updateListing(seller, commandOf(listing), patch, TOKEN)
const end = (listing: Listing, reason: 'sold' | 'not-selling') => () =>
  verbs.closeListing(seller, commandOf(listing), { reason })

const CASES: WriteCases<keyof CatalogueVerbs> = {
  createListing: {
    'a draft with photos': async () => {
      const [facts, key] = [corolla({ photos: photos() }), newId()]
      return () => create(facts, seller, key)
    },
  },
  updateListing: {
    'the photos of a draft': async () => edit(await create(corolla()), { photos: photos() }),
    'a live ad': async () => edit(await live(), { km: 93_000 }),
    'the price of a live ad': async () => edit(await live(), { price: rupees(3_700_000) }),
    'the price of a saved ad': async () => edit(await saved(), { price: rupees(3_700_000) }),
  },
  publishListing: {
    'a draft with a chassis number': async () => {
      const listing = await create(corolla({ frameNumber: 'NZE141-1234567' }))
      return () => publish(listing)
    },
  },
  refreshListing: {
    'a live ad': async () => {
      const listing = await live()
      clock.advance(DAY_MS)
      return () => verbs.refreshListing(seller, commandOf(listing))
    },
  },
  closeListing: {
    'a sold car': async () => end(await live(), 'sold'),
    'a saved car': async () => end(await saved(), 'sold'),
    'a car not for sale any more': async () => end(await live(), 'not-selling'),
  },
  reactivateListing: {
    'a closed ad': async () => {
      const closed = await end(await live(), 'not-selling')()
      return () => verbs.reactivateListing(seller, commandOf(closed), TOKEN)
    },
  },
  expireListings: {
    'a live ad': async () => {
      await live()
      clock.advance(times.lifetimeMs)
      return verbs.expireListings
    },
  },
  expireDrafts: {
    'a draft with photos': async () => {
      await create(corolla({ photos: photos() }))
      clock.advance(times.draftLifetimeMs)
      return verbs.expireDrafts
    },
  },
  announceSavedChanges: {
    'a lower price of a saved ad': async () => {
      await untilAnnounced(verbs)
      await edit(await saved(), { price: rupees(3_700_000) })()
      return verbs.announceSavedChanges
    },
    'a saved car that is sold': async () => {
      await untilAnnounced(verbs)
      await end(await saved(), 'sold')()
      return verbs.announceSavedChanges
    },
  },
  publishTaxonomy: {
    'a new version': async () => () => verbs.publishTaxonomy(taxonomy),
  },
  republishListings: {
    'an ad and a draft with photos': async () => {
      const ids = [await live(), await create(corolla({ photos: photos() }))].map(({ id }) => id)
      return () => verbs.republishListings({ ids, after: '' })
    },
  },
  seedListings: {
    'an ad': async () => {
      const [id, owner] = [newId() as ListingId, seller.personId as PersonId]
      const seed = { id, seller: owner, facts: corolla(), publishedAt: clock.now(), prices: [] }
      return () => verbs.seedListings([seed])
    },
  },
}

const root = new URL('..', import.meta.url)
holdToWriteRule({ root, verbs, database: testDb }, CASES)
