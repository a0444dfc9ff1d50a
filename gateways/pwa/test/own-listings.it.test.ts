// What a seller sends and what comes of it: the envelope of every write, held to the contract.
import { DomainError } from '@pk-auto/kernel/domain-error'
import { newId } from '@pk-auto/kernel/id'
import type {
  CreateListingRequest,
  UpdateListingRequest,
} from '@pk-auto/proto/pkauto/catalogue/v1/catalogue'
import { MediaState } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { KEY, seller, visitor, type Visitor } from './browser.ts'
import { startGatewayFixture, type GatewayFixture } from './gateway-fixture.ts'
import { body, ownListing } from './sample-facts.ts'

type Problem = {
  code: string
  status: number
  title: string
  type: string
  traceId: string
  errors?: { path: string; code: string }[]
}
let fixture: GatewayFixture
let who: Visitor & { personId: string }

beforeAll(async () => {
  fixture = await startGatewayFixture()
  who = await seller(fixture.port)
})
beforeEach(() => {
  fixture.catalogue.createListing = async () => ownListing({ version: 1 })
  fixture.catalogue.updateListing = async ({ id, expectedVersion }) =>
    ownListing({ id, version: expectedVersion + 1 })
  for (const change of [
    'publishListing',
    'reactivateListing',
    'refreshListing',
    'closeListing',
  ] as const)
    fixture.catalogue[change] = async ({
      id,
      expectedVersion,
    }: {
      id: string
      expectedVersion: number
    }) => ownListing({ id, version: expectedVersion + 1 })
})
afterAll(() => fixture[Symbol.asyncDispose]())

const LISTINGS = '/api/v1/listings'
const create = (sent: unknown = body(), headers: Record<string, string> = KEY()) =>
  who.call<Problem>('POST', LISTINGS, sent, headers)
const patch = (
  sent: unknown,
  headers: Record<string, string> = { 'if-match': '"3"' },
  id = newId(),
) => who.call<Problem>('PATCH', `${LISTINGS}/${id}`, sent, headers)
const fieldsOf = (answer: { body: Problem }) =>
  (answer.body.errors ?? []).map(({ path, code }) => `${path} ${code}`)

test('a new ad is answered with its place, its version and nothing to keep on the way', async () => {
  const answer = await who.call<{ id: string; state: string }>('POST', LISTINGS, body(), KEY())
  expect(answer.status).toBe(201)
  expect(answer.headers.get('location')).toBe(`${LISTINGS}/${answer.body.id}`)
  expect(answer.headers.get('etag')).toBe('"1"')
  expect(answer.headers.get('cache-control')).toBe('no-store')
})

test('a create without a key, or with one that is none, never reaches catalogue', async () => {
  const before = fixture.asked.length
  for (const key of [undefined, '', 'short', 'with a blank', 'ü'.repeat(10), 'k'.repeat(129)]) {
    const answer = await create(
      body(),
      key === undefined ? {} : { 'idempotency-key': Buffer.from(key).toString('latin1') },
    )
    expect(answer, String(key)).toMatchObject({
      status: 400,
      body: { code: 'IDEMPOTENCY_KEY_REQUIRED' },
    })
  }
  expect(
    await who.call('POST', '/api/v1/media/sign', {
      purpose: 'listing-photo',
      contentType: 'image/jpeg',
      bytes: 1,
      sha256: 'a'.repeat(64),
    }),
  ).toMatchObject({
    status: 400,
  })
  expect(fixture.asked.length).toBe(before)
})

test('the key travels with the call, and a request is the same however it is spelled', async () => {
  const key = KEY()
  const text = JSON.stringify(body())
  const price = JSON.stringify(body().price)
  const same = [
    text,
    JSON.stringify(Object.fromEntries(Object.entries(body()).toReversed())),
    JSON.stringify({ visibility: 'public', channels: ['automart'], photos: [], ...body() }),
    text.replace('"km":92000', '"km":92000.0').replace('"year":2016', '"year":2.016e3'),
    text.replace(price, '{ "currency": "PKR", "minor": 385000000.00 }'),
  ]
  expect(new Set(same).size).toBe(same.length)
  const hashes: (string | undefined)[] = []
  for (const sent of [...same, body({ km: 92_001 })]) {
    expect((await create(sent, key)).status).toBe(201)
    const { call } = fixture.lastAsked('createListing') ?? {}
    expect(call?.idempotency?.key).toBe(key['idempotency-key'])
    hashes.push(call?.idempotency?.sha256)
  }
  const other = hashes.pop()
  expect(new Set(hashes).size).toBe(1)
  expect(other).toMatch(/^[0-9a-f]{64}$/)
  expect(hashes).not.toContain(other)
})

