// A new ad on its way to catalogue: its body, its key, and every reason it does not get there.
import { DomainError } from '@pk-auto/kernel/domain-error'
import { newId } from '@pk-auto/kernel/id'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { KEY } from './browser.ts'
import { body } from './sample-facts.ts'
import { fieldsOf, LISTINGS, sellerAtWork, takeEveryChange } from './seller-at-work.ts'

let { fixture, who, create } = {} as Awaited<ReturnType<typeof sellerAtWork>>

beforeAll(async () => void ({ fixture, who, create } = await sellerAtWork()))
beforeEach(() => takeEveryChange(fixture))
afterAll(() => fixture[Symbol.asyncDispose]())

test('a new ad is answered with its place and version, and stored by nobody', async () => {
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

test('the key travels with the call; a request is the same however it is spelled', async () => {
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

test('catalogue’s refusals about keys keep their statuses and times to wait', async () => {
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
