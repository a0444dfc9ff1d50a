// What a seller does with ads at the gateway, once they are there: edit, publish, end, lift, list.
import { DomainError } from '@pk-auto/kernel/domain-error'
import { errors } from '@pk-auto/kernel/errors'
import { newId } from '@pk-auto/kernel/id'
import { ANY_VERSION } from '@pk-auto/kernel/version'
import type {
  CreateListingRequest,
  ListingDraft,
  UpdateListingRequest,
} from '@pk-auto/proto/pkauto/catalogue/v1/catalogue'
import { MediaState } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { KEY, visitor } from './browser.ts'
import { body, ownListing } from './sample-facts.ts'
import {
  fieldsOf,
  LISTINGS,
  sellerAtWork,
  takeEveryChange,
  type Problem,
} from './seller-at-work.ts'

let { fixture, who, create, patch } = {} as Awaited<ReturnType<typeof sellerAtWork>>

beforeAll(async () => void ({ fixture, who, create, patch } = await sellerAtWork()))
beforeEach(() => takeEveryChange(fixture))
afterAll(() => fixture[Symbol.asyncDispose]())

test.each(['PATCH', 'publish', 'close', 'reactivate', 'refresh'])(
  '%s wants the version it changes',
  async (change) => {
    const id = newId()
    const [method, path, sent] =
      change === 'PATCH'
        ? ['PATCH', '', { km: 1 }]
        : ['POST', `/${change}`, change === 'close' ? { reason: 'sold' } : undefined]
    const call = (headers: Record<string, string>) =>
      who.call<Problem>(method, `${LISTINGS}/${id}${path}`, sent, headers)
    expect(await call({})).toMatchObject({ status: 428, body: { code: 'IF_MATCH_REQUIRED' } })
    for (const tag of ['3', 'W/"3"', '"x"', '"99999999999999"'])
      expect(await call({ 'if-match': tag }), tag).toMatchObject({
        status: 412,
        body: { code: 'VERSION_MISMATCH' },
      })
    const answer = await call({ 'if-match': '"3"' })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('etag')).toBe('"4"')
  },
)

test('any version is changed for *, and the present one of several', async () => {
  const tried: number[] = []
  fixture.catalogue.updateListing = async ({ id, expectedVersion }) => {
    tried.push(expectedVersion)
    if (expectedVersion === 9) throw errors.VERSION_MISMATCH()
    return ownListing({ id, version: 4 })
  }
  const change = (tag: string) => patch({ km: 1 }, { 'if-match': tag })
  expect((await change('*')).status).toBe(200)
  expect((await change('"3", "9"')).status).toBe(200)
  expect((await change('"9"')).status).toBe(412)
  expect(tried).toEqual([ANY_VERSION, 9, 3, 9])
})

test('an ad in dollars has the same field error when posted and when edited', async () => {
  const price = { minor: 2_000_000, currency: 'USD' }
  const inRupees = ({ draft }: { readonly draft?: ListingDraft | undefined }) => {
    if (draft?.facts?.price?.currency === 'PKR') return
    const fields = [{ path: 'price.currency', code: 'CURRENCY_FOREIGN', message: 'in PKR' }]
    throw new DomainError('invalid', 'INVALID_LISTING', {}, { fields })
  }
  fixture.catalogue.createListing = async (asked) => (inRupees(asked), ownListing({ version: 1 }))
  fixture.catalogue.updateListing = async (asked) => (inRupees(asked), ownListing({ version: 4 }))
  for (const answer of [await create(body({ price })), await patch({ price })])
    expect([answer.status, answer.body.code, ...fieldsOf(answer)]).toEqual([
      ...[422, 'INVALID_LISTING', 'price.currency CURRENCY_FOREIGN'],
    ])
  expect((await create()).status).toBe(201)
  expect((await patch({ price: body().price })).status).toBe(200)
})

