// The line that fails must fail as lines do, and no worse: a slow one loses no order.
import { once } from 'node:events'
import { connect, createServer, type AddressInfo } from 'node:net'
import { until } from '@pk-auto/testing/until'
import { expect, test } from 'vitest'
import { openLink } from './link.ts'

/** Sends back what it gets. */
async function openEcho() {
  const server = createServer((socket) => socket.on('error', () => undefined).pipe(socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.dispose]: () => void server.close(),
  }
}
const clientOf = (port: number) => {
  const socket = connect(port, '127.0.0.1')
  let [text, failed] = ['', false]
  socket.on('data', (bytes) => void (text += bytes.toString()))
  socket.on('error', () => void (failed = true))
  return {
    socket,
    text: () => text,
    failed: () => failed,
    [Symbol.dispose]: () => void socket.destroy(),
  }
}

test('bytes stay in order when a line is slow, silent and whole again', async () => {
  using echo = await openEcho()
  await using link = await openLink(echo.address)
  using client = clientOf(link.port)
  let sent = ''
  for (const state of ['whole', 'slow', 'whole', 'silent', 'slow', 'whole'] as const) {
    link.set(state)
    for (let i = 0; i < 20; i += 1) {
      const part = `${state}${i} `
      sent += part
      await new Promise((written) => client.socket.write(part, written))
    }
  }
  await until('all of it is back', () => client.text().length === sent.length)
  expect(client.text()).toBe(sent)
})

test('a half-open line stays silent for who has it, and a cut one is reset', async () => {
  using echo = await openEcho()
  await using link = await openLink(echo.address)
  using old = clientOf(link.port)
  old.socket.write('before ')
  await until('it is connected', () => old.text() === 'before ')
  link.set('half-open')
  old.socket.write('during')
  link.set('whole')
  using fresh = clientOf(link.port)
  fresh.socket.write('after')
  await until('a new line works', () => fresh.text() === 'after')
  expect([old.text(), old.failed()]).toEqual(['before ', false])
  link.set('cut')
  await until('the new line is reset', () => fresh.failed())
  using refused = clientOf(link.port)
  await until('another is refused', () => refused.failed())
})
