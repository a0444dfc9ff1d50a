// What ranks and what is demanded, on a real index: wishes, orders in words, a price to be near to,
// either of two names, and what is not wanted.
import type { Client } from '@pk-auto/grpc/client'
import type { SearchDefinition } from '@pk-auto/proto/pkauto/search/v1/search'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ASK } from './ask.ts'
import { listing, listingEvent, searchFixture, type SearchFixture } from './search-fixture.ts'

let fixture: SearchFixture
let client: Client<typeof SearchDefinition>

const rupees = (lacs: number) => ({ minor: BigInt(lacs * 10_000_000), currency: 'PKR' })
const car = (make: string, model: string, facts: object = {}) =>
  listing({ facts: { ...{ make, model, generation: '', variant: '', title: '' }, ...facts } })

const pindi = { city: 'rawalpindi' }
const ads = {
  dearMehran: car('suzuki', 'mehran', { ...pindi, price: rupees(9), km: 10_000 }),
  cheapMehran: car('suzuki', 'mehran', { ...pindi, price: rupees(4), km: 90_000 }),
  plainCivic: car('honda', 'civic', { price: rupees(30), km: 70_000, transmission: 'manual' }),
  openCivic: car('honda', 'civic', { features: ['sun-roof'], price: rupees(20), km: 50_000 }),
  titledCivic: car('honda', 'civic', { title: 'Sunroof, first owner', price: rupees(12) }),
  city: car('honda', 'city', { price: rupees(25) }),
  ivtec: car('honda', 'city', { title: 'City i VTEC ivtec', price: rupees(26) }),
  fortuner: car('toyota', 'fortuner', { price: rupees(90), body: 'suv' }),
  revo: car('toyota', 'hilux', { generation: 'hilux-8th', price: rupees(99), body: 'pickup' }),
  automatic: car('kia', 'sportage', { transmission: 'automatic', price: rupees(70) }),
}
const nameOf = new Map(Object.entries(ads).map(([name, { id }]) => [id, name]))

beforeAll(async () => {
  fixture = await searchFixture()
  const search = await fixture.start()
  client = fixture.clientOf(search)
  for (const one of Object.values(ads)) await fixture.publish(listingEvent(one))
  await search.settled()
})
afterAll(() => fixture[Symbol.asyncDispose]())

const ask = (q: string, more: object = {}) => client.searchListings({ ...ASK, q, ...more })
async function found(q: string, more: object = {}): Promise<string[]> {
  const { cards, total } = await ask(q, more)
  expect(Number(total)).toBe(cards.length)
  return cards.map(({ id }) => nameOf.get(id) ?? id)
}

test('«cheapest mehran rawalpindi» comes by price, whatever else it says', async () => {
  expect(await found('cheapest mehran rawalpindi')).toEqual(['cheapMehran', 'dearMehran'])
  expect(await found('pindi ki sasti mehran')).toEqual(['cheapMehran', 'dearMehran'])
  expect(await found('least driven mehran')).toEqual(['dearMehran', 'cheapMehran'])
  expect(await found('sasti mehran', { sort: 'price-desc' })).toEqual(['dearMehran', 'cheapMehran'])
  expect((await ask('سستی مہران')).understoodSort).toBe('price-asc')
})

test('«civic with sunroof» shows every Civic, those with one first', async () => {
  const civics = await found('civic with sunroof')
  expect(civics.slice(0, 2).sort()).toEqual(['openCivic', 'titledCivic'])
  expect(civics).toHaveLength(3)
  expect(await found('سن روف والی سوک')).toHaveLength(3)
})

test('«cheapest civic with sunroof» begins with those that have one', async () => {
  const byPrice = ['titledCivic', 'openCivic', 'plainCivic']
  expect(await found('cheapest civic with sunroof')).toEqual(byPrice)
  expect(await found('sab se mehngi civic sunroof wali')).toEqual([
    ...['openCivic', 'titledCivic', 'plainCivic'],
  ])
  expect(await found('civic with sunroof', { sort: 'price-desc' })).toEqual(byPrice.toReversed())
})

