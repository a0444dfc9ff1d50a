// Catalogue over its own wire on the real servers: what a seller can do, what others cannot, and
// what the topic is told.
import { rupees } from '@pk-auto/kernel/money'
import { newId } from '@pk-auto/kernel/id'
import type { Person } from '@pk-auto/kernel/actor'
import { ListingEvent } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import { MediaState } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import { readTopic } from '@pk-auto/testing/topics'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { ListingFacts } from '../src/domain/listing-facts.ts'
import { startCatalogueFixture, type CatalogueFixture } from './catalogue-fixture.ts'
import { corolla, draftOf } from './corolla.ts'

const servers = inject('servers')
const readyPhoto = newId()
const pendingPhoto = newId()
let fixture: CatalogueFixture
let { client, credentials, clock, catalogue } = {} as CatalogueFixture

beforeAll(async () => {
  fixture = await startCatalogueFixture(servers)
  ;({ client, credentials, clock, catalogue } = fixture)
  fixture.photoStates
    .set(readyPhoto, MediaState.MEDIA_STATE_READY)
    .set(pendingPhoto, MediaState.MEDIA_STATE_PROCESSING)
})

afterAll(() => fixture[Symbol.asyncDispose]())

const as = async (person: Person) => ({ actorToken: await credentials.tokenFor(person) })
const keyed = async (person: Person, key = newId()) => ({
  ...(await as(person)),
  idempotency: { key },
})
const create = async (person: Person, facts: ListingFacts = corolla()) => {
  const { listing } = await client.createListing({ draft: draftOf(facts) }, await keyed(person))
  return { id: listing!.id, expectedVersion: listing!.version }
}
const publishNew = async (person: Person, facts?: ListingFacts) => {
  const { listing } = await client.publishListing(await create(person, facts), await as(person))
  return { id: listing!.id, expectedVersion: listing!.version }
}
const eventsOf = async (id: string) => {
  await catalogue.settled()
  const records = await readTopic({
    brokers: servers.kafkaBrokers,
    topic: `${fixture.topicPrefix}catalogue.listing.v1`,
  })
  return records
    .filter((record) => record.key === id)
    .map((record) => ListingEvent.decode(record.value!))
}

test('a published listing is on the topic with its whole public state, and a draft is not', async () => {
  const ayesha = credentials.person()
  const draft = await create(ayesha)
  expect(await eventsOf(draft.id)).toEqual([])
  await client.publishListing(draft, await as(ayesha))
  const [event, ...more] = await eventsOf(draft.id)
  expect(more).toEqual([])
  expect(event?.listing).toMatchObject({
    id: draft.id,
    version: 2,
    sellerId: ayesha.personId,
    facts: { make: 'toyota', price: { minor: 385_000_000n, currency: 'PKR' } },
  })
  expect(JSON.stringify(event, (_k, v) => (typeof v === 'bigint' ? String(v) : v))).not.toContain(
    'genuine gari',
  )
})

test('repeating a create with its key makes one listing and gives the same answer', async () => {
  const ayesha = credentials.person()
  const options = await keyed(ayesha)
  const [first, second] = [
    await client.createListing({ draft: draftOf(corolla()) }, options),
    await client.createListing({ draft: draftOf(corolla()) }, options),
  ]
  expect(second).toEqual(first)
  expect(
    (await client.listOwnListings({ page: { limit: 100, after: '' } }, await as(ayesha))).listings,
  ).toHaveLength(1)
})

test('a repeat of a create gets the ad as it is by then, and its first words are stored nowhere', async () => {
  const ayesha = credentials.person()
  const key = newId()
  const number = '0301-7654321'
  const request = {
    draft: draftOf(corolla({ description: { text: `Call ${number}`, lang: 'en' } })),
  }
  const { listing } = await client.createListing(request, await keyed(ayesha, key))
  const edit = { id: listing!.id, expectedVersion: 1, fields: ['description'] }
  await client.updateListing({ ...edit, draft: draftOf(corolla()) }, await as(ayesha))
  expect(await client.createListing(request, await keyed(ayesha, key))).toMatchObject({
    listing: { id: listing!.id, version: 2 },
    description: corolla().description,
  })
  const [stored] = await fixture.rows('select * from idempotency where key = $1', [key])
  expect(stored).toMatchObject({ id: listing!.id, version: 1 })
  expect(`${JSON.stringify(stored)} ${String(stored?.['reply'])}`).not.toContain(number)
})

