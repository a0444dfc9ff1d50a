// Catalogue over its own wire on the real servers: a live ad cannot change car, a request that
// comes again changes nothing, and no car is on the market twice.
import type { Person } from '@pk-auto/kernel/actor'
import { newId } from '@pk-auto/kernel/id'
import { rupees } from '@pk-auto/kernel/money'
import type { OwnListing } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue'
import { atOnce } from '@pk-auto/testing/at-once'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { ListingFacts } from '../src/domain/listing-facts.ts'
import { startCatalogueFixture, type CatalogueFixture } from './catalogue-fixture.ts'
import { corolla, draftOf } from './corolla.ts'

const servers = inject('servers')
let fixture: CatalogueFixture
let { client, credentials, clock } = {} as CatalogueFixture

beforeAll(async () => {
  fixture = await startCatalogueFixture(servers)
  ;({ client, credentials, clock } = fixture)
})

afterAll(() => fixture[Symbol.asyncDispose]())

type Ad = { id: string; expectedVersion: number }
const DAY_MS = 86_400_000
const as = async (person: Person) => ({ actorToken: await credentials.tokenFor(person) })
const adOf = ({ listing }: OwnListing): Ad => ({
  id: listing!.id,
  expectedVersion: listing!.version,
})
const create = async (person: Person, facts: ListingFacts = corolla()) =>
  adOf(
    await client.createListing(
      { draft: draftOf(facts) },
      { ...(await as(person)), idempotency: { key: newId() } },
    ),
  )
const publishNew = async (person: Person, facts?: ListingFacts) =>
  adOf(await client.publishListing(await create(person, facts), await as(person)))
const edit = async (person: Person, ad: Ad, change: Partial<ListingFacts>) =>
  client.updateListing(
    { ...ad, draft: draftOf(corolla(change)), fields: Object.keys(change) },
    await as(person),
  )
const close = async (person: Person, ad: Ad, reason = 'other') =>
  client.closeListing({ ...ad, reason, soldFor: undefined }, await as(person))
const frame = () => ({ frameNumber: `NZE141-${String(Math.random()).slice(2, 9)}` })

/** Everything a change leaves behind: events, prices, odometer readings, the version. */
async function traces(id: string): Promise<unknown> {
  const [row] = await fixture.rows(
    `select (select count(*)::int from outbox where key = $1::text) events,
       (select count(*)::int from price_point where listing_id = $1::uuid) prices,
       (select count(*)::int from odometer_reading where listing_id = $1::uuid) readings,
       version, updated_at
     from listing where id = $1::uuid`,
    [id],
  )
  return row
}

