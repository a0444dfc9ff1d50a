// Republishing: it refills the topic at the current versions, and seeding twice adds
// nothing.
import { newId } from '@pk-auto/kernel/id'
import { rupees } from '@pk-auto/kernel/money'
import { DraftEvent, ListingChange, ListingEvent } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import { readTopic } from '@pk-auto/testing/topics'
import { until } from '@pk-auto/testing/until'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { ListingId, PersonId } from '../src/domain/ids.ts'
import type { SeedListing } from '../src/service.ts'
import { startCatalogueFixture, type CatalogueFixture } from './catalogue-fixture.ts'
import { corolla, draftOf } from './corolla.ts'

const servers = inject('servers')
const HOUR_MS = 3_600_000
let fixture: CatalogueFixture
beforeAll(async () => void (fixture = await startCatalogueFixture(servers)))
afterAll(() => fixture[Symbol.asyncDispose]())

const seedOf = (more: Partial<SeedListing> = {}): SeedListing => ({
  id: newId() as ListingId,
  seller: newId() as PersonId,
  facts: corolla(),
  publishedAt: new Date(fixture.clock.now().getTime() - 10 * HOUR_MS),
  prices: [{ at: new Date(fixture.clock.now().getTime() - 5 * HOUR_MS), price: rupees(3_700_000) }],
  ...more,
})
const events = async (): Promise<ListingEvent[]> => {
  await fixture.catalogue.settled()
  const records = await readTopic({
    brokers: servers.kafkaBrokers,
    topic: `${fixture.topicPrefix}catalogue.listing.v1`,
  })
  return records.map(({ value }) => ListingEvent.decode(value!))
}
const versionOf = (id: string) => async (): Promise<number | undefined> =>
  (await events()).findLast((event) => event.listing?.id === id)?.listing?.version