test('a repeat of a create whose draft is gone finds nothing, and makes no second one', async () => {
  const ayesha = credentials.person()
  const key = newId()
  const request = { draft: draftOf(corolla()) }
  const { listing } = await client.createListing(request, await keyed(ayesha, key))
  await fixture.rows('delete from listing where id = $1', [listing!.id])
  await expect(client.createListing(request, await keyed(ayesha, key))).rejects.toMatchObject({
    kind: 'not_found',
    code: 'LISTING_NOT_FOUND',
  })
  const mine = await client.listOwnListings({ page: { limit: 9, after: '' } }, await as(ayesha))
  expect(mine.listings).toEqual([])
})

test('a create without a key, with the key of another request, or by a visitor is refused', async () => {
  const ayesha = credentials.person()
  const request = { draft: draftOf(corolla()) }
  await expect(client.createListing(request, await as(ayesha))).rejects.toMatchObject({
    code: 'IDEMPOTENCY_KEY_REQUIRED',
  })
  const key = newId()
  const other = { draft: draftOf(corolla({ km: 92_001 })) }
  await client.createListing(request, await keyed(ayesha, key))
  await expect(client.createListing(other, await keyed(ayesha, key))).rejects.toMatchObject({
    kind: 'invalid',
    code: 'IDEMPOTENCY_KEY_REUSED',
  })
  await expect(client.createListing(request, { idempotency: { key } })).rejects.toMatchObject({
    kind: 'unauthenticated',
  })
})

test('who has not accepted the terms cannot post', async () => {
  await expect(create(credentials.person({ termsDue: true }))).rejects.toMatchObject({
    kind: 'forbidden',
  })
})

test('another person’s listing is not there: to read, edit, publish or close', async () => {
  const [ayesha, bilal] = [credentials.person(), credentials.person()]
  const hers = await publishNew(ayesha)
  const his = await as(bilal)
  expect((await client.getOwnListings({ ids: [hers.id] }, his)).listings).toEqual([])
  const edits = [
    () =>
      client.updateListing(
        { ...hers, draft: draftOf(corolla({ price: rupees(60_000) })), fields: ['price'] },
        his,
      ),
    () => client.closeListing({ ...hers, reason: 'sold', soldFor: undefined }, his),
    () => client.publishListing(hers, his),
    () => client.reactivateListing(hers, his),
    () => client.refreshListing(hers, his),
    () =>
      client.closeListing(
        { id: newId(), expectedVersion: 1, reason: 'sold', soldFor: undefined },
        his,
      ),
  ]
  for (const edit of edits)
    await expect(edit()).rejects.toMatchObject({ kind: 'not_found', code: 'LISTING_NOT_FOUND' })
  expect(
    (await client.getOwnListings({ ids: [hers.id] }, await as(ayesha))).listings[0]?.listing
      ?.version,
  ).toBe(hers.expectedVersion)
})

test('a price change is in the history and on the topic, with the price it dropped from', async () => {
  const ayesha = credentials.person()
  const live = await publishNew(ayesha)
  clock.advance(60_000)
  await client.updateListing(
    { ...live, draft: draftOf(corolla({ price: rupees(3_700_000) })), fields: ['price'] },
    await as(ayesha),
  )
  const { details } = await client.getListingDetails({ ids: [live.id] })
  expect(details[0]?.priceHistory.map((point) => point.price?.minor)).toEqual([
    385_000_000n,
    370_000_000n,
  ])
  const last = (await eventsOf(live.id)).at(-1)
  expect(last?.listing?.droppedFrom?.minor).toBe(385_000_000n)
})

test('an edit of a stale version is refused and changes nothing', async () => {
  const ayesha = credentials.person()
  const live = await publishNew(ayesha)
  const change = async (price: number) =>
    client.updateListing(
      { ...live, draft: draftOf(corolla({ price: rupees(price) })), fields: ['price'] },
      await as(ayesha),
    )
  await change(3_700_000)
  await expect(change(3_600_000)).rejects.toMatchObject({
    kind: 'precondition',
    code: 'VERSION_MISMATCH',
  })
  expect(await eventsOf(live.id)).toHaveLength(2)
})

