// What is wrong with a field is explained in our own sentences, in the visitor's language.
import { DomainError } from '@pk-auto/kernel/domain-error'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { createHttp, type Http } from '../create-http.ts'

let app: Http
const text = z.strictObject({ text: z.string() })

beforeAll(async () => {
  app = await createHttp({
    service: 'gateway-test',
    trustedProxies: [],
    bodyLimit: 1_000,
    openapi: { title: 'test', version: '1' },
    words: {
      en: {
        sentences: { OTP_TOO_MANY: 'Too many codes' },
        fields: { YEAR_ODD: 'Only even years', SOLD: 'Sold' },
      },
      ur: {
        sentences: {
          OTP_TOO_MANY: 'بہت زیادہ کوڈ',
          CAR_FIXED: { title: 'گاڑی نہیں بدلتی', field: 'یہ گاڑی کا حصہ ہے' },
        },
        fields: { YEAR_ODD: 'صرف جفت سال', SOLD: 'بک چکی ہے' },
      },
    },
  })
  const years = z.strictObject({
    year: z.coerce
      .number()
      .int()
      .min(1950)
      .max(2030)
      .refine((year) => year % 2 === 0, { message: 'even years', params: { code: 'YEAR_ODD' } }),
    sort: z.enum(['newest', 'oldest']).optional(),
    tags: z.array(z.string()).max(1).optional(),
    name: z
      .string()
      .min(2)
      .max(5)
      .regex(/^[a-z]+$/)
      .optional(),
    flag: z.union([z.literal('yes'), z.array(z.literal('no'))]).optional(),
  })
  app.get('/words', { schema: { querystring: years, response: { 200: text } } }, async () => {
    const fields = [
      { path: 'id', code: 'SOLD', message: 'was sold in 2015' },
      { path: 'name', code: 'REQUIRED', message: 'needs a name' },
      { path: 'otp', code: 'OTP_TOO_MANY', message: 'too many' },
      { path: 'make', code: 'CAR_FIXED', message: 'is fixed' },
      { path: 'x', code: 'NOBODY_KNOWS', message: 'as the service said' },
    ]
    throw new DomainError('invalid', 'SOME_FIELDS', {}, { fields })
  })
  await app.ready()
})
afterAll(() => app.close())

const messages = async (query: string, lang = 'en') => {
  const { errors } = (
    await app.inject({ url: `/words?${query}`, headers: { 'accept-language': lang } })
  ).json<{ errors: { message: string }[] }>()
  return errors.map(({ message }) => message)
}
const CASES: [query: string, en: string, ur: string][] = [
  ['year=ten', 'This must be a number', 'یہاں عدد لکھیں'],
  ['year=1800', 'This must be at least 1950', 'یہ کم از کم 1950 ہونا چاہیے'],
  ['year=3000', 'This must be at most 2030', 'یہ زیادہ سے زیادہ 2030 ہو سکتا ہے'],
  ['year=2000.5', 'This must be a whole number', 'یہاں پورا عدد لکھیں'],
  ['year=2015', 'Only even years', 'صرف جفت سال'],
  [
    'year=2000&sort=best',
    'This must be one of: newest, oldest',
    'یہ ان میں سے ایک ہونا چاہیے: newest, oldest',
  ],
  ['year=2000&name=a', 'At least 2 characters, please', 'کم از کم 2 حروف لکھیں'],
  ['year=2000&name=abcdef', 'At most 5 characters, please', 'زیادہ سے زیادہ 5 حروف لکھیں'],
  ['year=2000&name=A1', 'This is not written the way it must be', 'یہ درست طریقے سے نہیں لکھا گیا'],
  ['year=2000&name=ab&name=cd', 'This must be text', 'یہاں متن لکھیں'],
  ['year=2000&tags=a&tags=b', 'This list takes at most 1', 'زیادہ سے زیادہ 1 اندراج ہو سکتے ہیں'],
  ['year=2000&flag=maybe', 'This is not the right kind of value', 'یہ درست قسم کی معلومات نہیں'],
  ['year=2000&doors=4', 'There is no such field', 'ایسا کوئی خانہ نہیں'],
]
test.each(CASES)('the answer to «%s» is «%s» in English', async (query, en, ur) => {
  expect([await messages(query), await messages(query, 'ur')]).toEqual([[en], [ur]])
})

test('a service’s message is shown as it is in English, and by its code in Urdu', async () => {
  expect(await messages('year=2000')).toEqual([
    'was sold in 2015',
    'needs a name',
    'too many',
    'is fixed',
    'as the service said',
  ])
  expect(await messages('year=2000', 'ur')).toEqual([
    'بک چکی ہے',
    'یہ خانہ ضروری ہے',
    'بہت زیادہ کوڈ',
    'یہ گاڑی کا حصہ ہے',
    'as the service said',
  ])
})
