// What the provider reports later of a notice by WhatsApp stands in the log of deliveries.
import { until } from '@pk-auto/testing/until'
import { afterAll, afterEach, expect, test } from 'vitest'
import { whatsappScene } from './whatsapp-scene.ts'

const stack = new AsyncDisposableStack()
const { meta, it, chooser, sold, sentTo, logOf, reported } = await whatsappScene(stack)
afterEach(() => meta.misbehave(undefined))
afterAll(() => stack.disposeAsync())

test('a receipt that comes late, twice or in disorder leaves the log at delivered', async () => {
  const person = await chooser()
  await sold(person)
  await it.deliver()
  const id = sentTo(person)[0]!.biz_opaque_callback_data
  for (const status of ['delivered', 'delivered', 'sent', 'failed']) await reported(id, status)
  expect(await logOf(person)).toMatchObject([{ state: 'sent', sends: 'delivered' }])
})

test('a notice that its provider reports as not delivered has failed, until it is', async () => {
  const person = await chooser()
  await sold(person)
  await it.deliver()
  const id = sentTo(person)[0]!.biz_opaque_callback_data
  await reported(id, 'failed')
  expect(await logOf(person)).toMatchObject([
    { state: 'failed', reason: 'undelivered', sends: 'undelivered' },
  ])
  await reported(id, 'delivered')
  expect(await logOf(person)).toMatchObject([{ state: 'sent', reason: null, sends: 'delivered' }])
  expect(sentTo(person)).toHaveLength(1)
})

test('nor is a report undone that is faster than the answer it belongs to', async () => {
  const person = await chooser()
  const answer = Promise.withResolvers<void>()
  meta.misbehave({ kind: 'slow', until: answer.promise })
  await sold(person)
  const delivering = it.deliver()
  await until('the provider has it', () => sentTo(person).length > 0)
  await reported(sentTo(person)[0]!.biz_opaque_callback_data, 'failed')
  answer.resolve()
  await delivering
  expect(await logOf(person)).toMatchObject([
    { state: 'failed', reason: 'undelivered', sends: 'undelivered' },
  ])
})
