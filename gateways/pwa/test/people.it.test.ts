// GET /people/{id} and GET /listings?seller=: what anyone learns of somebody who sells, and nothing
// by which they are reached.
import { DomainError } from '@pk-auto/kernel/domain-error'
import { newId } from '@pk-auto/kernel/id'
import { SearchListingsResponse } from '@pk-auto/proto/pkauto/search/v1/search'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { visitor, type Visitor } from './browser.ts'
import { NOBODY } from './fake-identity.ts'
import { startGatewayFixture, type GatewayFixture } from './gateway-fixture.ts'

let fixture: GatewayFixture
let anyone: Visitor
beforeAll(async () => {
  fixture = await startGatewayFixture()
  anyone = visitor(fixture.port)
})
beforeEach(() => {
  fixture.search.searchListings = async () =>
    SearchListingsResponse.fromPartial({ total: 7n, totalExact: true })
})
afterAll(() => fixture[Symbol.asyncDispose]())

const person = (id: string) => anyone.call('GET', `/api/v1/people/${id}`)

test('a seller has a name, a day they came, what was checked, and live ads', async () => {
  const id = newId()
  expect(await person(id)).toMatchObject({ status: 200 })
  expect((await person(id)).body).toEqual({
    ...{ id, displayName: 'Ayesha', memberSince: '2026-01-02T03:04:05.678Z' },
    ...{ badges: ['phone-verified'], liveAds: 7 },
  })
  expect(fixture.lastAsked('searchListings')?.request).toMatchObject({
    ...{ seller: id, market: 'pk', channel: 'automart' },
  })
})

test('while search is away the person is shown without a number', async () => {
  fixture.search.searchListings = () => Promise.reject(new DomainError('unavailable', 'AWAY'))
  const { status, body } = await person(newId())
  expect([status, 'liveAds' in (body as object)]).toEqual([200, false])
})

test('whom nobody knows is not found, and what is no id is refused', async () => {
  expect(await person(NOBODY)).toMatchObject({ status: 404, body: { code: 'PERSON_NOT_FOUND' } })
  expect((await person('ayesha')).status).toBe(422)
})

test('results of one seller are asked for by their id, once and alone', async () => {
  const seller = newId()
  expect((await anyone.call('GET', `/api/v1/listings?seller=${seller}`)).status).toBe(200)
  expect(fixture.lastAsked('searchListings')?.request).toMatchObject({ seller, filters: [] })
  const before = fixture.asked.length
  for (const query of ['seller=ayesha', `seller=${seller}&seller=${newId()}`, 'seller='])
    expect((await anyone.call('GET', `/api/v1/listings?${query}`)).status).toBe(422)
  expect(fixture.asked.length).toBe(before)
})