test('catalogue’s noes about keys come out with their statuses, and with the time to wait', async () => {
  fixture.catalogue.createListing = () =>
    Promise.reject(
      new DomainError('conflict', 'IDEMPOTENCY_IN_FLIGHT', {}, { retryAfterMs: 1_000 }),
    )
  const running = await create()
  expect(running).toMatchObject({ status: 409, body: { code: 'IDEMPOTENCY_IN_FLIGHT' } })
  expect(running.headers.get('retry-after')).toBe('1')
  fixture.catalogue.createListing = () =>
    Promise.reject(new DomainError('invalid', 'IDEMPOTENCY_KEY_REUSED'))
  expect(await create()).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } })
})

test.each<[string, unknown, string]>([
  ['an unknown field', body({ sellerId: 'me' }), 'sellerId UNKNOWN_FIELD'],
  ['a version of the seller’s choice', body({ version: 9 }), 'version UNKNOWN_FIELD'],
  [
    'an unknown field inside',
    body({ price: { minor: 1, currency: 'PKR', was: 2 } }),
    'price.was UNKNOWN_FIELD',
  ],
  ['a video, which nobody would keep', body({ video: newId() }), 'video UNKNOWN_FIELD'],
  ['a vehicle that is none', body({ vehicleId: 'my old car' }), 'vehicleId INVALID_FORMAT'],
  ['a missing field', { ...body(), make: undefined }, 'make REQUIRED'],
  [
    'a price with a fraction',
    body({ price: { minor: 1.5, currency: 'PKR' } }),
    'price.minor INVALID_TYPE',
  ],
  [
    'a price as text',
    body({ price: { minor: '385000000', currency: 'PKR' } }),
    'price.minor INVALID_TYPE',
  ],
  [
    'a currency nobody knows',
    body({ price: { minor: 1, currency: 'XXX' } }),
    'price.currency INVALID_VALUE',
  ],
  ['more kilometres than a number of the wire holds', body({ km: 3_000_000_000 }), 'km TOO_BIG'],
  ['a year of ten digits', body({ year: 2_147_483_648 }), 'year TOO_BIG'],
  ['a negative engine beyond any number', body({ engineCc: -3_000_000_000 }), 'engineCc TOO_SMALL'],
  ['a slug in capitals', body({ make: 'Toyota' }), 'make INVALID_FORMAT'],
  ['a title of blanks', body({ title: '   ' }), 'title TOO_SMALL'],
  [
    'a description without a language',
    body({ description: { text: 'x' } }),
    'description.lang REQUIRED',
  ],
])('%s is named with its path, and catalogue is not asked', async (_what, sent, problem) => {
  const before = fixture.asked.length
  const answer = await create(sent)
  expect(answer).toMatchObject({
    status: 422,
    body: { code: 'INVALID_FIELDS', status: 422, type: expect.stringContaining('INVALID_FIELDS') },
  })
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  expect(fieldsOf(answer)).toContain(problem)
  expect(fixture.asked.length).toBe(before)
})

test('what is no JSON, too long or of another type is refused by its envelope', async () => {
  expect(await create('{"make":')).toMatchObject({ status: 400, body: { code: 'BODY_NOT_JSON' } })
  expect(await create('{"__proto__":{"admin":true}}')).toMatchObject({ status: 400 })
  expect(await create(JSON.stringify(body({ title: 'x'.repeat(300_000) })))).toMatchObject({
    status: 413,
    body: { code: 'BODY_TOO_LARGE' },
  })
  expect(
    await create(JSON.stringify(body()), { ...KEY(), 'content-type': 'text/plain' }),
  ).toMatchObject({
    status: 415,
    body: { code: 'CONTENT_TYPE_UNSUPPORTED' },
  })
  expect(await create('')).toMatchObject({ status: 422 })
})

