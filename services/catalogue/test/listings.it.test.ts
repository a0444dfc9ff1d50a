// Catalogue over its own wire on the real servers: what a seller can do, what others cannot, and what the topic is told.
import { fileURLToPath } from 'node:url'
import { rupees } from '@pk-auto/kernel/money'
import { manualClock } from '@pk-auto/kernel/clock'
import type { Person } from '@pk-auto/kernel/actor'
import { newId } from '@pk-auto/kernel/id'
import { connectGrpc } from '@pk-auto/grpc/client'
import { serviceCredentials } from '@pk-auto/grpc/service-credential'
import { implement, startGrpc } from '@pk-auto/grpc/server'
import { policyOf } from '@pk-auto/proto/policy'
import { CatalogueDefinition, ListingDraft } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue'
import { ListingEvent } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import { IdentityDefinition } from '@pk-auto/proto/pkauto/identity/v1/identity'
import { MediaIqDefinition, MediaState } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import { testCredentials } from '@pk-auto/testing/credentials'
import { testDatabase } from '@pk-auto/testing/database'
import { testTopicPrefix } from '@pk-auto/testing/names'
import { readTopic, testTopics } from '@pk-auto/testing/topics'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { readCatalogueConfig, startCatalogue, type RunningCatalogue } from '../src/service.ts'
import { ownListing } from '../src/domain/public-listing.ts'
import { draft as makeDraft } from '../src/domain/listing.ts'
import type { ListingId, PersonId } from '../src/domain/ids.ts'
import type { ListingFacts } from '../src/domain/listing-facts.ts'
import { corolla } from './corolla.ts'

const stack = new AsyncDisposableStack()
const clock = manualClock(new Date())
const servers = inject('servers')
const topicPrefix = testTopicPrefix()
const readyPhoto = newId()
const pendingPhoto = newId()
const photoStates = new Map<string, MediaState>([
  [readyPhoto, MediaState.MEDIA_STATE_READY],
  [pendingPhoto, MediaState.MEDIA_STATE_PROCESSING],
])
let credentials: Awaited<ReturnType<typeof testCredentials>>
let catalogue: RunningCatalogue
let client: ReturnType<typeof connectGrpc<typeof CatalogueDefinition>>

beforeAll(async () => {
  credentials = await testCredentials(clock)
  const home = stack.use(
    await testDatabase({ serverUrl: servers.postgresUrl, service: 'catalogue', migrations: fileURLToPath(new URL('../migrations', import.meta.url)) }),
  )
  stack.use(await testTopics({ brokers: servers.kafkaBrokers, topicPrefix, names: ['catalogue.listing.v1', 'catalogue.taxonomy.v1'] }))
  const of = (service: string) => serviceCredentials({ service, secret: credentials.serviceSecret, clock })
  // Fakes of the two services catalogue asks: identity for its keys, media-iq for the state of photos.
  const neighbours = stack.use(
    await startGrpc({
      service: 'identity',
      port: 0,
      verifier: credentials.verifier,
      credentials: of('identity'),
      policyOf,
      implementations: [
        implement(MediaIqDefinition, {
          signUpload: () => Promise.reject(new Error('not asked')),
          completeUpload: () => Promise.reject(new Error('not asked')),
          getOwnMedia: async ({ ids }) => ({
            media: ids.filter((id) => photoStates.has(id)).map((id) => ({ id, state: photoStates.get(id) ?? MediaState.MEDIA_STATE_UNSPECIFIED })),
          }),
        }),
        implement(
          { ...IdentityDefinition, methods: { getKeys: IdentityDefinition.methods.getKeys } },
          { getKeys: async () => ({ jwksJson: JSON.stringify(credentials.jwks) }) },
        ),
      ],
    }),
  )
  const address = `127.0.0.1:${neighbours.port}`
  const env = {
    PROFILE: 'test',
    GRPC_PORT: '0',
    HTTP_PORT: '0',
    DATABASE_URL: home.url,
    KAFKA_BROKERS: servers.kafkaBrokers.join(','),
    KAFKA_TOPIC_PREFIX: topicPrefix,
    SERVICE_SECRET: credentials.serviceSecret,
    IDENTITY_GRPC_URL: address,
    MEDIA_IQ_GRPC_URL: address,
  }
  catalogue = stack.use(await startCatalogue(readCatalogueConfig(env), { clock }))
  client = stack.use(connectGrpc(CatalogueDefinition, { address: `127.0.0.1:${catalogue.grpcPort}`, service: 'gateway-pwa', credentials: of('gateway-pwa') }))
})

afterAll(() => stack.disposeAsync())

const draftOf = (facts: ListingFacts): ListingDraft => {
  const own = ownListing(makeDraft(newId() as ListingId, newId() as PersonId, 'pk', facts, clock.now()))
  return { facts: own.listing?.facts, description: own.description, vin: own.vin, frameNumber: own.frameNumber }
}
const as = async (person: Person) => ({ actorToken: await credentials.tokenFor(person) })
const keyed = async (person: Person, key = newId(), sha256 = 'a') => ({ ...(await as(person)), idempotency: { key, sha256 } })
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
  const records = await readTopic({ brokers: servers.kafkaBrokers, topic: `${topicPrefix}catalogue.listing.v1` })
  return records.filter((record) => record.key === id).map((record) => ListingEvent.decode(record.value!))
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
  expect(JSON.stringify(event, (_k, v) => (typeof v === 'bigint' ? String(v) : v))).not.toContain('genuine gari')
})