test('an edit names the fields it sends, and null empties an optional one', async () => {
  const asked = () => fixture.lastAsked('updateListing')?.request as UpdateListingRequest
  expect((await patch({ km: 93_000 })).status).toBe(200)
  expect(asked()).toMatchObject({
    expectedVersion: 3,
    fields: ['km'],
    draft: { facts: { km: 93_000 } },
  })
  expect(
    (
      await patch({
        title: null,
        description: null,
        vin: null,
        frameNumber: null,
        generation: null,
        variant: null,
        area: null,
      })
    ).status,
  ).toBe(200)
  expect(asked().fields.toSorted((a, b) => a.localeCompare(b))).toEqual([
    'area',
    'description',
    'frameNumber',
    'generation',
    'title',
    'variant',
    'vin',
  ])
  expect(asked().draft).toMatchObject({
    description: undefined,
    vin: '',
    facts: { title: '', generation: '' },
  })
  expect((await patch({ photos: [], features: [] })).status).toBe(200)
  expect(new Set(asked().fields)).toEqual(new Set(['photos', 'features']))
})

test.each<[string, unknown]>([
  ['nothing at all', {}],
  ['no body', undefined],
  ['a price of null', { price: null }],
  ['photos of null', { photos: null }],
  ['the seller', { seller: newId() }],
  ['the state', { state: 'live' }],
  ['a list', []],
])('an edit with %s is refused', async (_what, sent) =>
  expect((await patch(sent)).status).toBe(422),
)

test('a named vehicle comes back to the seller alone, and null removes it', async () => {
  const vehicleId = newId()
  fixture.catalogue.createListing = async ({ draft }) =>
    ownListing({ version: 1 }, { vehicleId: draft?.vehicleId ?? '' })
  const made = await who.call<{ vehicleId?: string }>('POST', LISTINGS, body({ vehicleId }), KEY())
  expect([made.status, made.body.vehicleId]).toEqual([201, vehicleId])
  const { draft } = (fixture.lastAsked('createListing') as { request: CreateListingRequest })
    .request
  expect(draft?.vehicleId).toBe(vehicleId)
  const asked = () => fixture.lastAsked('updateListing')?.request as UpdateListingRequest
  expect((await patch({ vehicleId })).status).toBe(200)
  expect([asked().fields, asked().draft?.vehicleId]).toEqual([['vehicleId'], vehicleId])
  expect((await patch({ vehicleId: null })).status).toBe(200)
  expect([asked().fields, asked().draft?.vehicleId]).toEqual([['vehicleId'], ''])
})

test('a draft too many is refused in the seller’s language, with when the first ends', async () => {
  fixture.catalogue.createListing = () =>
    Promise.reject(
      new DomainError('too_many', 'DRAFTS_TOO_MANY', { most: 30 }, { retryAfterMs: 86_400_000 }),
    )
  const answer = await create(body(), { ...KEY(), 'accept-language': 'ur' })
  expect(answer).toMatchObject({ status: 429, body: { code: 'DRAFTS_TOO_MANY' } })
  expect(answer.body.title).toMatch(/[\u0600-\u06ff]/)
  expect(answer.headers.get('retry-after')).toBe('86400')
})

test('a sale gives the reason why the ad ends, and takes no other field', async () => {
  const close = (sent: unknown) =>
    who.call<Problem>('POST', `${LISTINGS}/${newId()}/close`, sent, { 'if-match': '"3"' })
  expect((await close({ reason: 'sold', soldFor: { minor: 100, currency: 'PKR' } })).status).toBe(
    200,
  )
  expect(fixture.lastAsked('closeListing')?.request).toMatchObject({
    reason: 'sold',
    soldFor: { minor: 100n, currency: 'PKR' },
  })
  for (const wrong of [
    {},
    { reason: 'bored' },
    { reason: 'sold', buyer: newId() },
    { reason: 'sold', soldFor: { minor: -1, currency: 'PKR' } },
    { reason: 'other', soldFor: { minor: 1, currency: 'PKR' } },
  ])
    expect((await close(wrong)).status, JSON.stringify(wrong)).toBe(422)
})

