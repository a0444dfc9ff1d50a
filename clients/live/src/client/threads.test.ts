// Proves how an open conversation is read: stored words first, the newest next, and what lies
// between as a hole until somebody comes to it.
import { expect, test } from 'vitest'
import { holesOf, newestOf, oldestOf } from '../core/log.ts'
import { chatServer, ME } from '../../test/chat-server.ts'
import { lossyDevice } from '../../test/lossy-device.ts'
import { settle } from '../../test/manual-timers.ts'

const setUp = async (before: number) => {
  const server = chatServer(['a'])
  for (let i = 0; i < before; i++) server.say('a', `word ${i}`)
  const device = lossyDevice(server, () => 0.5)
  device.network.calm = true
  const { client } = device.openTab()
  const isOpen = (): boolean => client.state().status === 'open'
  await device.calm(isOpen)
  const log = () => client.state().threads.get('a')!.log
  const opened = async (): Promise<() => void> => {
    const close = client.open('a')
    await device.calm(() => client.state().threads.get('a')?.reading === false)
    return close
  }
  return { server, device, client, log, opened }
}

test('an open conversation shows what has become of its ad, though nobody wrote', async () => {
  const { server, client, opened, device } = await setUp(1)
  server.ads.set('a', { listingId: 'l1', state: 'sold' })
  expect(client.state().rows.get('a')?.about).toBeUndefined()
  await opened()
  const about = () => client.state().rows.get('a')?.about
  await device.calm(() => about() !== undefined)
  expect(about()).toEqual({ listingId: 'l1', state: 'sold' })
})

test('of a long conversation the newest 50 are read, older ones when wanted', async () => {
  const { client, log, opened } = await setUp(500)
  await opened()
  expect([oldestOf(log()), newestOf(log())]).toEqual([451, 500])
  expect(await client.fetchOlder('a')).toBe(true)
  expect(oldestOf(log())).toBe(401)
  expect(holesOf(log())).toEqual([])
})

test('whoever was away for long sees the end, and a hole that fills piece by piece', async () => {
  const { server, device, client, log, opened } = await setUp(60)
  const close = await opened()
  close()
  device.network.up = false
  for (const pipe of device.pipes()) device.cut(pipe)
  for (let i = 0; i < 400; i++) server.say('a', `later ${i}`)
  await device.calm(() => (client.state().rows.get('a')?.lastSeq ?? 0) === 460)
  await opened()
  expect(newestOf(log())).toBe(460)
  const [hole] = holesOf(log())
  expect(hole).toMatchObject({ from: 61 })
  await client.fillHole('a', hole!)
  expect(holesOf(log())[0]?.to).toBe(hole!.to - 50)
})

test('a message far back is read with what is around it, and read on from there', async () => {
  const { client, log, opened, device } = await setUp(1_200)
  await opened()
  expect(await client.around('a', 100)).toBeUndefined()
  expect(log().events.has(100)).toBe(true)
  const [hole] = holesOf(log())
  expect([oldestOf(log()), hole]).toEqual([75, { kind: 'hole', from: 125, to: 1_150 }])
  await client.fillHole('a', hole!, true)
  expect(holesOf(log())).toEqual([{ kind: 'hole', from: 175, to: 1_150 }])
  device.network.up = false
  expect(await client.around('a', 120)).toBeUndefined()
  expect(await client.around('a', 600)).toMatchObject({ code: 'OFFLINE' })
})

test('what is edited and deleted here is seen here at once', async () => {
  const { server, client, log, opened } = await setUp(0)
  server.send('a', 'k1', { kind: 'text', text: 'one' })
  server.send('a', 'k2', { kind: 'text', text: 'two' })
  await opened()
  await client.edit('a', 1, 'changed')
  await client.remove('a', 2)
  expect([...log().events.values()].map(({ type }) => type)).toEqual([
    'message',
    'message',
    'edited',
    'deleted',
  ])
  expect(log().events.get(2)?.body.text).toBeUndefined()
})

test('a hidden device gives its socket up after five minutes, until it is seen', async () => {
  const { device, client, server, opened, log } = await setUp(1)
  await opened()
  client.seen(false)
  await device.pass(200_000)
  expect(device.pipes()).toHaveLength(1)
  await device.pass(180_000)
  expect(device.pipes()).toHaveLength(0)
  server.say('a', 'while nobody looked')
  client.seen(true)
  await device.calm(() => newestOf(log()) === 2)
  expect(device.pipes()).toHaveLength(1)
})

test('a sign-out elsewhere ends the connection, and words that wait stay', async () => {
  const { device, client } = await setUp(0)
  device.network.up = false
  await client.send('a', 'not yet')
  device.post({ t: 'signed-out' })
  await settle()
  expect(client.state()).toMatchObject({ status: 'signed-out', signedOut: true })
  expect(device.pipes()).toHaveLength(0)
  await device.storage.forget(ME)
  expect(await device.storage.outbox(ME)).toHaveLength(1)
})

test('after a restore all tabs show what numbers that come again mean now', async () => {
  const { server, device, client, log, opened } = await setUp(3)
  await opened()
  const other = device.openTab().client
  await client.send('a', 'mine, and lost')
  server.say('a', 'theirs, and lost')
  other.open('a')
  const held = () => other.state().threads.get('a')!.log
  await device.calm(() => newestOf(log()) === 5 && newestOf(held()) === 5)
  device.network.up = false
  for (const pipe of device.pipes()) device.cut(pipe)
  await client.send('a', 'written meanwhile')
  server.restore('a', 3)
  server.say('a', 'said anew')

  await device.calm(() => client.state().entries.length === 0)
  const texts = server.log('a').map(({ body }) => body.text)
  expect(texts).toEqual(['word 0', 'word 1', 'word 2', 'said anew', 'written meanwhile'])
  const shown = (one: typeof log) => [...one().events].map(([, { body }]) => body.text)
  await device.calm(() => shown(log).length === 5 && shown(held).length === 5)
  expect([shown(log), shown(held)]).toEqual([texts, texts])
  expect(client.state().rows.get('a')?.lastSeq).toBe(5)
  const stored = await device.storage.events(ME, 'a')
  expect(stored.map(({ body }) => body.text)).toEqual(texts)
  client.read('a', 5)
  await device.calm(() => server.row('a').readSeq === 5)
})
