// GET /listings/{id}/similar: cards of both ways, and the same 404 for whatever leads nowhere.
import { newId } from '@pk-auto/kernel/id'
import { Card } from '@pk-auto/proto/pkauto/search/v1/search'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor, type Visitor } from './browser.ts'
import { startGatewayFixture, type GatewayFixture } from './gateway-fixture.ts'

let fixture: GatewayFixture
let anyone: Visitor
beforeAll(async () => {
  fixture = await startGatewayFixture()
  anyone = visitor(fixture.port)
})
afterAll(() => fixture[Symbol.asyncDispose]())

const card = (id: string) =>
  Card.fromPartial({ id, price: { minor: 1n, currency: 'PKR' }, publishedAt: new Date() })

test('both ways come as cards', async () => {
  const [id, same, other] = [newId(), newId(), newId()]
  fixture.search.getSimilarListings = async () => ({
    ...{ found: true, sameCar: [card(same)], sameMoney: [card(other)] },
  })
  const { status, body } = await anyone.call('GET', `/api/v1/listings/${id}/similar`)
  expect(status).toBe(200)
  expect(body).toMatchObject({ sameCar: [{ id: same }], sameMoney: [{ id: other }] })
  expect(fixture.lastAsked('getSimilarListings')?.request).toEqual({
    ...{ id, market: 'pk', channel: 'automart', hide: [] },
  })
})

test('what leads nowhere is not found', async () => {
  fixture.search.getSimilarListings = async () => ({ found: false, sameCar: [], sameMoney: [] })
  expect(await anyone.call('GET', `/api/v1/listings/${newId()}/similar`)).toMatchObject({
    status: 404,
    body: { code: 'LISTING_NOT_FOUND' },
  })
  expect((await anyone.call('GET', '/api/v1/listings/no-id/similar')).status).toBe(422)
})
