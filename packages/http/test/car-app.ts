// A small app with cars: what the tests of the edge ask, right and wrong.
import { z } from 'zod'
import { createHttp, type Http } from '../src/create-http.ts'
import { moneyIn, moneyOut } from '../src/money-schema.ts'

const WORDS = {
  en: {
    fields: {},
    sentences: {
      METHOD_NOT_ALLOWED:
        'This address does not accept that method; use one that the Allow header names',
      OTP_TOO_MANY: { title: 'Too many codes', detail: 'Try again in {minutes} minutes' },
    },
  },
  ur: {
    fields: {},
    sentences: { OTP_TOO_MANY: { title: 'بہت زیادہ کوڈ', detail: '{minutes} منٹ بعد' } },
  },
}
export const text = z.strictObject({ text: z.string() })

/** Not ready yet: a test may add routes. */
export async function carApp(): Promise<Http> {
  const app = await createHttp({
    service: 'gateway-test',
    trustedProxies: [],
    bodyLimit: 1_000,
    openapi: { title: 'test', version: '1' },
    words: WORDS,
  })
  const body = z.strictObject({
    price: moneyIn,
    year: z.int().min(1950),
    photos: z
      .array(z.strictObject({ id: z.string() }))
      .max(2)
      .optional(),
  })
  app.post(
    '/cars',
    { schema: { body, response: { 200: z.strictObject({ price: moneyOut, year: z.int() }) } } },
    async ({ body: { price, year } }) => ({ price, year }),
  )
  const one = { params: z.strictObject({ id: z.string() }), response: { 200: text } }
  app.get('/cars/:id', { schema: one }, async () => ({ text: '' }))
  app.delete('/cars/:id', { schema: one }, async () => ({ text: '' }))
  return app
}

export const car = { price: { minor: 285_000_000, currency: 'PKR' }, year: 2015 }

/** A string goes as it is, anything else as JSON. */
export const postCar = (
  app: Http,
  payload: unknown,
  headers: Readonly<Record<string, string>> = {},
) =>
  app.inject({
    method: 'POST',
    url: '/cars',
    headers: { 'content-type': 'application/json', ...headers },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  })