test('equipment is demanded where no car and no place is known', async () => {
  expect((await found('sunroof')).sort()).toEqual(['openCivic', 'titledCivic'])
  expect(await found('sunroof', { filters: [{ name: 'priceTo', values: ['1500000'] }] })).toEqual([
    'titledCivic',
  ])
})

test('«7 seater» finds what has seven seats by its taxonomy', async () => {
  expect(await found('7 seater')).toEqual(['fortuner'])
  expect(await found('سات سیٹر')).toEqual(['fortuner'])
  expect((await found('7 seater suv'))[0]).toBe('fortuner')
  expect(await found('7 ya 8 seater')).toEqual(['fortuner'])
  expect(await found('۷ یا ۸ سیٹر')).toEqual(['fortuner'])
})

test('«city ivtec» is every Honda City, and its words come first', async () => {
  expect(await found('city ivtec')).toEqual(['ivtec', 'city'])
})

test('words a car is not known by leave nothing out', async () => {
  expect(await found('civic turbocharged unobtainium')).toHaveLength(3)
})

test('a price without a direction bounds nothing, and what is near it comes first', async () => {
  expect(await found('civic 32 lac')).toEqual(['plainCivic', 'openCivic', 'titledCivic'])
  expect(await found('civic 22 lac')).toEqual(['openCivic', 'titledCivic', 'plainCivic'])
  expect(await found('civic 12')).toEqual(['titledCivic', 'openCivic', 'plainCivic'])
  expect(await ask('civic 22 lac')).toMatchObject({
    understood: [{ name: 'make' }, { name: 'model' }],
    ...{ understoodNearPrice: 2_200_000n, setAside: [] },
  })
  // In another order it ranks nothing, and that is said.
  expect(await ask('cheapest civic 22 lac')).toMatchObject({
    ...{ understoodNearPrice: 0n, setAside: [{ text: '22 lac', filter: '' }], total: 3n },
  })
  // One with a direction only bounds: the newest first.
  expect(await found('civic under 32 lac')).toEqual(['titledCivic', 'openCivic', 'plainCivic'])
})

test('two names mean either, each with what is said of it', async () => {
  expect((await found('city ya fortuner')).sort()).toEqual(['city', 'fortuner', 'ivtec'])
  expect((await found('مہران یا فارچونر')).sort()).toEqual([
    ...['cheapMehran', 'dearMehran', 'fortuner'],
  ])
})

test('two names of different width mean either, too', async () => {
  const either = ['fortuner', 'openCivic', 'plainCivic', 'revo', 'titledCivic']
  expect((await found('civic ya toyota')).sort()).toEqual(either)
  expect((await found('kia ya revo')).sort()).toEqual(['automatic', 'revo'])
  const filters = [
    { name: 'make', values: ['honda', 'toyota'] },
    { name: 'model', values: ['civic'] },
  ]
  expect((await found('', { filters })).sort()).toEqual(either)
  // A choice that contradicts itself finds nothing, as before.
  const odd = [
    { name: 'make', values: ['toyota'] },
    { name: 'model', values: ['civic'] },
  ]
  expect(await found('', { filters: odd })).toEqual([])
})

test('a negation turns a bound round and never asks for what is not wanted', async () => {
  expect(await found('mehran 5 lakh se zyada na ho')).toEqual(['cheapMehran'])
  expect(await found('mehran 5 lakh se kam na ho')).toEqual(['dearMehran'])
  expect(await found('sportage not automatic')).toEqual([])
  expect(await found('sportage automatic na ho')).toEqual([])
  const { setAside, total } = await ask('sportage without sunroof')
  expect([setAside, total]).toEqual([[{ text: 'without sunroof', filter: '' }], 1n])
})

test('pages of wishes and of a near price hold every ad once', async () => {
  const asked = ['civic sunroof 32 lac', 'civic 32 lac', 'cheapest civic', 'cheapest civic sunroof']
  for (const q of asked) {
    const ids: string[] = []
    for (let after = ''; ;) {
      const page = await ask(q, { limit: 1, after })
      ids.push(...page.cards.map(({ id }) => id))
      if (page.next === '') break
      after = page.next
    }
    expect(new Set(ids).size).toBe(3)
    expect(ids).toHaveLength(3)
  }
})
