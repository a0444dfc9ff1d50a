// What people save, over the wire on the real servers: once, only what they may see, as it is by
// now, and nobody else's.
import { newId } from '@pk-auto/kernel/id'
import { rupees } from '@pk-auto/kernel/money'
import { ListingState } from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import { atOnce } from '@pk-auto/testing/at-once'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { corolla } from '../corolla.ts'
import { startSavingFixture, type SavingFixture } from './savers.ts'

const CAP = 5
const absent = { kind: 'not_found', code: 'LISTING_NOT_FOUND' }
let fixture: SavingFixture
let { save, remove, list, savedAmong, price, close, publishNew, create, person, clock } =
  {} as SavingFixture

beforeAll(async () => {
  fixture = await startSavingFixture({ maxFavourites: CAP })
  ;({ save, remove, list, savedAmong, price, close, publishNew, create, person, clock } = fixture)
})

afterAll(() => fixture[Symbol.asyncDispose]())

const idsOf = async (...asked: Parameters<SavingFixture['list']>) =>
  (await list(...asked)).favourites.map(({ listing }) => listing?.id)

test('an ad is saved once however often, and removed once however often', async () => {
  const [seller, saver] = [person(), person()]
  const ad = await publishNew(seller)
  await save(saver, ad)
  const first = await list(saver)
  clock.advance(60_000)
  await save(saver, ad)
  expect(await list(saver)).toEqual(first)
  expect(first.favourites).toMatchObject([
    { listing: { id: ad.id }, priceWhenAdded: rupees(3_850_000), priceChangedAt: undefined },
  ])
  await remove(saver, ad)
  await remove(saver, ad)
  await remove(saver, { id: newId() })
  expect(await idsOf(saver)).toEqual([])
})

test('what many people have saved is counted at once, of whoever has saved any', async () => {
  const [seller, one, two, none] = [person(), person(), person(), person()]
  const ads = [await publishNew(seller), await publishNew(seller)]
  for (const ad of ads) await save(one, ad)
  await save(two, ads[0]!)
  const personIds = [one, two, none].map(({ personId }) => personId)
  const countOf = async () => {
    const { people } = await fixture.client.countFavouritesOf({ personIds: [...personIds, 'x'] })
    return new Map(people.map(({ personId, favourites }) => [personId, favourites]))
  }
  expect(await countOf()).toEqual(
    new Map([
      [one.personId, 2],
      [two.personId, 1],
    ]),
  )
  await remove(two, ads[0]!)
  expect(await countOf()).toEqual(new Map([[one.personId, 2]]))
})

test('only an ad that is for everyone on the brand can be saved', async () => {
  const [seller, saver] = [person(), person()]
  const ad = await publishNew(seller)
  const hidden = [
    { id: newId() },
    { id: 'no id at all' },
    await create(seller),
    await publishNew(seller, corolla({ visibility: 'wholesale' })),
    await publishNew(seller, corolla({ channels: ['autotrader'] })),
    await close(seller, await publishNew(seller), 'not-selling'),
  ]
  for (const one of hidden) await expect(save(saver, one)).rejects.toMatchObject(absent)
  await expect(save(seller, hidden[2]!)).rejects.toMatchObject(absent)
  const elsewhere = { market: 'ae', channels: ['automart'] }
  await expect(save(saver, ad, elsewhere)).rejects.toMatchObject(absent)
  await save(saver, await close(seller, await publishNew(seller), 'sold'))
  expect(await idsOf(saver)).toHaveLength(1)
})

test('an ad that has ended stays in the list with its state, until it is removed', async () => {
  const [seller, saver] = [person(), person()]
  const ads = [await publishNew(seller), await publishNew(seller)]
  for (const ad of ads) await save(saver, ad)
  await close(seller, ads[0]!, 'sold')
  await close(seller, ads[1]!, 'not-selling')
  const states = new Map(
    (await list(saver)).favourites.map(({ listing }) => [listing!.id, listing!.state]),
  )
  expect(ads.map(({ id }) => states.get(id))).toEqual([
    ListingState.LISTING_STATE_SOLD,
    ListingState.LISTING_STATE_CLOSED,
  ])
  await save(saver, ads[1]!)
  await remove(saver, ads[1]!)
  await expect(save(saver, ads[1]!)).rejects.toMatchObject(absent)
})