test('every field catalogue complains of comes out, in the language of the visitor', async () => {
  const fields = Array.from({ length: 40 }, (_, i) => ({
    path: `features.${i}`,
    code: 'UNKNOWN_VALUE',
    message: `${'x'.repeat(60)} is not a known feature`,
  }))
  fixture.catalogue.createListing = () =>
    Promise.reject(new DomainError('invalid', 'INVALID_LISTING', {}, { fields }))
  const answer = await create(body(), { ...KEY(), 'accept-language': 'ur' })
  expect(answer.status).toBe(422)
  expect(answer.body.errors).toHaveLength(40)
  expect(answer.body.title).toMatch(/[\u0600-\u06ff]/)
  expect((await create(body(), { ...KEY(), 'accept-language': 'fr' })).body.title).toMatch(
    /^[\x20-\x7e]+$/,
  )
})

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
    for (const tag of ['3', '*', 'W/"3"', '"x"', '"3", "4"', '"99999999999999"'])
      expect(await call({ 'if-match': tag }), tag).toMatchObject({
        status: 412,
        body: { code: 'VERSION_MISMATCH' },
      })
    const answer = await call({ 'if-match': '"3"' })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('etag')).toBe('"4"')
  },
)

test('an edit names the fields it sends and no other, and null empties an optional one', async () => {
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

test('the vehicle a seller names goes to catalogue beside the facts, comes back to the seller alone, and null takes it out', async () => {
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

test('who has too many drafts hears it in their language, and when the first of them ends', async () => {
  fixture.catalogue.createListing = () =>
    Promise.reject(
      new DomainError('too_many', 'DRAFTS_TOO_MANY', { most: 30 }, { retryAfterMs: 86_400_000 }),
    )
  const answer = await create(body(), { ...KEY(), 'accept-language': 'ur' })
  expect(answer).toMatchObject({ status: 429, body: { code: 'DRAFTS_TOO_MANY' } })
  expect(answer.body.title).toMatch(/[\u0600-\u06ff]/)
  expect(answer.headers.get('retry-after')).toBe('86400')
})

test('a sale says why the ad ends, and nothing else may be said with it', async () => {
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

test('who lifts an ad too soon hears when to come back', async () => {
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

test('a fault inside says nothing but that it happened, and how to name it', async () => {
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

test('own ads come page by page with their covers, and the cursor is handed through', async () => {
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

test('uploads are signed by key for what they are, and their states have names', async () => {
  const mediaId = newId()
  fixture.media.signUpload = async () => ({
    mediaId,
    method: 'PUT',
    url: 'https://objects.example/x',
    headers: { 'content-type': 'image/jpeg' },
  })
  const order = {
    purpose: 'listing-photo',
    contentType: 'image/jpeg',
    bytes: 1_000,
    sha256: 'a'.repeat(64),
  }
  const sign = (change: object) =>
    who.call('POST', '/api/v1/media/sign', { ...order, ...change }, KEY())
  expect((await sign({})).body).toEqual({
    mediaId,
    upload: {
      method: 'PUT',
      url: 'https://objects.example/x',
      headers: { 'content-type': 'image/jpeg' },
    },
  })
  for (const wrong of [
    { bytes: 0 },
    { bytes: 1.5 },
    { bytes: 2 ** 60 },
    { sha256: 'A'.repeat(64) },
    { purpose: 'cnic' },
    { owner: newId() },
  ])
    expect((await sign(wrong)).status, JSON.stringify(wrong)).toBe(422)
  fixture.media.completeUpload = async () => ({
    id: mediaId,
    state: MediaState.MEDIA_STATE_REFUSED,
    width: 0,
    height: 0,
    placeholder: '',
    refusal: 'MEDIA_TYPE_UNSUPPORTED',
  })
  expect((await who.call('POST', `/api/v1/media/${mediaId}/complete`)).body).toMatchObject({
    state: 'refused',
    refusal: 'MEDIA_TYPE_UNSUPPORTED',
  })
  fixture.media.getOwnMedia = async () => ({ media: [] })
  expect(await who.call('GET', `/api/v1/media/${mediaId}`)).toMatchObject({
    status: 404,
    body: { code: 'MEDIA_NOT_FOUND' },
  })
})
