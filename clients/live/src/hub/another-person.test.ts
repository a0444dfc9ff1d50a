// On a shared device: whoever signs in meanwhile sends, reads and uploads nothing of the person
// before them, whose words wait and go out once when they are back.
import { expect, test } from 'vitest'
import { chatServer, ME } from '../../test/chat-server.ts'
import { lossyDevice } from '../../test/lossy-device.ts'
import { settle } from '../../test/manual-timers.ts'

const CONVS = ['a']
const file = { kind: 'image', file: new Blob(['x']), sha256: '', width: 4, height: 3 } as const

/** Where sockets are refused, a tab that looks at a conversation goes by HTTP. */
async function byHttp() {
  const server = chatServer(CONVS)
  const device = lossyDevice(server, () => 0.5)
  device.network.sockets = false
  const { client } = device.openTab()
  client.open('a')
  await device.calm(() => client.state().status === 'by-http')
  return { server, device, client }
}

test('words wait, unsent and not given up, for the person who wrote them', async () => {
  const { server, device, client } = await byHttp()
  device.network.anotherPerson = true
  await client.send('a', 'is it available?')
  await client.sendFile('a', file)
  await device.calm(() => client.state().status === 'signed-out')
  await device.pass(600_000)
  expect(client.state().status).toBe('signed-out')
  expect(server.log('a')).toEqual([])
  expect(client.state().entries.map(({ failed }) => failed)).toEqual([undefined, undefined])
  expect(await device.storage.outbox(ME)).toHaveLength(2)

  // Signing in again opens the page anew.
  device.kill(device.tabs()[0]!)
  device.network.anotherPerson = false
  const again = device.openTab().client
  again.open('a')
  await device.calm(() => again.state().entries.length === 0 && server.log('a').length === 2)
  await device.pass(60_000)
  expect(server.log('a').map(({ actor }) => actor)).toEqual([ME, ME])
  expect(await device.storage.outbox(ME)).toEqual([])
})

test('a refused send ends the connection at once, not at the next ticket', async () => {
  const { device, client } = await byHttp()
  device.network.anotherPerson = true
  await client.send('a', 'is it available?')
  await settle()
  await settle()
  expect(client.state().status).toBe('signed-out')
})

test('nor does a mark or a changed message count for whoever is there now', async () => {
  const { server, device, client } = await byHttp()
  server.say('a', 'salam')
  await device.calm(() => client.state().threads.get('a')?.log.lastSeq === 1)
  device.network.anotherPerson = true
  client.read('a', 1)
  await settle()
  const refused = { ok: false, code: 'ANOTHER_PERSON' }
  expect(await client.edit('a', 1, 'changed')).toMatchObject(refused)
  expect(await client.remove('a', 1)).toMatchObject(refused)
  expect(server.row('a').readSeq).toBe(0)
  expect(server.log('a')).toHaveLength(1)
})