test('an ad with a photo that is not ready or not the seller’s stays a draft and says which', async () => {
  const ayesha = credentials.person()
  const draft = await create(
    ayesha,
    corolla({ photos: [readyPhoto, pendingPhoto, newId()] as never }),
  )
  await expect(client.publishListing(draft, await as(ayesha))).rejects.toMatchObject({
    code: 'INVALID_PHOTOS',
    fields: [
      { path: 'photos.1', code: 'PHOTO_NOT_READY' },
      { path: 'photos.2', code: 'PHOTO_UNKNOWN' },
    ],
  })
  expect(await eventsOf(draft.id)).toEqual([])
})

test('fifty clicks on publish have one answer and make one event', async () => {
  const ayesha = credentials.person()
  const draft = await create(ayesha)
  const options = await as(ayesha)
  const answers = await Promise.allSettled(
    Array.from({ length: 50 }, () =>
      client.publishListing(draft, { ...options, deadlineMs: 10_000 }),
    ),
  )
  const [first] = answers
  expect(first?.status).toBe('fulfilled')
  for (const answer of answers) expect(answer).toEqual(first)
  expect(await eventsOf(draft.id)).toHaveLength(1)
})

test('own listings come newest first, page by page, without gaps', async () => {
  const ayesha = credentials.person()
  const ids: string[] = []
  for (let i = 0; i < 5; i += 1) ids.unshift((await create(ayesha)).id)
  const seen: string[] = []
  let after = ''
  do {
    const page = await client.listOwnListings({ page: { limit: 2, after } }, await as(ayesha))
    seen.push(...page.listings.map((own) => own.listing!.id))
    after = page.next
  } while (after !== '')
  expect(seen).toEqual(ids)
})

test('the taxonomy is told once, part by part, and unchanged to who has it', async () => {
  await catalogue.settled()
  const records = await readTopic({
    brokers: servers.kafkaBrokers,
    topic: `${fixture.topicPrefix}catalogue.taxonomy.v1`,
  })
  const keys = records.map((record) => record.key)
  expect(keys).toContain('make/toyota')
  expect(new Set(keys).size).toBe(keys.length)
  const { taxonomy } = await client.getTaxonomy({ knownVersion: 0 })
  expect((await client.getTaxonomy({ knownVersion: taxonomy!.version })).unchanged).toBe(true)
})

test('prices and texts are told on the brands whose market and channels the ad is on, and nowhere else', async () => {
  const ayesha = credentials.person()
  const [dealers, both] = [
    await publishNew(ayesha, corolla({ channels: ['autotrader'] })),
    await publishNew(ayesha, corolla({ channels: ['automart', 'autotrader'] })),
  ]
  const seenBy = async (brand: { market?: string; channels?: string[] }) =>
    (await client.getListingDetails({ ids: [dealers.id, both.id], ...brand })).details.map(
      ({ id }) => id,
    )
  expect(await seenBy({})).toEqual([both.id])
  expect(await seenBy({ channels: ['automart'] })).toEqual([both.id])
  expect(await seenBy({ market: 'pk', channels: ['automart', 'autotrader'] })).toEqual([
    dealers.id,
    both.id,
  ])
  expect(await seenBy({ market: 'ae', channels: ['automart', 'autotrader'] })).toEqual([])
})

test('a seller who changes a price a thousand times fills nobody’s history but their own, and that only with the newest', async () => {
  const ayesha = credentials.person()
  const [restless, quiet] = [await publishNew(ayesha), await publishNew(ayesha)]
  await fixture.rows(
    `insert into price_point select $1, now() - n * interval '1 day', n, 'PKR' from generate_series(1, 1000) n`,
    [restless.id],
  )
  const { details } = await client.getListingDetails({ ids: [restless.id, quiet.id] })
  const historyOf = (id: string) => details.find((one) => one.id === id)?.priceHistory ?? []
  expect(historyOf(quiet.id)).toHaveLength(1)
  expect(historyOf(restless.id)).toHaveLength(200)
  expect(historyOf(restless.id).at(-1)?.price?.minor).toBe(385_000_000n)
})

test('a final price in another currency is refused before it could be read as rupees', async () => {
  const ayesha = credentials.person()
  const live = await publishNew(ayesha)
  const sale = { ...live, reason: 'sold', soldFor: { minor: 900n, currency: 'AED' } }
  await expect(client.closeListing(sale, await as(ayesha))).rejects.toMatchObject({
    kind: 'invalid',
    code: 'INVALID_LISTING',
    fields: [{ path: 'soldFor' }],
  })
  expect(
    (await client.getOwnListings({ ids: [live.id] }, await as(ayesha))).listings[0]?.listing
      ?.version,
  ).toBe(live.expectedVersion)
})
