// Proves that a call becomes the request its document describes, and that no answer throws.
import { afterEach, expect, test, vi } from 'vitest'
import { apiIn } from './client.ts'
import type { paths } from './pwa.gen.ts'

const api = apiIn<paths>('ur')

const answering = (status: number, body?: unknown, headers: Record<string, string> = {}) => {
  const fetched = vi.fn<typeof fetch>(async () =>
    status === 204
      ? new Response(null, { status, headers })
      : new Response(JSON.stringify(body), { status, headers }),
  )
  vi.stubGlobal('fetch', fetched)
  return () => ({ url: fetched.mock.calls[0]?.[0], ...fetched.mock.calls[0]?.[1] })
}
afterEach(() => vi.unstubAllGlobals())

test('an edit goes to its own address with the version it was made from', async () => {
  const sent = answering(200, { id: 'a' }, { etag: '"8"' })
  const answer = await api('PATCH /listings/{id}', {
    path: { id: 'a b' },
    version: 7,
    body: { km: 1 },
  })
  expect(answer).toEqual({ ok: true, value: { id: 'a' }, version: 8 })
  expect(sent()).toMatchObject({
    url: '/api/v1/listings/a%20b',
    method: 'PATCH',
    body: '{"km":1}',
    headers: { 'if-match': '"7"', 'accept-language': 'ur', 'content-type': 'application/json' },
  })
})

test('a client of one person says whose requests they are, any other says nothing', async () => {
  const sent = answering(204)
  await apiIn<paths>('en', 'sana')('POST /auth/logout')
  expect(sent().headers).toMatchObject({ 'x-person-id': 'sana' })
  const anybody = answering(204)
  await api('POST /auth/logout')
  expect(anybody().headers).not.toHaveProperty('x-person-id')
})

test('a list in the query is a repeated parameter', async () => {
  const sent = answering(200, {})
  await api('GET /listings', { query: { make: ['kia', 'honda'], priceTo: 3_000_000 } })
  expect(sent().url).toBe('/api/v1/listings?make=kia&make=honda&priceTo=3000000')
})

test('the address of a page passes its parameters on unchanged', async () => {
  const sent = answering(200, {})
  await api('GET /listings', { query: new URLSearchParams('make=kia&q=%D8%B3') })
  expect(sent().url).toBe('/api/v1/listings?make=kia&q=%D8%B3')
})

test('a call without a body sends none, and one without an answer has no value', async () => {
  const sent = answering(204)
  expect(await api('POST /auth/logout')).toEqual({ ok: true, value: undefined, version: undefined })
  expect(sent()).not.toHaveProperty('body')
})

test('a refusal is data, with the wait it asks for', async () => {
  answering(429, { code: 'OTP_TOO_MANY', status: 429 }, { 'retry-after': '40' })
  expect(await api('GET /me')).toEqual({
    ok: false,
    problem: { code: 'OTP_TOO_MANY', status: 429, retryAfter: 40 },
  })
})

test('an answer that is no problem of ours still has a status and a code', async () => {
  vi.stubGlobal('fetch', async () => new Response('<html>', { status: 502 }))
  expect(await api('GET /me')).toEqual({ ok: false, problem: { code: 'UNKNOWN', status: 502 } })
})

test('no connection at all is a problem too', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('failed to fetch')
  })
  expect(await api('GET /me')).toEqual({ ok: false, problem: { code: 'OFFLINE', status: 0 } })
})

test('the compiler refuses a call that its document does not describe', () => {
  const path = { id: 'a' }
  const order = {
    purpose: 'listing-photo',
    contentType: 'image/jpeg',
    bytes: 1,
    sha256: '',
  } as const
  const dollars = { minor: 1, currency: 'USD' } as const
  const never = () => {
    // @ts-expect-error there is no such operation
    void api('POST /listings/{id}/sell', { path, version: 1 })
    // @ts-expect-error an edit says which version it changes
    void api('POST /listings/{id}/publish', { path })
    // @ts-expect-error a create has a key
    void api('POST /media/sign', { body: order })
    // @ts-expect-error the order of results is one of a closed list
    void api('GET /listings', { query: { sort: 'cheapest' } })
    // @ts-expect-error a price is in the market's money
    void api('PATCH /listings/{id}', { path, version: 1, body: { price: dollars } })
  }
  expect(never).toBeInstanceOf(Function)
})