const countOf = async (table: string) =>
  (await fixture.rows<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n
const as = async (personId: string) => ({
  actorToken: await fixture.credentials.tokenFor(fixture.credentials.person({ personId })),
})

test('seeding the same listings twice adds nothing and undoes no owner’s change', async () => {
  const seeds = [seedOf(), seedOf({ soldAt: fixture.clock.now() }), seedOf({ prices: [] })]
  expect(await fixture.catalogue.seed(seeds)).toBe(3)
  const [first] = seeds as [SeedListing]
  const draft = draftOf(corolla({ price: rupees(3_600_000) }))
  await fixture.client.updateListing(
    { id: first.id, expectedVersion: 3, draft, fields: ['price'] },
    await as(first.seller),
  )
  const before = {
    listings: await countOf('listing'),
    prices: await countOf('price_point'),
    events: await countOf('outbox'),
  }
  expect(await fixture.catalogue.seed([...seeds, seedOf()])).toBe(1)
  expect(await countOf('listing')).toBe(Number(before.listings) + 1)
  expect(await countOf('price_point')).toBe(Number(before.prices) + 2)
  expect(await countOf('outbox')).toBe(Number(before.events) + 1)
  expect(await versionOf(first.id)()).toBe(4)
})

test('a seed of listings that cannot be true leaves nothing of its batch', async () => {
  const before = await countOf('listing')
  expect(() =>
    fixture.catalogue.seed([seedOf(), seedOf({ facts: corolla({ year: 1890 }) })]),
  ).toThrow('INVALID_LISTING')
  expect(await countOf('listing')).toBe(before)
})

test('in production nothing is ever seeded', async () => {
  await using elsewhere = await startCatalogueFixture(servers, {
    change: { profile: 'production' },
  })
  expect(() => elsewhere.catalogue.seed([seedOf()])).toThrow('SEED_REFUSED')
  expect(await elsewhere.rows('select 1 from listing')).toEqual([])
})

test('republishing all publishes every listing at its version in pages, and no draft', async () => {
  const person = fixture.credentials.person()
  const options = { ...(await as(person.personId)), idempotency: { key: newId() } }
  const draft = await fixture.client.createListing({ draft: draftOf(corolla()) }, options)
  await fixture.catalogue.seed(Array.from({ length: 520 }, () => seedOf({ prices: [] })))
  const before = await events()
  let [total, after, pages] = [0, '', 0]
  do {
    const page = await fixture.admin.republishListings({ ids: [], after })
    ;[total, after, pages] = [total + page.republished, page.next, pages + 1]
  } while (after !== '')
  const published = await fixture.rows<{ id: string; version: number }>(
    `select id, version from listing where state != 'draft'`,
  )
  expect(pages).toBeGreaterThan(1)
  expect(total).toBe(published.length)
  const again = (await events()).filter(
    (event) => event.change === ListingChange.LISTING_CHANGE_REPUBLISHED,
  )
  expect(before.some((event) => event.change === ListingChange.LISTING_CHANGE_REPUBLISHED)).toBe(
    false,
  )
  const line = (id?: string, version?: number) => `${id} ${version}`
  expect(again.map(({ listing }) => line(listing?.id, listing?.version)).toSorted()).toEqual(
    published.map(({ id, version }) => line(id, version)).toSorted(),
  )
  expect(again.some((event) => event.listing?.id === draft.listing?.id)).toBe(false)
})

test('republishing all brings the taxonomy too, and naming listings does not', async () => {
  const parts = async (what: string) => {
    const sql = `select count(${what})::int as n from outbox where topic = 'catalogue.taxonomy.v1'`
    return (await fixture.rows<{ n: number }>(sql))[0]?.n ?? 0
  }
  const [before, each] = [await parts('*'), await parts('distinct key')]
  expect(each).toBeGreaterThan(10)
  await fixture.admin.republishListings({ ids: [newId()], after: '' })
  expect(await parts('*')).toBe(before)
  await fixture.admin.republishListings({ ids: [], after: '' })
  expect(await parts('*')).toBe(before + each)
})

test('a draft that holds photos is republished at its version, on its own topic', async () => {
  const person = fixture.credentials.person()
  const options = { ...(await as(person.personId)), idempotency: { key: newId() } }
  const photo = newId()
  const { listing } = await fixture.client.createListing(
    { draft: draftOf(corolla({ photos: [photo as never] })) },
    options,
  )
  const id = listing!.id
  expect(await fixture.admin.republishListings({ ids: [id], after: '' })).toEqual({
    republished: 1,
    next: '',
  })
  await fixture.catalogue.settled()
  const records = await readTopic({
    brokers: servers.kafkaBrokers,
    topic: `${fixture.topicPrefix}catalogue.draft.v1`,
  })
  const published = records
    .filter(({ key }) => key === id)
    .map(({ value }) => DraftEvent.decode(value!))
  expect(published).toEqual(
    Array.from({ length: 2 }, () => ({
      listingId: id,
      version: 1,
      sellerId: person.personId,
      photos: [photo],
    })),
  )
  expect((await events()).some((event) => event.listing?.id === id)).toBe(false)
})

test('only the named listings are republished, and more than 1,000 ids are refused', async () => {
  const seed = seedOf()
  await fixture.catalogue.seed([seed])
  expect(await fixture.admin.republishListings({ ids: [seed.id, newId()], after: '' })).toEqual({
    republished: 1,
    next: '',
  })
  await expect(
    fixture.admin.republishListings({ ids: Array.from({ length: 1_001 }, newId), after: '' }),
  ).rejects.toMatchObject({ code: 'TOO_MANY_IDS' })
})

test('a listing changed during its republish is last on the topic at its new version', async () => {
  // Without the relay, so that the order of the outbox can be seen.
  await using still = await startCatalogueFixture(servers, { roles: 'api' })
  const seed = seedOf({ prices: [] })
  await still.catalogue.seed([seed])
  const rival = new pg.Client(still.testDb.ownerUrl)
  await rival.connect()
  // An owner's change: its row and its event are written, the commit is still to come.
  await rival.query('begin')
  await rival.query('update listing set version = 3 where id = $1', [seed.id])
  await rival.query(
    `insert into outbox (id, topic, key, type, value, at)
     select gen_random_uuid(), topic, key, 'newer', value, at from outbox where key = $1`,
    [seed.id],
  )
  const again = still.admin.republishListings({ ids: [seed.id], after: '' })
  await until('the republish waits for the change, or has gone by it', async () => {
    const waiting = await still.rows(
      `select 1 from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    )
    return (
      waiting.length > 0 ||
      (await still.rows('select 1 from outbox where key = $1', [seed.id])).length > 1
    )
  })
  await rival.query('commit')
  await rival.end()
  await again
  const published = await still.rows<{ type: string; value: Buffer }>(
    'select type, value from outbox where key = $1 order by seq',
    [seed.id],
  )
  expect(
    published.map(({ type, value }) =>
      type === 'newer' ? 3 : ListingEvent.decode(value).listing?.version,
    ),
  ).toEqual([2, 3, 3])
})
