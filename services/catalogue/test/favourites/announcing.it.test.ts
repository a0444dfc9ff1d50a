// Those who saved an ad learn of a lower price and of its sale: counted on the topic, one event for
// each person, ad and version, whatever is repeated or happens at once.
import { newId } from '@pk-auto/kernel/id'
import { atOnce } from '@pk-auto/testing/at-once'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { corolla } from '../corolla.ts'
import { startSavingFixture, type SavingFixture } from './savers.ts'

let fixture: SavingFixture
let { save, remove, price, close, publishNew, newsOf, person } = {} as SavingFixture

beforeAll(async () => {
  fixture = await startSavingFixture()
  ;({ save, remove, price, close, publishNew, newsOf, person } = fixture)
})

afterAll(() => fixture[Symbol.asyncDispose]())

test('each lower price and the sale are announced once to each who saved the ad', async () => {
  const [seller, saver] = [person(), person()]
  const ad = await publishNew(seller)
  await save(saver, ad)
  await save(seller, ad)
  const cheaper = await price(seller, ad, 3_700_000)
  await expect(price(seller, ad, 3_700_000)).rejects.toMatchObject({ code: 'VERSION_MISMATCH' })
  const same = await price(seller, cheaper, 3_700_000)
  const dearer = await price(seller, same, 3_800_000)
  const again = await price(seller, dearer, 3_750_000)
  await close(seller, again, 'sold')
  await close(seller, again, 'sold')
  const { personId } = saver
  expect(await newsOf(ad)).toEqual([
    { person: personId, kind: 'price-dropped', version: cheaper.expectedVersion, to: 3_700_000 },
    { person: personId, kind: 'price-dropped', version: again.expectedVersion, to: 3_750_000 },
    { person: personId, kind: 'sold', version: again.expectedVersion + 1 },
  ])
})

test('a sale is announced once it cannot be taken back, and one that was is no news', async () => {
  const [seller, saver] = [person(), person()]
  const [final, undone] = [await publishNew(seller), await publishNew(seller)]
  for (const ad of [final, undone]) await save(saver, ad)
  await close(seller, final, 'sold')
  const sold = await close(seller, undone, 'sold')
  fixture.clock.advance(10 * 60_000 - 1)
  await fixture.catalogue.settled()
  const waiting = await fixture.rows('select from saved_change')
  expect(waiting).toHaveLength(2)
  await fixture.client.reactivateListing(sold, await fixture.as(seller))
  const cheaper = await price(
    seller,
    { ...sold, expectedVersion: sold.expectedVersion + 1 },
    3_700_000,
  )
  const { personId } = saver
  expect(await newsOf(undone)).toEqual([
    { person: personId, kind: 'price-dropped', version: cheaper.expectedVersion, to: 3_700_000 },
  ])
  expect(await newsOf(final)).toEqual([
    { person: personId, kind: 'sold', version: final.expectedVersion + 1 },
  ])
  expect(await fixture.rows('select from saved_change')).toEqual([])
})

test('an ad taken down, one saved afterwards and one removed before are no news', async () => {
  const [seller, saver, late] = [person(), person(), person()]
  const [closed, dropped] = [await publishNew(seller), await publishNew(seller)]
  await save(saver, closed)
  await close(seller, closed, 'not-selling')
  await save(saver, dropped)
  await remove(saver, dropped)
  await price(seller, dropped, 3_700_000)
  await save(late, dropped)
  expect(await newsOf(closed)).toEqual([])
  expect(await newsOf(dropped)).toEqual([])
})

test('what only dealers see of an ad is no news to strangers', async () => {
  const [seller, saver] = [person(), person()]
  const ad = await publishNew(seller)
  await save(saver, ad)
  await fixture.rows(`update listing set visibility = 'wholesale' where id = $1`, [ad.id])
  await price(seller, ad, 3_000_000)
  expect(await newsOf(ad)).toEqual([])
})

test('in a crowd of savers everyone learns it once, and the seller does not wait', async () => {
  const seller = person()
  const ad = await publishNew(seller, corolla())
  const people = await fixture.crowd(ad, 1_200)
  const cheaper = await price(seller, ad, 3_700_000)
  await close(seller, cheaper, 'sold')
  const news = await newsOf(ad)
  for (const kind of ['price-dropped', 'sold'])
    expect(
      news
        .filter((one) => one.kind === kind)
        .map((one) => one.person)
        .toSorted(),
    ).toEqual(people)
  expect(await fixture.rows('select from saved_change')).toEqual([])
})

test('sweeps that run at once announce nothing twice', async () => {
  const seller = person()
  const ad = await publishNew(seller)
  const people = await fixture.crowd(ad, 700)
  await price(seller, ad, 3_700_000)
  await Promise.all(Array.from({ length: 6 }, () => fixture.catalogue.settled()))
  expect((await newsOf(ad)).map((one) => one.person).toSorted()).toEqual(people)
})

test('a save and a lower price at the same moment: one of them came first', async () => {
  const seller = person()
  const ad = await publishNew(seller)
  const savers = Array.from({ length: 3 }, () => person())
  const work = (nth: number) => (nth === 3 ? price(seller, ad, 3_700_000) : save(savers[nth]!, ad))
  const barrier = { database: fixture.testDb, table: 'listing' }
  const outcomes = await atOnce(4, work, barrier)
  expect(outcomes.map(({ status }) => status)).toEqual(Array.from({ length: 4 }, () => 'fulfilled'))
  const informed = new Set((await newsOf(ad)).map((one) => one.person))
  for (const saver of savers) {
    const [found] = (await fixture.list(saver)).favourites
    const wasCheaper = found?.priceWhenAdded?.minor === 370_000_000n
    // Who saved it at the old price learns of the new one: by the event, or by the list.
    const knows = informed.has(saver.personId)
    expect(knows || wasCheaper || found?.priceChangedAt !== undefined).toBe(true)
    expect(knows && wasCheaper).toBe(false)
  }
  expect((await newsOf(ad)).length).toBe(informed.size)
})

test('an ad that nobody saved leaves nothing behind', async () => {
  const seller = person()
  const ad = await publishNew(seller)
  await price(seller, ad, 3_700_000)
  expect(await newsOf({ id: newId() })).toEqual([])
  expect(await newsOf(ad)).toEqual([])
  expect(await fixture.rows('select from saved_change')).toEqual([])
})