test('what is for dealers alone by now is left out, its price with it', async () => {
  const [seller, saver] = [person(), person()]
  const ad = await publishNew(seller)
  await save(saver, ad)
  await fixture.rows(`update listing set visibility = 'wholesale' where id = $1`, [ad.id])
  expect(await idsOf(saver)).toEqual([])
})

test('what was saved of one brand is listed there, and counts for both', async () => {
  const [seller, saver] = [person(), person()]
  const trade = { market: 'pk', channels: ['autotrader'] }
  const ads = [
    await publishNew(seller),
    await publishNew(seller, corolla({ channels: ['autotrader'] })),
  ]
  await save(saver, ads[0]!)
  await save(saver, ads[1]!, trade)
  expect(await idsOf(saver)).toEqual([ads[0]!.id])
  expect(await idsOf(saver, 100, '', trade)).toEqual([ads[1]!.id])
})

test('the price it was saved at stands next to the present one', async () => {
  const [seller, saver] = [person(), person()]
  const ad = await publishNew(seller)
  await save(saver, ad)
  clock.advance(60_000)
  const at = clock.now()
  const dearer = await price(seller, await price(seller, ad, 3_700_000), 3_900_000)
  expect((await list(saver)).favourites).toMatchObject([
    {
      priceWhenAdded: rupees(3_850_000),
      priceChangedAt: at,
      listing: { facts: { price: rupees(3_900_000) } },
    },
  ])
  await price(seller, dearer, 3_850_000)
  expect((await list(saver)).favourites).toMatchObject([{ priceChangedAt: undefined }])
})

test('the list goes page by page, the latest first, and takes only its own cursors', async () => {
  const [seller, saver] = [person(), person()]
  const ads: string[] = []
  for (let n = 0; n < 3; n += 1) {
    ads.unshift((await publishNew(seller)).id)
    await save(saver, { id: ads[0]! })
    clock.advance(1_000)
  }
  const first = await list(saver, 2)
  expect(first.favourites.map(({ listing }) => listing?.id)).toEqual(ads.slice(0, 2))
  const second = await list(saver, 2, first.next)
  expect([second.favourites[0]?.listing?.id, second.next]).toEqual([ads[2], ''])
  for (const limit of [0, 101])
    await expect(list(saver, limit)).rejects.toMatchObject({ code: 'INVALID_LIMIT' })
  await expect(list(saver, 2, 'x')).rejects.toMatchObject({ code: 'INVALID_CURSOR' })
})

test('of a page of ads a person learns which they saved, and nothing of others', async () => {
  const [seller, saver, other] = [person(), person(), person()]
  const [one, two] = [await publishNew(seller), await publishNew(seller)]
  await save(saver, one)
  await save(other, two)
  const ids = [one.id, two.id, newId()]
  expect(await savedAmong(saver, ids)).toEqual([one.id])
  expect(await savedAmong(other, ids)).toEqual([two.id])
  expect(await idsOf(other)).toEqual([two.id])
  await remove(other, one)
  expect(await savedAmong(saver, ids)).toEqual([one.id])
  const many = Array.from({ length: 101 }, () => newId())
  await expect(savedAmong(saver, many)).rejects.toMatchObject({ code: 'TOO_MANY_IDS' })
})

test('saves at the same moment do not pass the cap together', async () => {
  const [seller, saver] = [person(), person()]
  const ads: { id: string }[] = []
  for (let n = 0; n < 8; n += 1) ads.push(await publishNew(seller))
  const outcomes = await atOnce(ads.length, (nth) => save(saver, ads[nth]!), {
    database: fixture.testDb,
    table: 'favourite',
  })
  const refusals = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  expect(refusals.map(({ code, kind }) => `${kind} ${code}`)).toEqual(
    Array.from({ length: 8 - CAP }, () => 'conflict FAVOURITES_TOO_MANY'),
  )
  expect(await idsOf(saver)).toHaveLength(CAP)
})

test('one ad saved many times at the same moment is saved once', async () => {
  const saver = person()
  const ad = await publishNew(person())
  const barrier = { database: fixture.testDb, table: 'favourite' }
  const outcomes = await atOnce(8, () => save(saver, ad), barrier)
  expect(new Set(outcomes.map(({ status }) => status))).toEqual(new Set(['fulfilled']))
  expect(await idsOf(saver)).toEqual([ad.id])
})
