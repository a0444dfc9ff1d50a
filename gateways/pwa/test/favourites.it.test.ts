// What people save and share, on the HTTP surface: who is asked in whose name, and what is shown of
// ads that search knows, of those that have ended, and of a list that is gone.
import { answers } from '@pk-auto/gateway-shared/answers'
import { DomainError } from '@pk-auto/kernel/domain-error'
import { newId } from '@pk-auto/kernel/id'
import { ListingState, type PublicListing } from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { visitor } from './browser.ts'
import { pageOf, publicListing } from './sample-facts.ts'
import { sellerAtWork } from './seller-at-work.ts'

type Item = { listing: { id: string; title: object; photo?: { width: number } }; state: string }
const SAVED = '/api/v1/me/favourites'
const TOKEN = 'q83vEjRWeJCrze8SNFZ4kA'
const at = new Date('2026-11-20T12:00:00.000Z')
const money = (minor: bigint) => ({ minor, currency: 'PKR' })
let { fixture, who } = {} as Awaited<ReturnType<typeof sellerAtWork>>

beforeAll(async () => void ({ fixture, who } = await sellerAtWork()))
beforeEach(() => void (fixture.search.getListingPages = async () => ({ pages: [] })))
afterAll(() => fixture[Symbol.asyncDispose]())

const saved = (listing: PublicListing, more: object = {}) => ({
  listing,
  addedAt: at,
  priceWhenAdded: money(400_000_000n),
  priceChangedAt: undefined,
  ...more,
})
const lists = (favourites: ReturnType<typeof saved>[], next = '', shareToken = '') =>
  void (fixture.catalogue.listFavourites = async () => ({ favourites, next, shareToken }))

test('an ad is saved and removed in the name of the person, on the brand of the host', async () => {
  fixture.catalogue.saveFavourite = async () => ({})
  fixture.catalogue.removeFavourite = async () => ({})
  const id = newId()
  expect(await who.call('PUT', `${SAVED}/${id}`)).toMatchObject({ status: 204, text: '' })
  const { request, call } = fixture.lastAsked('saveFavourite') ?? {}
  expect(request).toEqual({ listingId: id, market: 'pk', channels: ['automart'] })
  expect(call?.actor).toMatchObject({ kind: 'person', personId: who.personId })
  expect(await who.call('DELETE', `${SAVED}/${id}`)).toMatchObject({ status: 204 })
  expect(fixture.lastAsked('removeFavourite')?.request).toEqual({ listingId: id })
  expect((await who.call('PUT', `${SAVED}/x`)).status).toBe(422)
})

test('strangers save nothing and read nobody’s list', async () => {
  const anyone = visitor(fixture.port)
  for (const [method, path] of [
    ['PUT', `${SAVED}/${newId()}`],
    ['DELETE', `${SAVED}/${newId()}`],
    ['GET', SAVED],
    ['GET', `${SAVED}/saved?id=${newId()}`],
    ['POST', `${SAVED}/link`],
    ['DELETE', `${SAVED}/link`],
  ] as const)
    expect(await anyone.call(method, path), `${method} ${path}`).toMatchObject({
      status: 401,
      body: { code: 'SIGN_IN_REQUIRED' },
    })
})

test('a full list is a conflict that says what to do, in both languages', async () => {
  fixture.catalogue.saveFavourite = () => Promise.reject(answers.FAVOURITES_TOO_MANY())
  const save = (lang: string) =>
    who.call<{ title: string }>('PUT', `${SAVED}/${newId()}`, undefined, {
      'accept-language': lang,
    })
  expect(await save('en')).toMatchObject({ status: 409, body: { code: 'FAVOURITES_TOO_MANY' } })
  expect((await save('en')).body.title).toContain('remove one')
  expect((await save('ur')).body.title).toContain('ہٹائیں')
})

