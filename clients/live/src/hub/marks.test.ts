// What a person has read is known everywhere in the end, whatever becomes of the connection.
import { expect, test } from 'vitest'
import { chatServer } from '../../test/chat-server.ts'
import { lossyDevice } from '../../test/lossy-device.ts'
import { settle } from '../../test/manual-timers.ts'

async function reading() {
  const server = chatServer(['a'])
  const device = lossyDevice(server, () => 0)
  const { client } = device.openTab()
  client.open('a')
  await device.calm(() => client.state().status === 'open')
  server.say('a', 'salam')
  await device.calm(() => client.state().threads.get('a')?.log.lastSeq === 1)
  const [socket] = device.pipes()
  if (!socket) throw new Error('there is no socket')
  /** The client says so; nothing has reached the server yet. */
  const read = async () => {
    client.read('a', 1)
    await settle()
    expect(socket.up).toContainEqual({ t: 'read', conv: 'a', seq: 1 })
  }
  return { server, device, socket, read }
}

test('a mark that was lost with its connection is sent by the next one', async () => {
  const { server, device, socket, read } = await reading()
  await read()
  device.cut(socket)
  expect(server.row('a').readSeq).toBe(0)
  await device.calm(() => server.row('a').readSeq === 1)
})

test('one that is refused for now comes again on the same connection', async () => {
  const { server, device, socket, read } = await reading()
  await read()
  socket.up.splice(0)
  const nack = { t: 'nack', conv: 'a', code: 'SESSION_UNKNOWN', retryAfterMs: 2_000 }
  socket.handlers.received(JSON.stringify(nack))
  await device.timers.pass(1_000)
  expect(socket.up).toEqual([])
  await device.pass(10_000)
  expect(server.row('a').readSeq).toBe(1)
  expect(device.pipes()).toEqual([socket])
})

test('one that has arrived, or is refused for ever, is not sent again', async () => {
  const { server, device, socket, read } = await reading()
  await read()
  await device.calm(() => server.row('a').readSeq === 1)
  const { feedSeq } = server.row('a')
  const nack = { t: 'nack', conv: 'a', code: 'CONVERSATION_NOT_FOUND' }
  socket.handlers.received(JSON.stringify(nack))
  device.cut(socket)
  await device.pass(60_000)
  expect(device.pipes()).not.toEqual([socket])
  // Each mark that the server takes would move the list.
  expect(server.row('a').feedSeq).toBe(feedSeq)
})