describe('a live ad', () => {
  test('cannot become another car, and drafts can; what is tried leaves no trace', async () => {
    const ayesha = credentials.person()
    const mehran = {
      make: 'suzuki',
      model: 'mehran',
      generation: 'mehran-1st',
      year: 2012,
      engineCc: 796,
      body: 'hatchback',
    }
    const drafted = await create(ayesha)
    expect((await edit(ayesha, drafted, mehran)).listing?.facts).toMatchObject({
      model: 'mehran',
      year: 2012,
    })
    const live = await publishNew(ayesha, corolla(frame()))
    const before = await traces(live.id)
    const refused = { kind: 'invalid', code: 'LISTING_CAR_FIXED' }
    await expect(edit(ayesha, live, mehran)).rejects.toMatchObject({
      ...refused,
      fields: [{ path: 'make' }, { path: 'model' }, { path: 'year' }],
    })
    await expect(edit(ayesha, live, { ...frame() })).rejects.toMatchObject({
      ...refused,
      fields: [{ path: 'frameNumber' }],
    })
    await expect(
      edit(ayesha, live, { model: 'land-cruiser', vin: 'JTMHX05J304012345' }),
    ).rejects.toMatchObject(refused)
    expect(await traces(live.id)).toEqual(before)
  })

  test('may be described more exactly, within its model', async () => {
    const ayesha = credentials.person()
    const live = await publishNew(ayesha)
    const exact = adOf(
      await edit(ayesha, live, { variant: 'gli-1-3-11th', engineCc: 1_299, ...frame() }),
    )
    await expect(edit(ayesha, exact, { ...frame() })).rejects.toMatchObject({
      code: 'LISTING_CAR_FIXED',
    })
    const wrong = {
      code: 'INVALID_LISTING',
      fields: [{ path: 'fuel' }, { path: 'engineCc' }, { path: 'body' }],
    }
    await expect(
      edit(ayesha, exact, { engineCc: 6_000, body: 'pickup', fuel: 'ev' }),
    ).rejects.toMatchObject({ code: 'INVALID_LISTING' })
    await expect(
      edit(ayesha, exact, { engineCc: 6_000, body: 'pickup', fuel: 'phev' }),
    ).rejects.toMatchObject(wrong)
  })

  test('that was closed cannot be edited, and is still of its car when it comes back', async () => {
    const ayesha = credentials.person()
    const closed = adOf(await close(ayesha, await publishNew(ayesha)))
    await expect(edit(ayesha, closed, { year: 2018 })).rejects.toMatchObject({
      code: 'LISTING_NOT_EDITABLE',
    })
    const back = adOf(await client.reactivateListing(closed, await as(ayesha)))
    await expect(edit(ayesha, back, { year: 2018 })).rejects.toMatchObject({
      code: 'LISTING_CAR_FIXED',
    })
  })
})

describe('a change that was made already', () => {
  test('is a repeat from the version it was published from and from the present one', async () => {
    const ayesha = credentials.person()
    const drafted = await create(ayesha, corolla(frame()))
    const first = await client.publishListing(drafted, await as(ayesha))
    const before = await traces(drafted.id)
    expect(await client.publishListing(drafted, await as(ayesha))).toEqual(first)
    expect(await client.publishListing(adOf(first), await as(ayesha))).toEqual(first)
    expect(await traces(drafted.id)).toEqual(before)
    clock.advance(60_000)
    const cheaper = await edit(ayesha, adOf(first), { price: rupees(3_700_000) })
    expect(await client.publishListing(drafted, await as(ayesha))).toEqual(cheaper)
    await expect(client.publishListing(adOf(first), await as(ayesha))).rejects.toMatchObject({
      kind: 'conflict',
      code: 'LISTING_NOT_DRAFT',
    })
    expect(await traces(drafted.id)).toMatchObject({ events: 2, prices: 2, version: 3 })
  })

  test('is an end: for the same reason only', async () => {
    const ayesha = credentials.person()
    const live = await publishNew(ayesha)
    const closed = await close(ayesha, live)
    const before = await traces(live.id)
    clock.advance(60_000)
    expect([await close(ayesha, live), await close(ayesha, adOf(closed))]).toEqual([closed, closed])
    await expect(close(ayesha, adOf(closed), 'sold')).rejects.toMatchObject({
      code: 'LISTING_NOT_LIVE',
    })
    await expect(close(ayesha, live, 'not-selling')).rejects.toMatchObject({
      code: 'VERSION_MISMATCH',
    })
    expect(await traces(live.id)).toEqual(before)
    const other = await publishNew(ayesha)
    const sale = { ...other, reason: 'sold', soldFor: rupees(3_600_000) }
    const sold = await client.closeListing(sale, await as(ayesha))
    expect(await client.closeListing(sale, await as(ayesha))).toEqual(sold)
    await expect(
      client.closeListing({ ...sale, soldFor: rupees(3_500_000) }, await as(ayesha)),
    ).rejects.toMatchObject({ code: 'VERSION_MISMATCH' })
    expect(await traces(other.id)).toMatchObject({ events: 2, version: 3 })
  })

  test('is a bringing back or a lift, once each', async () => {
    const ayesha = credentials.person()
    const closed = adOf(await close(ayesha, await publishNew(ayesha)))
    const back = await client.reactivateListing(closed, await as(ayesha))
    expect(await client.reactivateListing(closed, await as(ayesha))).toEqual(back)
    clock.advance(DAY_MS)
    const lifted = await client.refreshListing(adOf(back), await as(ayesha))
    clock.advance(DAY_MS)
    expect(await client.refreshListing(adOf(back), await as(ayesha))).toEqual(lifted)
    expect(await traces(closed.id)).toMatchObject({ events: 4, version: 5 })
    const never = await publishNew(ayesha)
    await expect(client.reactivateListing(never, await as(ayesha))).rejects.toMatchObject({
      code: 'LISTING_NOT_REACTIVATABLE',
    })
    await expect(client.refreshListing(never, await as(ayesha))).rejects.toMatchObject({
      code: 'LISTING_REFRESHED_LATELY',
    })
  })
})