test('each saved ad comes as a card with its state and its price then and now', async () => {
  const [live, cover] = [publicListing(), newId()]
  const [sold, closed, expired, later] = [
    publicListing({ state: ListingState.LISTING_STATE_SOLD }),
    publicListing({
      state: ListingState.LISTING_STATE_CLOSED,
      facts: { photos: [cover, newId()] },
    }),
    publicListing({ state: ListingState.LISTING_STATE_EXPIRED }),
    publicListing({ state: 99 }),
  ]
  fixture.search.getListingPages = async () => ({
    pages: [
      {
        ...pageOf(live),
        photos: [{ mediaId: newId(), width: 9, height: 6, placeholder: '' }],
        badges: ['price-good'],
      },
    ],
  })
  const all = [live, sold, closed, expired, later]
  lists(
    all.map((one) => saved(one, one === live ? { priceChangedAt: at } : {})),
    'more',
    TOKEN,
  )
  type Page = { items: Item[]; next: string; sharedAs: string }
  const { body, headers } = await who.call<Page>('GET', `${SAVED}?limit=5&after=abc`)
  expect(fixture.lastAsked('listFavourites')?.request).toEqual({
    ...{ page: { limit: 5, after: 'abc' }, market: 'pk', channels: ['automart'] },
  })
  expect(headers.get('cache-control')).toBe('no-store')
  expect(body).toMatchObject({ next: 'more', sharedAs: TOKEN })
  expect(body.items.map(({ state }) => state)).toEqual([
    ...['live', 'sold', 'closed', 'expired', 'closed'],
  ])
  expect(body.items[0]).toEqual({
    listing: expect.objectContaining({
      ...{ id: live.id, photo: expect.objectContaining({ width: 9 }), badges: ['price-good'] },
    }),
    ...{ state: 'live', addedAt: at.toISOString() },
    priceWhenAdded: { minor: 400_000_000, currency: 'PKR' },
    change: {
      from: { minor: 400_000_000, currency: 'PKR' },
      to: { minor: 385_000_000, currency: 'PKR' },
      at: at.toISOString(),
    },
  })
  // An ad that has ended has no page: its title comes from the taxonomy, its photo without a size.
  expect(body.items[1]?.listing.title).toEqual({
    ...{ en: 'Toyota Corolla 2016', ur: 'ٹویوٹا کرولا 2016' },
  })
  expect(body.items[2]?.listing).toMatchObject({
    ...{ photoCount: 2, photo: { mediaId: cover, width: 0 } },
  })
})

test('without search the list is still there', async () => {
  fixture.search.getListingPages = () =>
    Promise.reject(new DomainError('unavailable', 'UNAVAILABLE'))
  lists([saved(publicListing())])
  const { status, body } = await who.call<{ items: Item[]; next: null; sharedAs: null }>(
    'GET',
    SAVED,
  )
  expect([status, body.items.length, body.next, body.sharedAs]).toEqual([200, 1, null, null])
})

test('a page asks at once which of its ads are saved', async () => {
  fixture.catalogue.getSavedIds = async ({ ids }) => ({ ids: ids.slice(0, 1) })
  const ids = [newId(), newId()]
  const asked = (all: string[]) =>
    who.call('GET', `${SAVED}/saved?${all.map((id) => `id=${id}`).join('&')}`)
  expect((await asked(ids)).body).toEqual({ ids: ids.slice(0, 1) })
  expect((await asked(ids.slice(0, 1))).body).toEqual({ ids: ids.slice(0, 1) })
  for (const wrong of [[], ['x'], Array.from({ length: 101 }, () => newId())])
    expect((await asked(wrong)).status).toBe(422)
})

test('a link is opened, read by anybody, and taken back', async () => {
  fixture.catalogue.shareFavourites = async () => ({ token: TOKEN })
  fixture.catalogue.unshareFavourites = async () => ({})
  expect(await who.call('POST', `${SAVED}/link`)).toMatchObject({
    ...{ status: 200, body: { token: TOKEN } },
  })
  const listing = publicListing()
  fixture.catalogue.getShortlist = async () => ({ listings: [listing], next: '' })
  const anyone = visitor(fixture.port)
  const shared = await anyone.call<{ items: Item[] }>('GET', `/api/v1/shortlists/${TOKEN}`)
  expect(shared.body.items.map((item) => [item.listing.id, item.state])).toEqual([
    [listing.id, 'live'],
  ])
  expect(shared.text).not.toContain(who.personId)
  expect(fixture.lastAsked('getShortlist')?.request).toEqual({
    ...{ token: TOKEN, page: { limit: 20, after: '' } },
    ...{ market: 'pk', channels: ['automart'] },
  })
  expect((await who.call('DELETE', `${SAVED}/link`)).status).toBe(204)
  fixture.catalogue.getShortlist = () => Promise.reject(answers.SHORTLIST_NOT_FOUND())
  expect(await anyone.call('GET', '/api/v1/shortlists/anything')).toMatchObject({
    ...{ status: 404, body: { code: 'SHORTLIST_NOT_FOUND' } },
  })
})
