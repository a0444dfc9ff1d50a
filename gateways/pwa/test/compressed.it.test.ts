// Proves which answers are compressed: what anybody may read and is worth it; nothing personal.
import { newId } from '@pk-auto/kernel/id'
import { SearchListingsResponse } from '@pk-auto/proto/pkauto/search/v1/search'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seller } from './browser.ts'
import { startGatewayFixture, type GatewayFixture } from './gateway-fixture.ts'
import { ownListing } from './sample-facts.ts'

let fixture: GatewayFixture
beforeAll(async () => {
  fixture = await startGatewayFixture({})
  const card = {
    ...{ id: newId(), title: { en: 'Suzuki Alto VXR', ur: 'آلٹو' }, make: 'suzuki' },
    ...{ model: 'alto', year: 2017, price: { minor: '152500000', currency: 'PKR' }, km: 1 },
    ...{ fuel: 'petrol', transmission: 'manual', city: 'multan', sellerType: 'private' },
  }
  fixture.search.searchListings = async () =>
    SearchListingsResponse.fromPartial({ cards: Array.from({ length: 24 }, () => card) })
  fixture.catalogue.listOwnListings = async () => ({
    ...{ listings: Array.from({ length: 20 }, () => ownListing()), next: '' },
  })
})
afterAll(() => fixture[Symbol.asyncDispose]())

const answerTo = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(`http://127.0.0.1:${fixture.port}/api/v1${path}`, {
    headers: { 'accept-encoding': 'br', ...headers },
  })
  return { answer, coding: answer.headers.get('content-encoding'), text: await answer.text() }
}

test('what anybody may read is compressed as the visitor wants it, and says so', async () => {
  const plain = await answerTo('/listings', { 'accept-encoding': 'identity' })
  for (const coding of ['br', 'gzip']) {
    const packed = await answerTo('/listings', { 'accept-encoding': coding })
    expect([packed.coding, packed.text]).toEqual([coding, plain.text])
    expect(packed.answer.headers.get('vary')).toBe('accept-encoding')
  }
  expect([plain.coding, plain.answer.headers.get('vary')]).toEqual([null, 'accept-encoding'])
  const length = Number((await answerTo('/listings')).answer.headers.get('content-length'))
  expect(length).toBeLessThan(plain.text.length / 4)
})

test('a tiny answer is sent as it is', async () => {
  expect((await answerTo('/suggest?q=x')).coding).toBeNull()
})

test('what one person may see is never compressed, and keeps its ETag', async () => {
  const who = await seller(fixture.port)
  const mine = await who.call('GET', '/api/v1/me/listings', undefined, { 'accept-encoding': 'br' })
  expect(mine.text.length).toBeGreaterThan(2_000)
  expect(mine.headers.get('content-encoding')).toBeNull()
  const found = await answerTo('/listings', { cookie: 'session=anything' })
  expect(found.coding).toBeNull()
  const token = await answerTo('/listings', { authorization: 'Bearer anything' })
  expect(token.coding).toBeNull()
  const me = await who.call('GET', '/api/v1/me')
  expect(me.headers.get('etag')).toMatch(/^"\d+"$/)
})

test('the taxonomy is one for all: compressed for a seller, too, with a weak ETag', async () => {
  const { answer } = await answerTo('/taxonomy', { cookie: 'session=anything' })
  expect(answer.headers.get('etag')).toMatch(/^W\/"/)
  expect(answer.headers.get('vary')).toBe('accept-encoding')
})
