// Prices that cannot be: of an ad, of an edit, of a sale.
import { rupees } from '@pk-auto/kernel/money'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { startCatalogueFixture, type CatalogueFixture } from './catalogue-fixture.ts'
import { corolla, draftOf } from './corolla.ts'

let fixture: CatalogueFixture
let { client, credentials, as, create, publishNew } = {} as CatalogueFixture

beforeAll(async () => {
  fixture = await startCatalogueFixture(inject('servers'))
  ;({ client, credentials, as, create, publishNew } = fixture)
})
afterAll(() => fixture[Symbol.asyncDispose]())

test('a price in dollars is a field error in a new ad, a draft and a live one', async () => {
  const ayesha = credentials.person()
  const dollars = corolla({ price: { minor: 2_000_000n, currency: 'USD' } })
  const refusal = {
    kind: 'invalid',
    code: 'INVALID_LISTING',
    fields: [{ path: 'price.currency', code: 'CURRENCY_FOREIGN' }],
  }
  await expect(create(ayesha, dollars)).rejects.toMatchObject(refusal)
  for (const ad of [await create(ayesha), await publishNew(ayesha)])
    await expect(
      client.updateListing({ ...ad, draft: draftOf(dollars), fields: ['price'] }, await as(ayesha)),
    ).rejects.toMatchObject(refusal)
})

test('a car is not sold for one rupee or 90 trillion, and the ad stays live', async () => {
  const ayesha = credentials.person()
  const live = await publishNew(ayesha)
  for (const soldFor of [rupees(1), rupees(90_000_000_000_000)])
    await expect(
      client.closeListing({ ...live, reason: 'sold', soldFor }, await as(ayesha)),
    ).rejects.toMatchObject({ fields: [{ path: 'soldFor', code: 'SOLD_FOR_UNLIKELY' }] })
  const { listings } = await client.getOwnListings({ ids: [live.id] }, await as(ayesha))
  expect(listings[0]?.listing?.version).toBe(live.expectedVersion)
})

test('a sale taken back leaves no final price and no entry in the history', async () => {
  const ayesha = credentials.person()
  const live = await publishNew(ayesha)
  const token = await as(ayesha)
  const details = async () => (await client.getListingDetails({ ids: [live.id] })).details[0]
  const before = await details()
  const soldFor = rupees(3_600_000)
  const sold = await client.closeListing({ ...live, reason: 'sold', soldFor }, token)
  expect(sold.undoSaleMs).toBe(10 * 60_000)
  fixture.clock.advance(4 * 60_000)
  const { listings } = await client.getOwnListings({ ids: [live.id] }, token)
  expect(listings[0]?.undoSaleMs).toBe(6 * 60_000)
  const undo = { id: live.id, expectedVersion: sold.listing!.version }
  const back = await client.reactivateListing(undo, token)
  expect(back.listing).toMatchObject({ publishedAt: sold.listing!.publishedAt, version: 4 })
  expect(back.undoSaleMs).toBe(0)
  // The answer was lost, and the client asks again.
  expect((await client.reactivateListing(undo, token)).listing?.version).toBe(4)
  expect(await details()).toEqual(before)
  const row = 'select sold_for_minor, ended_at from listing where id = $1'
  expect(await fixture.rows(row, [live.id])).toEqual([{ sold_for_minor: null, ended_at: null }])
})

test('a sale stays once its ten minutes are over', async () => {
  const ayesha = credentials.person()
  const live = await publishNew(ayesha)
  const sold = await client.closeListing({ ...live, reason: 'sold' }, await as(ayesha))
  fixture.clock.advance(10 * 60_000)
  const undo = { id: live.id, expectedVersion: sold.listing!.version }
  await expect(client.reactivateListing(undo, await as(ayesha))).rejects.toMatchObject({
    kind: 'conflict',
    code: 'SALE_FINAL',
  })
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