describe('one car', () => {
  const listed = { kind: 'conflict', code: 'CHASSIS_LISTED' }

  test('is on the market once, whether published, brought back or given its number', async () => {
    const [ayesha, bilal] = [credentials.person(), credentials.person()]
    const number = frame()
    const [hers, his] = [
      await publishNew(ayesha, corolla(number)),
      await create(bilal, corolla(number)),
    ]
    await expect(client.publishListing(his, await as(bilal))).rejects.toMatchObject({
      ...listed,
      fields: [{ path: 'frameNumber', code: 'CHASSIS_LISTED' }],
    })
    await expect(edit(bilal, await publishNew(bilal), number)).rejects.toMatchObject(listed)
    expect(await traces(his.id)).toMatchObject({ events: 0, prices: 0, version: 1 })
    const closed = adOf(await close(ayesha, hers, 'not-selling'))
    await client.publishListing(his, await as(bilal))
    await expect(client.reactivateListing(closed, await as(ayesha))).rejects.toMatchObject(listed)
  })

  test('is of one live ad, too, where its seller only named it', async () => {
    const ayesha = credentials.person()
    const known = await client.createListing(
      { draft: draftOf(corolla(frame())) },
      { ...(await as(ayesha)), idempotency: { key: newId() } },
    )
    await client.publishListing(adOf(known), await as(ayesha))
    const named = await create(ayesha, corolla({ vehicleId: known.vehicleId as never }))
    await expect(client.publishListing(named, await as(ayesha))).rejects.toMatchObject({
      ...listed,
      fields: [{ path: 'vehicleId' }],
    })
  })

  test('is published once when ten sellers do it at the same moment', async () => {
    const number = frame()
    const sellers = Array.from({ length: 10 }, () => credentials.person())
    const drafts = await Promise.all(sellers.map((seller) => create(seller, corolla(number))))
    const answers = await atOnce(
      drafts.length,
      async (nth) =>
        client.publishListing(drafts[nth]!, { ...(await as(sellers[nth]!)), deadlineMs: 10_000 }),
      { database: fixture.testDb, table: 'listing' },
    )
    const refusals = answers.flatMap((answer) =>
      answer.status === 'rejected' ? [(answer.reason as { code: string }).code] : [],
    )
    expect(refusals).toEqual(Array.from({ length: 9 }, () => 'CHASSIS_LISTED'))
  })
})

test('half a character is refused by its field, although a wire makes another of it', async () => {
  const ayesha = credentials.person()
  for (const [title, code] of [
    ['Corolla \ud83d', 'TEXT_UNREADABLE'],
    ['\u200b\u200b', 'TEXT_EMPTY'],
    ['\u200e', 'TEXT_EMPTY'],
  ] as const)
    await expect(create(ayesha, corolla({ title }))).rejects.toMatchObject({
      code: 'INVALID_LISTING',
      fields: [{ path: 'title', code }],
    })
})
