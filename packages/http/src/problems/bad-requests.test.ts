// A request that is wrong is answered with what is wrong about it, and nothing of ours.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { car, carApp, postCar } from '../../test/car-app.ts'
import type { Http } from '../create-http.ts'
import { addOperationsRoutes } from '../operations-routes.ts'

let app: Http
beforeAll(async () => {
  app = await carApp()
  addOperationsRoutes(app, async () => true)
  await app.ready()
})
afterAll(() => app.close())
const post = (payload: unknown, headers: Readonly<Record<string, string>> = {}) =>
  postCar(app, payload, headers)

describe('a bad request is answered with what is wrong:', () => {
  test.each([
    ['an unknown field', { ...car, admin: true }, [['admin', 'UNKNOWN_FIELD']]],
    [
      'an unknown field inside',
      { ...car, photos: [{ id: 'a', owner: 'me' }] },
      [['photos.0.owner', 'UNKNOWN_FIELD']],
    ],
    [
      'an impossible year and a missing price',
      { year: 1800 },
      [
        ['price', 'REQUIRED'],
        ['year', 'TOO_SMALL'],
      ],
    ],
    [
      'too many photos',
      { ...car, photos: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] },
      [['photos', 'TOO_BIG']],
    ],
    [
      'a fraction of a paisa',
      { ...car, price: { minor: 1.5, currency: 'PKR' } },
      [['price.minor', 'INVALID_TYPE']],
    ],
  ])('%s', async (_what, payload, errors) => {
    const response = await post(payload)
    expect(response.statusCode).toBe(422)
    expect(response.headers['content-type']).toContain('application/problem+json')
    expect(response.json()).toMatchObject({
      code: 'INVALID_FIELDS',
      status: 422,
      type: '/errors/INVALID_FIELDS',
    })
    expect(
      response
        .json<{ errors: { path: string; code: string }[] }>()
        .errors.map(({ path, code }) => [path, code]),
    ).toEqual(errors)
  })

  test.each([
    ['no JSON', '{"year":', {}, 400, 'BODY_NOT_JSON'],
    ['a poisoned prototype', '{"__proto__":{"admin":true}}', {}, 400, 'BODY_NOT_JSON'],
    ['too large', `"${'x'.repeat(2_000)}"`, {}, 413, 'BODY_TOO_LARGE'],
    [
      'of another type',
      '<car/>',
      { 'content-type': 'application/xml' },
      415,
      'CONTENT_TYPE_UNSUPPORTED',
    ],
    ['no body', '', {}, 422, 'INVALID_FIELDS'],
  ])('%s', async (_what, payload, headers, status, code) => {
    const response = await post(payload, headers)
    expect([response.statusCode, response.json<{ code: string }>().code]).toEqual([status, code])
  })

  test('an address that is none', async () => {
    expect((await app.inject('/nowhere')).json()).toMatchObject({
      status: 404,
      code: 'ROUTE_NOT_FOUND',
    })
    expect((await app.inject({ method: 'POST', url: '/cars/x/nowhere' })).statusCode).toBe(404)
  })

  test.each([
    ['PUT', '/cars', 'POST'],
    ['POST', '/cars/x?lang=en', 'DELETE, GET, HEAD'],
    ['PROPFIND', '/cars/x', 'DELETE, GET, HEAD'],
    ['DELETE', '/livez', 'GET, HEAD'],
  ])('a known address with another method: %s %s', async (method, url, allow) => {
    const response = await app.inject({ method: method as 'PUT', url })
    expect(response.json()).toMatchObject({
      status: 405,
      code: 'METHOD_NOT_ALLOWED',
      title: 'This address does not accept that method; use one that the Allow header names',
    })
    expect([response.statusCode, response.headers['allow']]).toEqual([405, allow])
  })

  test.each([
    ['with a step too long for any id', `/cars/${'x'.repeat(200)}`, 414, 'URL_TOO_LONG'],
    ['with a broken escape', '/cars/%zz', 400, 'URL_MALFORMED'],
  ])('an address %s', async (_what, url, status, code) => {
    const response = await app.inject({ url, headers: { 'accept-language': 'ur' } })
    expect(response.statusCode).toBe(status)
    expect(response.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    expect(response.headers['content-type']).toContain('application/problem+json')
    expect(response.json()).toMatchObject({
      status,
      code,
      traceId: response.headers['x-request-id'],
      title: expect.stringMatching(/[\u0600-\u06ff]/),
    })
  })
})

test('a missing field is asked for', async () => {
  expect((await post({ year: 2015 })).json()).toMatchObject({
    errors: [{ path: 'price', code: 'REQUIRED', message: 'Please fill this in' }],
  })
})