test('repeating a create with its key makes one listing and gives the same answer', async () => {
  const ayesha = credentials.person()
  const options = await keyed(ayesha)
  const [first, second] = [
    await client.createListing({ draft: draftOf(corolla()) }, options),
    await client.createListing({ draft: draftOf(corolla()) }, options),
  ]
  expect(second).toEqual(first)
  expect((await client.listOwnListings({ page: { limit: 100, after: '' } }, await as(ayesha))).listings).toHaveLength(1)
})

test('a create without a key, with a foreign key body, or by a visitor is refused', async () => {
  const ayesha = credentials.person()
  const request = { draft: draftOf(corolla()) }
  await expect(client.createListing(request, await as(ayesha))).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REQUIRED' })
  const key = newId()
  await client.createListing(request, await keyed(ayesha, key, 'a'))
  await expect(client.createListing(request, await keyed(ayesha, key, 'b'))).rejects.toMatchObject({ kind: 'invalid', code: 'IDEMPOTENCY_KEY_REUSED' })
  await expect(client.createListing(request, { idempotency: { key, sha256: 'a' } })).rejects.toMatchObject({ kind: 'unauthenticated' })
})

test('who has not accepted the terms cannot post', async () => {
  await expect(create(credentials.person({ termsDue: true }))).rejects.toMatchObject({ kind: 'forbidden' })
})

test('another person’s listing is not there: to read, edit, publish or close', async () => {
  const [ayesha, bilal] = [credentials.person(), credentials.person()]
  const hers = await publishNew(ayesha)
  const his = await as(bilal)
  expect((await client.getOwnListings({ ids: [hers.id] }, his)).listings).toEqual([])
  const edits = [
    () => client.updateListing({ ...hers, draft: draftOf(corolla({ price: rupees(60_000) })), fields: ['price'] }, his),
    () => client.closeListing({ ...hers, reason: 'sold', soldFor: undefined }, his),
    () => client.publishListing(hers, his),
    () => client.reactivateListing(hers, his),
    () => client.refreshListing(hers, his),
    () => client.closeListing({ id: newId(), expectedVersion: 1, reason: 'sold', soldFor: undefined }, his),
  ]
  for (const edit of edits) await expect(edit()).rejects.toMatchObject({ kind: 'not_found', code: 'LISTING_NOT_FOUND' })
  expect((await client.getOwnListings({ ids: [hers.id] }, await as(ayesha))).listings[0]?.listing?.version).toBe(hers.expectedVersion)
})

test('a price change is in the history and on the topic, with the price it dropped from', async () => {
  const ayesha = credentials.person()
  const live = await publishNew(ayesha)
  clock.advance(60_000)
  await client.updateListing({ ...live, draft: draftOf(corolla({ price: rupees(3_700_000) })), fields: ['price'] }, await as(ayesha))
  const { details } = await client.getListingDetails({ ids: [live.id] })
  expect(details[0]?.priceHistory.map((point) => point.price?.minor)).toEqual([385_000_000n, 370_000_000n])
  const last = (await eventsOf(live.id)).at(-1)
  expect(last?.listing?.droppedFrom?.minor).toBe(385_000_000n)
})

test('an edit of a stale version is refused and changes nothing', async () => {
  const ayesha = credentials.person()
  const live = await publishNew(ayesha)
  const change = async (price: number) =>
    client.updateListing({ ...live, draft: draftOf(corolla({ price: rupees(price) })), fields: ['price'] }, await as(ayesha))
  await change(3_700_000)
  await expect(change(3_600_000)).rejects.toMatchObject({ kind: 'precondition', code: 'VERSION_MISMATCH' })
  expect(await eventsOf(live.id)).toHaveLength(2)
})

test('an ad with a photo that is not ready or not the seller’s stays a draft and says which', async () => {
  const ayesha = credentials.person()
  const draft = await create(ayesha, corolla({ photos: [readyPhoto, pendingPhoto, newId()] as never }))
  await expect(client.publishListing(draft, await as(ayesha))).rejects.toMatchObject({
    code: 'INVALID_PHOTOS',
    fields: [
      { path: 'photos.1', code: 'PHOTO_NOT_READY' },
      { path: 'photos.2', code: 'PHOTO_UNKNOWN' },
    ],
  })
  expect(await eventsOf(draft.id)).toEqual([])
})

test('fifty sellers’ clicks on publish make one event', async () => {
  const ayesha = credentials.person()
  const draft = await create(ayesha)
  const options = await as(ayesha)
  const answers = await Promise.allSettled(Array.from({ length: 50 }, () => client.publishListing(draft, { ...options, deadlineMs: 10_000 })))
  expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1)
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

test('cars with the same chassis number are one vehicle', async () => {
  const facts = corolla({ frameNumber: `NZE141-${String(Date.now()).slice(-7)}` })
  const [one, other] = [await create(credentials.person(), facts), credentials.person()]
  const made = await client.createListing({ draft: draftOf(facts) }, await keyed(other))
  expect(one.id).not.toBe(made.listing?.id)
  expect(made.vehicleId).not.toBe('')
})

test('the taxonomy is told once, part by part, and unchanged to who has it', async () => {
  await catalogue.settled()
  const records = await readTopic({ brokers: servers.kafkaBrokers, topic: `${topicPrefix}catalogue.taxonomy.v1` })
  const keys = records.map((record) => record.key)
  expect(keys).toContain('make/toyota')
  expect(new Set(keys).size).toBe(keys.length)
  const { taxonomy } = await client.getTaxonomy({ knownVersion: 0 })
  expect((await client.getTaxonomy({ knownVersion: taxonomy!.version })).unchanged).toBe(true)
})
