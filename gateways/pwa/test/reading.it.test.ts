// What anyone may read: the page of a car, its prices, the taxonomy; and what its owner sees
// instead.
import { DomainError } from '@pk-auto/kernel/domain-error'
import { newId } from '@pk-auto/kernel/id'
import { ListingState } from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import { until } from '@pk-auto/testing/until'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { APP, seller, visitor, type Visitor } from './browser.ts'
import { startGatewayFixture, type GatewayFixture } from './gateway-fixture.ts'
import { detailsOf, ownListing, pageOf, publicListing, taxonomy } from './sample-facts.ts'

type Problem = { code: string; errors?: { path: string; code: string }[] }
const away = () => Promise.reject(new DomainError('unavailable', 'UNAVAILABLE'))
let fixture: GatewayFixture
let anyone: Visitor
beforeAll(async () => {
  fixture = await startGatewayFixture()
  anyone = visitor(fixture.port)
})
beforeEach(() => {
  fixture.catalogue.getOwnListings = async () => ({ listings: [] })
  fixture.catalogue.getListingDetails = async () => ({ details: [] })
  fixture.search.getListingPages = async () => ({ pages: [] })
})
afterEach(() => void (fixture.identity.failure = undefined))
afterAll(() => fixture[Symbol.asyncDispose]())

const LISTINGS = '/api/v1/listings'

/** A car on the market, as its owner and as everybody else may see it. */
function car(more: { ownerId?: string; hidden?: true } = {}) {
  const listing = publicListing(more.ownerId === undefined ? {} : { sellerId: more.ownerId })
  if (!more.hidden)
    fixture.search.getListingPages = async ({ ids }) => ({
      pages: ids.includes(listing.id) ? [pageOf(listing)] : [],
    })
  fixture.catalogue.getListingDetails = async ({ ids }) => ({
    details: ids.filter((id) => id === listing.id).map(detailsOf),
  })
  fixture.catalogue.getOwnListings = async ({ ids }, call) => ({
    listings:
      ids.includes(listing.id) &&
      call.actor.kind === 'person' &&
      call.actor.personId === listing.sellerId
        ? [
            ownListing(
              { ...listing, version: 9, state: ListingState.LISTING_STATE_DRAFT },
              { vin: 'JTDBR32E030123456' },
            ),
          ]
        : [],
  })
  return { id: listing.id, path: `${LISTINGS}/${listing.id}` }
}

