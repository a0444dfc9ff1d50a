// Proves that what a route declares becomes a document a stranger can use.
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { createHttp } from '../create-http.ts'
import { moneyIn, moneyOut } from '../money-schema.ts'
import { operation } from './operation.ts'

type Json = Record<string, unknown>
type Shown = {
  openapi: string
  components: Record<string, Record<string, Json>>
  paths: Record<
    string,
    Record<string, Json & { responses: Record<string, Json>; parameters: Json[] }>
  >
}
let document: Shown

beforeAll(async () => {
  const app = await createHttp({
    service: 'gateway-test',
    trustedProxies: [],
    bodyLimit: 1_000,
    openapi: { title: 'test', version: '1', sessionCookie: '__Host-session' },
  })
  const words = { tag: 'Cars', who: 'person' } as const
  const params = z.strictObject({ id: z.string() })
  const ok = { 200: z.strictObject({ price: moneyOut, count: z.int() }) }
  app.post(
    '/cars',
    {
      schema: {
        ...operation({
          ...words,
          id: 'addCar',
          summary: 'Add a car',
          takes: ['Idempotency-Key'],
          gives: ['ETag', 'Location'],
        }),
        body: z.strictObject({ price: moneyIn }),
        response: { 201: ok[200] },
      },
    },
    async () => ({ price: { minor: 1n, currency: 'PKR' as const }, count: 1 }),
  )
  app.post(
    '/cars/:id/refresh',
    {
      schema: {
        ...operation({
          ...words,
          id: 'refreshCar',
          summary: 'Lift a car',
          takes: ['If-Match'],
          refuses: [409],
        }),
        params,
        body: z.strictObject({ note: z.string() }).nullish(),
        response: ok,
      },
    },
    async () => ({ price: { minor: 1n, currency: 'PKR' as const }, count: 1 }),
  )
  app.delete(
    '/cars/:id',
    {
      schema: {
        ...operation({ ...words, id: 'dropCar', summary: 'Drop a car', who: 'person or anyone' }),
        params,
        body: z.strictObject({}).nullish(),
        response: { 204: z.undefined() },
      },
    },
    async (_request, reply) => reply.code(204).send(),
  )
  app.get(
    '/words',
    {
      schema: {
        ...operation({
          ...words,
          id: 'getWords',
          summary: 'Read the words',
          who: 'anyone',
          takes: ['If-None-Match'],
          gives: ['ETag'],
        }),
        querystring: z.strictObject({
          year: z.string().optional().meta({ allowEmptyValue: true }),
        }),
        response: ok,
      },
    },
    async () => ({ price: { minor: 1n, currency: 'PKR' as const }, count: 1 }),
  )
  await app.ready()
  document = JSON.parse(JSON.stringify(app.swagger())) as Shown
  await app.close()
})

const at = (method: string, path: string) => {
  const found = document.paths[path]?.[method]
  if (!found) throw new Error(`no ${method} ${path}`)
  return found
}
const statuses = (method: string, path: string) => Object.keys(at(method, path).responses)
const headersOf = (method: string, path: string, status: string) =>
  Object.keys(at(method, path).responses[status]?.['headers'] as object)

test('the document is 3.1 and shows money as it travels', () => {
  expect(document.openapi).toBe('3.1.0')
  const body = at('post', '/cars')['requestBody']
  expect(body).toMatchObject({ required: true })
  expect(JSON.stringify(body)).toContain('"minor":{"type":"integer"')
  expect(document.components['schemas']?.['Money']).toMatchObject({ type: 'object' })
})

test('a create takes its key and the language, and returns where the new thing is', () => {
  expect(at('post', '/cars').parameters).toEqual([
    { $ref: '#/components/parameters/Accept-Language' },
    { $ref: '#/components/parameters/Idempotency-Key' },
  ])
  expect(document.components['parameters']?.['Idempotency-Key']).toMatchObject({
    in: 'header',
    required: true,
  })
  expect(headersOf('post', '/cars', '201')).toEqual([
    'X-Request-Id',
    'ETag',
    'Location',
    'RateLimit-Limit',
    'RateLimit-Remaining',
    'RateLimit-Reset',
  ])
})

test('the problems of an operation follow from what it takes and who may ask', () => {
  expect(statuses('post', '/cars')).toEqual([
    '201',
    '400',
    '401',
    '403',
    '409',
    '413',
    '415',
    '422',
    '429',
    '500',
    '503',
    '504',
  ])
  expect(statuses('post', '/cars/{id}/refresh')).toEqual(
    [
      '200',
      '400',
      '401',
      '403',
      '404',
      '409',
      '412',
      '413',
      '414',
      '415',
      '422',
      '428',
      '429',
    ].concat(['500', '503', '504']),
  )
  expect(statuses('get', '/words')).toEqual(['200', '304', '422', '431', '500', '503', '504'])
  expect(document.components['responses']?.['Problem429']).toMatchObject({
    headers: { 'Retry-After': { $ref: '#/components/headers/Retry-After' } },
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  })
})

test('a parameter whose value may be empty is marked so', () => {
  expect(at('get', '/words').parameters[0]).toEqual({
    name: 'year',
    in: 'query',
    allowEmptyValue: true,
    schema: { type: 'string' },
  })
})

test('a body that may be absent is not required, and an empty one is none', () => {
  const optional = at('post', '/cars/{id}/refresh')['requestBody']
  expect(optional).toMatchObject({ required: false })
  expect(JSON.stringify(optional)).not.toContain('null')
  expect(at('delete', '/cars/{id}')).not.toHaveProperty('requestBody')
})

test('an answer without content has none in the document', () => {
  expect(at('delete', '/cars/{id}').responses['204']).not.toHaveProperty('content')
  expect(at('get', '/words').responses['304']).not.toHaveProperty('content')
})

test('who may ask is declared as a cookie, a bearer token, or nothing', () => {
  const session = [{ cookie: [] }, { bearer: [] }]
  expect(at('post', '/cars')['security']).toEqual(session)
  expect(at('delete', '/cars/{id}')['security']).toEqual([{}, ...session])
  expect(at('get', '/words')['security']).toEqual([])
  expect(document.components['securitySchemes']?.['cookie']).toMatchObject({
    in: 'cookie',
    name: '__Host-session',
  })
})

test('a whole number without a bound of its own shows none', () => {
  expect(JSON.stringify(at('get', '/words'))).toContain(
    '"count":{"type":"integer","format":"int64"}',
  )
})
