// A server that stops leaves no socket open, whatever is on its way in at that moment.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { socketServer } from './socket-server.ts'

test('a ticket that is redeemed while the server stops opens no socket any more', async () => {
  const server = createServer()
  onTestFinished(() => void server.close())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const asked = Promise.withResolvers<void>()
  const redeemed = Promise.withResolvers<string>()
  let opened = 0
  const sockets = socketServer<string>({
    ...{ service: 'test', server, path: '/live', origins: [], goawayMs: 1 },
    redeem: () => {
      asked.resolve()
      return redeemed.promise
    },
    opened() {
      opened += 1
      return { frame() {}, overflowed() {}, closed() {} }
    },
  })
  const { port } = server.address() as AddressInfo
  const socket = new WebSocket(`ws://127.0.0.1:${port}/live?ticket=t`)
  const answer = new Promise<number | undefined>((resolve) => {
    socket.on('open', () => resolve(101))
    socket.on('unexpected-response', (_, { statusCode }) => resolve(statusCode))
  })
  onTestFinished(() => socket.on('error', () => undefined).terminate())
  await asked.promise
  await sockets.drain()
  redeemed.resolve('ali')
  expect(await answer).toBe(503)
  expect(opened).toBe(0)
})