test('a refresh that comes too soon is answered with when to come back', async () => {
  fixture.catalogue.refreshListing = () =>
    Promise.reject(
      new DomainError('too_many', 'LISTING_REFRESHED_LATELY', {}, { retryAfterMs: 3_600_001 }),
    )
  const answer = await who.call<Problem>('POST', `${LISTINGS}/${newId()}/refresh`, undefined, {
    'if-match': '"3"',
  })
  expect(answer).toMatchObject({ status: 429, body: { code: 'LISTING_REFRESHED_LATELY' } })
  expect(answer.headers.get('retry-after')).toBe('3601')
})

test('a visitor who is nobody changes nothing, whatever the address', async () => {
  const nobody = visitor(fixture.port)
  const before = fixture.asked.length
  const match = { 'if-match': '"1"' }
  for (const [method, path, sent, headers] of [
    ['POST', '', body(), KEY()],
    ['PATCH', `/${newId()}`, { km: 1 }, match],
    ['POST', `/${newId()}/publish`, undefined, match],
    ['POST', `/${newId()}/close`, { reason: 'sold' }, match],
  ] as const)
    expect(await nobody.call(method, `${LISTINGS}${path}`, sent, headers)).toMatchObject({
      status: 401,
      body: { code: 'SIGN_IN_REQUIRED' },
    })
  expect(fixture.asked.length).toBe(before)
})

test('an internal fault reveals nothing but that it happened, and its trace id', async () => {
  fixture.catalogue.createListing = () =>
    Promise.reject(
      new Error(
        'duplicate key value violates unique constraint; Key (chassis)=(JTDBR32E030123456)',
      ),
    )
  const answer = await create()
  expect(answer).toMatchObject({
    status: 500,
    body: { code: 'INTERNAL', traceId: expect.stringMatching(/^[0-9a-f]{32}$/) },
  })
  expect(answer.text).not.toMatch(/chassis|JTD|duplicate|stack/)
  fixture.catalogue.createListing = () =>
    Promise.reject(new DomainError('unavailable', 'DATABASE_BUSY', {}, { retryAfterMs: 500 }))
  const busy = await create()
  expect(busy).toMatchObject({ status: 503, body: { code: 'DATABASE_BUSY' } })
  expect(busy.headers.get('retry-after')).toBe('1')
})

test('own ads come page by page with their covers, and the cursor is passed through', async () => {
  const photo = newId()
  const facts = { ...ownListing().listing?.facts, photos: [photo, newId()] }
  fixture.catalogue.listOwnListings = async () => ({
    listings: [ownListing({ facts }), ownListing({ facts })],
    next: 'further',
  })
  fixture.media.getOwnMedia = async ({ ids }) => ({
    media: ids.map((id) => ({
      id,
      state: MediaState.MEDIA_STATE_READY,
      width: 800,
      height: 600,
      placeholder: '',
      refusal: '',
    })),
  })
  type List = { items: { photos: { mediaId: string; width: number }[] }[]; next: string | null }
  const list = await who.call<List>('GET', '/api/v1/me/listings?limit=2&after=here')
  expect(fixture.lastAsked('listOwnListings')?.request).toEqual({
    page: { limit: 2, after: 'here' },
  })
  expect(list.body.next).toBe('further')
  expect(list.body.items[0]?.photos.map(({ width }) => width)).toEqual([800, 0])
  expect(fixture.lastAsked('getOwnMedia')?.request).toEqual({ ids: [photo, photo] })
  fixture.catalogue.listOwnListings = async () => ({ listings: [], next: '' })
  expect((await who.call<List>('GET', '/api/v1/me/listings')).body).toEqual({
    items: [],
    next: null,
  })
  for (const query of ['limit=0', 'limit=101', 'limit=x', 'limit=2&limit=3', 'page=2', 'lang=fr'])
    expect((await who.call('GET', `/api/v1/me/listings?${query}`)).status, query).toBe(422)
})
