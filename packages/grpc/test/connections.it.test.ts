// How many connections a target gets, and what is sent again when one breaks.
import { connect, createServer, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { connectEcho, startEcho } from './echo.ts'

/** A pass-through in front of a server that counts and breaks connections. */
async function openProxy(port: number) {
  const sockets = new Set<Socket>()
  let count = 0
  const proxy = createServer((incoming) => {
    count += 1
    const outgoing = connect(port, '127.0.0.1')
    for (const socket of [incoming, outgoing]) sockets.add(socket.on('error', () => undefined))
    incoming.pipe(outgoing).pipe(incoming)
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const address = proxy.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    count: () => count,
    cut: () => {
      for (const socket of sockets) socket.resetAndDestroy()
    },
    [Symbol.asyncDispose]: () =>
      new Promise<void>(
        (resolve) => (proxy.close(() => resolve()), sockets.forEach((socket) => socket.destroy())),
      ),
  }
}

test('two clients of one target share one connection', async () => {
  await using server = await startEcho()
  await using proxy = await openProxy(server.port)
  await using first = connectEcho(`127.0.0.1:${proxy.port}`)
  await using second = connectEcho(`127.0.0.1:${proxy.port}`, { service: 'middle' })
  await Promise.all([
    first.anyone({ text: 'x' }),
    second.anyone({ text: 'x' }),
    first.service({ text: 'x' }),
  ])
  expect(proxy.count()).toBe(1)
})

test('when the connection breaks, a repeatable call is sent again and another is not', async () => {
  const asked = { anyone: 0, service: 0 }
  await using server = await startEcho({
    anyone: async (request) =>
      ++asked.anyone === 1 ? (proxy.cut(), new Promise<never>(() => undefined)) : request,
    service: async () => (asked.service++, proxy.cut(), new Promise<never>(() => undefined)),
  })
  await using proxy = await openProxy(server.port)
  await using client = connectEcho(`127.0.0.1:${proxy.port}`)
  expect(await client.anyone({ text: 'again' })).toMatchObject({ text: 'again' })
  await expect(client.service({ text: 'x' })).rejects.toMatchObject({
    kind: 'unavailable',
    code: 'UNAVAILABLE',
  })
  expect(asked).toEqual({ anyone: 2, service: 1 })
})
