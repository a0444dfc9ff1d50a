// Catalogue over its own wire on the real servers: what is published of a draft, how many a seller
// may have, and which vehicle an ad is of.
import { newId } from '@pk-auto/kernel/id'
import type { Person } from '@pk-auto/kernel/actor'
import { DraftEvent, ListingEvent } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import { readTopic } from '@pk-auto/testing/topics'
import { atOnce } from '@pk-auto/testing/at-once'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { ListingId, PersonId } from '../src/domain/ids.ts'
import type { ListingFacts } from '../src/domain/listing-facts.ts'
import { startCatalogueFixture, type CatalogueFixture } from './catalogue-fixture.ts'
import { corolla, draftOf } from './corolla.ts'

const servers = inject('servers')
let fixture: CatalogueFixture
let { client, credentials, catalogue } = {} as CatalogueFixture

beforeAll(async () => {
  fixture = await startCatalogueFixture(servers)
  ;({ client, credentials, catalogue } = fixture)
})

afterAll(() => fixture[Symbol.asyncDispose]())

const as = async (person: Person) => ({ actorToken: await credentials.tokenFor(person) })
const keyed = async (person: Person) => ({
  ...(await as(person)),
  idempotency: { key: newId() },
})
const create = async (person: Person, facts: ListingFacts = corolla()) => {
  const { listing } = await client.createListing({ draft: draftOf(facts) }, await keyed(person))
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

/** The events of one draft, oldest first. */
const heldBy = async (id: string) => {
  await catalogue.settled()
  const records = await readTopic({
    brokers: servers.kafkaBrokers,
    topic: `${fixture.topicPrefix}catalogue.draft.v1`,
  })
  return records
    .filter((record) => record.key === id)
    .map((record) => DraftEvent.decode(record.value!))
}

test('of a draft only its photos are published, when they change, and nothing else', async () => {
  const ayesha = credentials.person()
  const [front, back] = [newId(), newId()] as never[]
  const facts = corolla({
    photos: [front!, back!],
    title: 'Bilkul genuine',
    vin: 'JTDBR32E030123456',
  })
  let draft = await create(ayesha, facts)
  const edit = async (change: Partial<ListingFacts>, field: string) => {
    const { listing } = await client.updateListing(
      { ...draft, draft: draftOf({ ...facts, ...change }), fields: [field] },
      await as(ayesha),
    )
    draft = { id: listing!.id, expectedVersion: listing!.version }
  }
  await edit({ km: 93_000 }, 'km')
  await edit({ photos: [back!] }, 'photos')
  await edit({ photos: [] }, 'photos')
  const published = { listingId: draft.id, sellerId: ayesha.personId }
  expect(await heldBy(draft.id)).toEqual([
    { ...published, version: 1, photos: [front, back] },
    { ...published, version: 3, photos: [back] },
    { ...published, version: 4, photos: [] },
  ])
  await client.publishListing(draft, await as(ayesha))
  expect(await heldBy(draft.id)).toHaveLength(3)
  expect(await heldBy((await create(ayesha)).id)).toEqual([])
})

test('drafts stop at the cap even when begun at once, and publishing one makes room', async () => {
  await using few = await startCatalogueFixture(servers, { change: { maxOpenDrafts: 5 } })
  const ayesha = few.credentials.person()
  const options = async (person: Person) => ({
    actorToken: await few.credentials.tokenFor(person),
    idempotency: { key: newId() },
    deadlineMs: 20_000,
  })
  const begin = async (person = ayesha) =>
    few.client.createListing({ draft: draftOf(corolla()) }, await options(person))
  const answers = await atOnce(50, () => begin(), { database: few.testDb, table: 'listing' })
  const made = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
  const refused = answers.flatMap((answer) =>
    answer.status === 'rejected'
      ? [answer.reason as { kind: string; code: string; retryAfterMs: number }]
      : [],
  )
  expect(made).toHaveLength(5)
  expect(new Set(refused.map(({ kind, code }) => `${kind} ${code}`))).toEqual(
    new Set(['too_many DRAFTS_TOO_MANY']),
  )
  // Until the first of them ends.
  expect(refused[0]?.retryAfterMs).toBe(60 * 86_400_000)
  expect(await few.rows('select from listing')).toHaveLength(5)
  // A market is filled past it: seeds were never drafts.
  const seeds = Array.from({ length: 10 }, () => ({
    id: newId() as ListingId,
    seller: ayesha.personId as PersonId,
    facts: corolla(),
    publishedAt: few.clock.now(),
    prices: [],
  }))
  expect(await few.catalogue.seed(seeds)).toBe(10)
  await begin(few.credentials.person())
  await few.client.publishListing(
    { id: made[0]!.listing!.id, expectedVersion: 1 },
    await options(ayesha),
  )
  await begin()
  await expect(begin()).rejects.toMatchObject({ code: 'DRAFTS_TOO_MANY' })
})

test('cars with the same chassis number are one vehicle', async () => {
  const facts = corolla({ frameNumber: `NZE141-${String(Date.now()).slice(-7)}` })
  const [one, other] = [await create(credentials.person(), facts), credentials.person()]
  const made = await client.createListing({ draft: draftOf(facts) }, await keyed(other))
  expect(one.id).not.toBe(made.listing?.id)
  expect(made.vehicleId).not.toBe('')
})

test('an ad without a chassis number gets the vehicle its seller names, if theirs', async () => {
  const [ayesha, bilal] = [credentials.person(), credentials.person()]
  const known = await client.createListing(
    { draft: draftOf(corolla({ frameNumber: `NZE141-${String(Date.now()).slice(-7)}` })) },
    await keyed(ayesha),
  )
  const vehicleId = known.vehicleId as never
  const named = await client.createListing(
    { draft: draftOf(corolla({ vehicleId })) },
    await keyed(ayesha),
  )
  expect([named.vehicleId, named.frameNumber]).toEqual([vehicleId, ''])
  const readings = await fixture.rows('select from odometer_reading where vehicle_id = $1', [
    vehicleId,
  ])
  expect(readings).toHaveLength(2)

  const unknown = {
    kind: 'invalid',
    code: 'INVALID_LISTING',
    fields: [{ path: 'vehicleId', code: 'VEHICLE_UNKNOWN' }],
  }
  const tries = [vehicleId, newId(), 'nonsense'] as never[]
  for (const id of tries)
    await expect(
      client.createListing({ draft: draftOf(corolla({ vehicleId: id })) }, await keyed(bilal)),
    ).rejects.toMatchObject(unknown)
  const other = corolla({ frameNumber: `NZE141-${String(Date.now() + 1).slice(-7)}`, vehicleId })
  const twice = { code: 'INVALID_LISTING', fields: [{ path: 'vehicleId', code: 'VEHICLE_OTHER' }] }
  await expect(
    client.createListing({ draft: draftOf(other) }, await keyed(ayesha)),
  ).rejects.toMatchObject(twice)
})

test('a named vehicle can change in a draft but not in a live ad, and is on no topic', async () => {
  const ayesha = credentials.person()
  const frame = () => ({ frameNumber: `NZE141-${String(Math.random()).slice(2, 9)}` })
  const [first, second] = await Promise.all(
    [frame(), frame()].map(
      async (facts) =>
        (await client.createListing({ draft: draftOf(corolla(facts)) }, await keyed(ayesha)))
          .vehicleId as never,
    ),
  )
  let ad = await create(ayesha, corolla({ vehicleId: first! }))
  const edit = async (change: Partial<ListingFacts>, field: string) => {
    const own = await client.updateListing(
      { ...ad, draft: draftOf(corolla(change)), fields: [field] },
      await as(ayesha),
    )
    ad = { id: own.listing!.id, expectedVersion: own.listing!.version }
    return own.vehicleId
  }
  expect(await edit({ km: 95_000 }, 'km')).toBe(first)
  expect(await edit({ vehicleId: second! }, 'vehicleId')).toBe(second)
  expect(await edit({}, 'vehicleId')).toBe('')
  await expect(edit({ vehicleId: newId() as never }, 'vehicleId')).rejects.toMatchObject({
    fields: [{ path: 'vehicleId', code: 'VEHICLE_UNKNOWN' }],
  })
  expect(await edit({ vehicleId: first! }, 'vehicleId')).toBe(first)
  const live = await client.publishListing(ad, await as(ayesha))
  ad = { ...ad, expectedVersion: live.listing!.version }
  for (const change of [{ vehicleId: second! }, {}])
    await expect(edit(change, 'vehicleId')).rejects.toMatchObject({
      code: 'LISTING_CAR_FIXED',
      fields: [{ path: 'vehicleId' }],
    })
  const published = JSON.stringify(await eventsOf(ad.id), (_key, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  )
  expect(published).not.toMatch(new RegExp(`${String(first)}|${String(second)}`))
})