test('anyone sees the public page: no chassis number, the seller by name, a version', async () => {
  const { path } = car()
  const page = await anyone.call<{
    seller: object
    vin?: string
    description: object
    version: number
  }>('GET', path)
  expect(page.status).toBe(200)
  expect(page.headers.get('etag')).toBe('W/"2"')
  expect(page.headers.get('cache-control')).toBe('private, no-cache')
  expect(page.body.seller).toMatchObject({ name: 'Ayesha', city: 'multan', phoneVerified: true })
  expect(page.body.description).toEqual({ text: 'First owner', lang: 'en' })
  expect(page.text).not.toMatch(/vin|JTD|phone"|\+92/)
})

test('its owner alone sees the newest version with the chassis number', async () => {
  const owner = await seller(fixture.port)
  const { path } = car({ ownerId: owner.personId })
  expect(await owner.call('GET', path)).toMatchObject({
    status: 200,
    body: { version: 9, vin: 'JTDBR32E030123456', state: 'draft' },
  })
  const other = await seller(fixture.port)
  const seen = await other.call('GET', path)
  expect(seen).toMatchObject({ status: 200, body: { version: 2 } })
  expect(seen.text).not.toContain('JTD')
})

test('a car of the dealers’ market is a 404 on Automart; brands share no batch', async () => {
  const brand = (name: string, channel: string) => ({
    hosts: [`${name}.pk`],
    name,
    theme: name,
    channels: [channel],
    market: 'pk',
  })
  await using two = await startGatewayFixture({
    change: { brands: [brand('automart', 'automart'), brand('autotrader', 'autotrader')] },
  })
  const { facts, ...rest } = publicListing()
  const dealers = publicListing({ ...rest, facts: { ...facts, channels: ['autotrader'] } })
  const on = ({ ids, market, channels }: { ids: string[]; market: string; channels: string[] }) =>
    ids.includes(dealers.id) && market === 'pk' && channels.includes('autotrader')
  two.search.getListingPages = async (request) => ({ pages: on(request) ? [pageOf(dealers)] : [] })
  two.catalogue.getListingDetails = async (request) => ({
    details: on(request) ? [detailsOf(dealers.id)] : [],
  })
  const reader = visitor(two.port)
  const at = (host: string, path: string) =>
    reader.call<Problem>('GET', `${LISTINGS}/${path}`, undefined, { 'x-forwarded-host': host })
  const paths = [dealers.id, `${dealers.id}/price-history`]
  const seen = async (host: string) =>
    (await Promise.all(paths.map((path) => at(host, path)))).map(({ status }) => status)
  expect(await Promise.all(['automart.pk', 'autotrader.pk', 'localhost'].map(seen))).toEqual([
    [404, 404],
    [200, 200],
    [404, 404],
  ])
  const same = ({
    body: { code, ...problem },
  }: {
    body: Problem & { detail?: string; title?: string }
  }) => [code, problem.title, problem.detail]
  expect(same(await at('automart.pk', dealers.id))).toEqual(same(await at('automart.pk', newId())))
})

test('a draft is there for its owner and the same 404 as nothing for everybody else', async () => {
  const owner = await seller(fixture.port)
  const { path } = car({ ownerId: owner.personId, hidden: true })
  expect((await owner.call('GET', path)).status).toBe(200)
  for (const who of [anyone, await seller(fixture.port)]) {
    const [draft, absent] = [
      await who.call<Problem>('GET', path),
      await who.call<Problem>('GET', `${LISTINGS}/${newId()}`),
    ]
    expect([draft.status, draft.body.code]).toEqual([404, 'LISTING_NOT_FOUND'])
    expect([absent.status, absent.body.code]).toEqual([404, 'LISTING_NOT_FOUND'])
  }
})

test('an app whose token is over reads public pages, and must refresh for others', async () => {
  const { path } = car()
  const app = visitor(fixture.port, { ...APP, authorization: 'Bearer a-token-that-is-long-over' })
  expect((await app.call('GET', path)).status).toBe(200)
  expect(await app.call('GET', `${LISTINGS}/${newId()}`)).toMatchObject({
    status: 401,
    body: { code: 'SESSION_ENDED' },
  })
})

test('a public page needs neither identity nor catalogue; a draft is unavailable', async () => {
  const owner = await seller(fixture.port)
  const shown = car()
  fixture.clock.advance(60_000)
  fixture.identity.failure = new DomainError('unavailable', 'DATABASE_UNAVAILABLE')
  expect(await owner.call('GET', shown.path)).toMatchObject({
    status: 200,
    body: { seller: { type: 'individual' } },
  })
  const draft = car({ ownerId: owner.personId, hidden: true })
  fixture.search.getListingPages = async () => ({ pages: [] })
  expect((await owner.call('GET', draft.path)).status).toBe(503)
  fixture.identity.failure = undefined
  const { path } = car()
  fixture.catalogue.getListingDetails = away
  fixture.catalogue.getOwnListings = away
  expect((await owner.call('GET', path)).status).toBe(200)
  fixture.search.getListingPages = away
  expect((await anyone.call('GET', path)).status).toBe(503)
})

test('strangers’ reads share one call, and it carries nobody’s token', async () => {
  const owner = await seller(fixture.port)
  const { path } = car({ ownerId: owner.personId })
  const before = fixture.asked.filter(({ method }) => method === 'getListingPages').length
  await Promise.all([owner.call('GET', path), anyone.call('GET', path), anyone.call('GET', path)])
  const calls = fixture.asked.filter(({ method }) => method === 'getListingPages').slice(before)
  expect(calls.length).toBeLessThanOrEqual(3)
  expect(calls.every(({ call }) => call.actor.kind === 'anonymous')).toBe(true)
})

test('the price history is of public listings, and a 404 for all others', async () => {
  const { path } = car()
  expect((await anyone.call('GET', `${path}/price-history`)).body).toEqual([
    { at: '2026-11-20T12:00:00.000Z', price: { minor: 385_000_000, currency: 'PKR' } },
  ])
  expect(await anyone.call('GET', `${LISTINGS}/${newId()}/price-history`)).toMatchObject({
    status: 404,
    body: { code: 'LISTING_NOT_FOUND' },
  })
})

test.each(['?lang=fr', '?full=1', '?lang=en&lang=ur'])(
  'a page with %s is refused',
  async (query) => {
    expect((await anyone.call('GET', `${LISTINGS}/${newId()}${query}`)).status).toBe(422)
  },
)

test.each([
  '/api/v1/me',
  '/api/v1/me/devices',
  `/api/v1/media/${newId()}`,
  '/.well-known/jwks.json',
])('%s refuses what it does not know, too', async (path) => {
  const who = await seller(fixture.port)
  expect(await who.call<Problem>('GET', `${path}?debug=1`)).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'debug', code: 'UNKNOWN_FIELD' }] },
  })
  expect((await who.call('GET', `${path}?lang=ur`)).status).not.toBe(422)
})

