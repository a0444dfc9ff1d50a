// Proves that an address of its own is never taken for the parameter of another route.
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { createHttp, type Http } from '../create-http.ts'

let app: Http

beforeAll(async () => {
  app = await createHttp({
    service: 'gateway-test',
    trustedProxies: [],
    bodyLimit: 1_000,
    openapi: { title: 'test', version: '1' },
  })
  const response = { 200: z.strictObject({ text: z.string() }) }
  const params = z.strictObject({ id: z.string().regex(/^\d+$/) })
  app.post('/photos/sign', { schema: { response } }, async () => ({ text: 'signed' }))
  app.get('/photos/:id', { schema: { params, response } }, async () => ({ text: 'a photo' }))
})

test('a method of the parametric route alone is refused at the other address', async () => {
  const answer = await app.inject('/photos/sign?lang=ur')
  expect(answer.statusCode).toBe(405)
  expect(answer.json()).toMatchObject({ code: 'METHOD_NOT_ALLOWED', traceId: expect.any(String) })
  expect(answer.headers['allow']).toBe('POST')
})

test('a method that neither has names those of the address alone', async () => {
  const answer = await app.inject({ method: 'PUT', url: '/photos/sign' })
  expect([answer.statusCode, answer.headers['allow']]).toEqual([405, 'POST'])
})

test('both addresses answer to their own methods', async () => {
  const signed = await app.inject({ method: 'POST', url: '/photos/sign' })
  const photo = await app.inject('/photos/7')
  expect([signed.json(), photo.json()]).toEqual([{ text: 'signed' }, { text: 'a photo' }])
})
