// A service that hangs is not waited for by everybody, and is found again when it answers.
import { DomainError } from '@pk-auto/kernel/domain-error'
import { until } from '@pk-auto/testing/until'
import { expect, test } from 'vitest'
import { connectEcho, type Message, startEcho } from './echo.ts'

const codeOf = (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => 'ok',
    (error: DomainError) => (error.details['breaker'] === 'open' ? 'held back' : error.code),
  )

test('calls to a service that hangs are held back, and made again when it answers', async () => {
  let hangs = true
  let reached = 0
  const released = Promise.withResolvers<void>()
  const anyone = async (request: Message) => {
    reached += 1
    if (hangs) await released.promise
    return request
  }
  await using server = await startEcho({ anyone })
  await using client = connectEcho(`127.0.0.1:${server.port}`, { defaultDeadlineMs: 100 })
  const ask = () => codeOf(client.anyone({ text: 'hello' }))
  const first = []
  for (let i = 0; i < 5; i += 1) first.push(await ask())
  expect(new Set(first)).toEqual(new Set(['DEADLINE_EXCEEDED']))
  const before = reached
  const startedAt = performance.now()
  const many = await Promise.all(Array.from({ length: 50 }, ask))
  expect(new Set(many)).toEqual(new Set(['held back']))
  expect([reached, performance.now() - startedAt < 100]).toEqual([before, true])
  hangs = false
  released.resolve()
  await until('it is found again', async () => (await ask()) === 'ok')
  expect(await Promise.all(Array.from({ length: 20 }, ask))).not.toContain('held back')
})

test('a service that is gone is held back too, and found again on its port', async () => {
  const gone = await startEcho()
  const { port } = gone
  await gone[Symbol.asyncDispose]()
  await using client = connectEcho(`127.0.0.1:${port}`)
  const ask = () => codeOf(client.person({ text: 'hello' }))
  await until('calls are held back', async () => (await ask()) === 'held back')
  await using _again = await startEcho({}, { port })
  await until('it is found again', async () => (await ask()) !== 'held back')
})

test('a service whose own neighbour is away has answered', async () => {
  const anyone = async () => {
    throw new DomainError('unavailable', 'UNAVAILABLE')
  }
  await using server = await startEcho({ anyone })
  await using client = connectEcho(`127.0.0.1:${server.port}`)
  for (let i = 0; i < 12; i += 1)
    expect(await codeOf(client.anyone({ text: 'hello' }))).toBe('UNAVAILABLE')
})
