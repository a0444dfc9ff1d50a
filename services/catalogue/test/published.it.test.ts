// What another service may act on: listings that are for everyone on the brand that asks, as they
// are this moment.
import { newId } from '@pk-auto/kernel/id'
import { ListingState } from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { startCatalogueFixture, type CatalogueFixture } from './catalogue-fixture.ts'
import { corolla } from './corolla.ts'

let fixture: CatalogueFixture
beforeAll(async () => {
  fixture = await startCatalogueFixture(inject('servers'))
})
afterAll(() => fixture[Symbol.asyncDispose]())

test('live and sold ads are read; drafts, closed ones and other brands’ are not', async () => {
  const { client, as, create, publishNew } = fixture
  const { leads } = fixture
  const seller = fixture.person()
  const [live, sold, closed] = [
    ...[await publishNew(seller), await publishNew(seller), await publishNew(seller)],
  ] as const
  await client.closeListing({ ...sold!, reason: 'sold' }, await as(seller))
  await client.closeListing({ ...closed!, reason: 'other' }, await as(seller))
  const draft = await create(seller)
  const dealers = await publishNew(seller, corolla({ channels: ['autotrader'] }))
  const wholesale = await publishNew(seller, corolla({ visibility: 'wholesale' }))
  const ids = [live, sold, closed, draft, dealers, wholesale].map((ad) => ad!.id)
  const read = async (channels: string[]) => {
    const asked = { ids: [...ids, newId()], market: 'pk', channels }
    const { listings } = await leads.getPublishedListings(asked)
    return new Map(listings.map((listing) => [listing.id, [listing.sellerId, listing.state]]))
  }
  const by = seller.personId
  expect(await read(['automart'])).toEqual(
    new Map([
      [live!.id, [by, ListingState.LISTING_STATE_LIVE]],
      [sold!.id, [by, ListingState.LISTING_STATE_SOLD]],
    ]),
  )
  expect([...(await read(['autotrader'])).keys()]).toEqual([dealers.id])
  await expect(
    leads.getPublishedListings({ ids: Array.from({ length: 101 }, newId) }),
  ).rejects.toMatchObject({ code: 'TOO_MANY_IDS' })
})