test('an unknown address and a broken id are problems in the reader’s language', async () => {
  const nowhere = await anyone.call<Problem & { title: string }>(
    'GET',
    '/api/v1/nowhere',
    undefined,
    { 'accept-language': 'ur-PK,en;q=0.5' },
  )
  expect(nowhere).toMatchObject({ status: 404, body: { code: 'ROUTE_NOT_FOUND' } })
  expect(nowhere.body.title).toMatch(/[\u0600-\u06ff]/)
  expect(nowhere.headers.get('content-type')).toContain('application/problem+json')
  expect((await anyone.call('GET', `${LISTINGS}/%00`)).status).toBe(422)
  expect(await anyone.call('GET', `${LISTINGS}/${'x'.repeat(101)}`)).toMatchObject({
    status: 414,
    body: { code: 'URL_TOO_LONG' },
  })
  const method = await anyone.call<Problem>('PUT', LISTINGS)
  expect(method).toMatchObject({ status: 405, body: { code: 'METHOD_NOT_ALLOWED' } })
  expect(method.headers.get('allow')).toBe('GET, HEAD, POST')
  expect((await anyone.call('GET', `${LISTINGS}/..%2f..%2fetc`)).status).toBe(422)
})

test('the taxonomy is cacheable, 304 to who has it, and asked once a minute', async () => {
  const path = '/api/v1/taxonomy'
  const first = await anyone.call<{ version: number }>('GET', path)
  expect(first.headers.get('etag')).toBe('W/"7"')
  expect(first.headers.get('cache-control')).toMatch(/^public, max-age=\d+,/)
  expect(first.headers.getSetCookie()).toEqual([])
  const again = await anyone.call('GET', path, undefined, { 'if-none-match': 'W/"6", W/"7"' })
  expect([again.status, again.text]).toEqual([304, ''])
  const count = () => fixture.asked.filter(({ method }) => method === 'getTaxonomy').length
  const before = count()
  await Promise.all(Array.from({ length: 10 }, () => anyone.call('GET', path)))
  expect(count()).toBe(before)
  fixture.clock.advance(61_000)
  fixture.catalogue.getTaxonomy = async ({ knownVersion }) =>
    knownVersion === 7 ? { unchanged: true, taxonomy: undefined } : { unchanged: false, taxonomy }
  await Promise.all(Array.from({ length: 10 }, () => anyone.call('GET', path)))
  await until('catalogue was asked again', () => count() > before)
  await anyone.call('GET', path)
  expect(count()).toBe(before + 1)
})

test('the taxonomy of a named version may be stored for a year, no other', async () => {
  const cachingOf = async (version: number) => {
    const answer = await anyone.call('GET', `/api/v1/taxonomy?version=${version}`)
    return answer.headers.get('cache-control')
  }
  expect(await cachingOf(7)).toBe('public, max-age=31536000, immutable')
  for (const other of [6, 8]) expect(await cachingOf(other)).toMatch(/^public, max-age=300,/)
})

test('while catalogue hangs the copy of the taxonomy is served at once', async () => {
  await anyone.call('GET', '/api/v1/taxonomy')
  const hanging = Promise.withResolvers<never>()
  hanging.promise.catch(() => undefined)
  fixture.catalogue.getTaxonomy = () => hanging.promise
  fixture.clock.advance(61_000)
  const startedAt = performance.now()
  expect((await anyone.call('GET', '/api/v1/taxonomy')).status).toBe(200)
  expect(performance.now() - startedAt).toBeLessThan(1_500)
  hanging.reject(new DomainError('unavailable', 'UNAVAILABLE'))
})
