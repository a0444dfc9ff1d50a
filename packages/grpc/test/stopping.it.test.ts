// Stopping loses no call under way, a restarted service is found again, and only what may be
// repeated is sent again.
import { DomainError } from '@pk-auto/kernel/domain-error'
import { expect, test } from 'vitest'
import { connectEcho, startEcho } from './echo.ts'

test('calls under way when the server stops are all answered', async () => {
  const arrived: (() => void)[] = []
  const slow = (request: { text: string }) =>
    new Promise<{ text: string }>((resolve) => arrived.push(() => resolve(request)))
  const server = await startEcho({ service: slow })
  await using client = connectEcho(`127.0.0.1:${server.port}`, { defaultDeadlineMs: 10_000 })
  const calls = Array.from({ length: 50 }, (_, index) => client.service({ text: String(index) }))
  await expect.poll(() => arrived.length).toBe(50)
  const stopped = server[Symbol.asyncDispose]()
  for (const answer of arrived) answer()
  expect((await Promise.all(calls)).map(({ text }) => Number(text))).toEqual(
    Array.from({ length: 50 }, (_, index) => index),
  )
  await stopped
})

test('under load one of two servers stops and no call is lost, none repeated', async () => {
  const [first, second] = [await startEcho(), await startEcho()]
  await using client = connectEcho(`ipv4:127.0.0.1:${first.port},127.0.0.1:${second.port}`, {
    defaultDeadlineMs: 10_000,
  })
  let sent = 0
  let stopping: PromiseLike<void> | undefined
  const failures: unknown[] = []
  const worker = async () => {
    while (sent < 2_000) {
      sent += 1
      if (sent === 1_000) stopping = first[Symbol.asyncDispose]()
      await client.service({ text: 'x' }).catch((error: unknown) => failures.push(error))
    }
  }
  await Promise.all(Array.from({ length: 16 }, worker))
  await stopping
  await second[Symbol.asyncDispose]()
  expect(failures).toEqual([])
})

test('calls that outlast the drain are cut, and the stop ends', async () => {
  const arrived = Promise.withResolvers<void>()
  const never = () => (arrived.resolve(), new Promise<never>(() => undefined))
  const server = await startEcho({ service: never }, { drainMs: 50 })
  await using client = connectEcho(`127.0.0.1:${server.port}`, { defaultDeadlineMs: 10_000 })
  const cut = client.service({ text: 'x' }).catch((error: unknown) => error)
  await arrived.promise
  await server[Symbol.asyncDispose]()
  expect(await cut).toMatchObject({ kind: expect.stringMatching('unavailable|deadline') as string })
})

test('a service that comes back on its port is found again by the same client', async () => {
  const before = await startEcho()
  await using client = connectEcho(`127.0.0.1:${before.port}`, { defaultDeadlineMs: 300 })
  await client.anyone({ text: 'x' })
  await before[Symbol.asyncDispose]()
  await expect(client.service({ text: 'x' })).rejects.toMatchObject({
    kind: 'unavailable',
    code: 'UNAVAILABLE',
  })
  await using _after = await startEcho({}, { port: before.port })
  await expect
    .poll(() => client.service({ text: 'back' }).catch(() => undefined), { timeout: 5_000 })
    .toMatchObject({ text: 'back' })
})

test('a service that answers unavailable is not asked twice, by no method', async () => {
  let asked = 0
  await using server = await startEcho({
    anyone: async () => {
      asked += 1
      throw new DomainError('unavailable', 'POSTGRES_UNAVAILABLE')
    },
  })
  await using client = connectEcho(`127.0.0.1:${server.port}`)
  await expect(client.anyone({ text: 'x' })).rejects.toMatchObject({ code: 'POSTGRES_UNAVAILABLE' })
  expect(asked).toBe(1)
})
