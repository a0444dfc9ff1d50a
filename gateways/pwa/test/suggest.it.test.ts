// GET /suggest: what was typed goes to search in the brand's name, its answer comes out as it is.
import type { SuggestRequest } from '@pk-auto/proto/pkauto/search/v1/search'
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

test('suggestions come with both labels; kinds of a newer search are left out', async () => {
  const item = { kind: 'model', text: { en: 'Corolla', ur: 'کرولا' }, query: 'Toyota Corolla' }
  fixture.search.suggest = async () => ({ items: [item, { ...item, kind: 'garage' }] })
  const { status, body } = await anyone.call('GET', '/api/v1/suggest?q=cor')
  expect([status, body]).toEqual([200, { items: [item] }])
  expect(fixture.lastAsked('suggest')?.request as SuggestRequest).toEqual({
    ...{ market: 'pk', channel: 'automart', q: 'cor' },
  })
})

test.each(['q=a&q=b', 'limit=3', `q=${'x'.repeat(201)}`])('?%s is refused', async (query) => {
  expect((await anyone.call('GET', `/api/v1/suggest?${query}`)).status).toBe(422)
})
