// Proves G1, G2 and G4 from the client's side: whatever is cut, lost, doubled or out of order, and
// whichever tab dies, every message is in the log once, in the order of its writer, and every tab
// ends with the whole log.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { holesOf, itemsOf, newestOf, oldestOf } from '../core/log.ts'
import { chatServer, ME } from '../../test/chat-server.ts'
import { type LossyDevice, lossyDevice } from '../../test/lossy-device.ts'
import { settle } from '../../test/manual-timers.ts'

const CONVS = ['a', 'b']
const ACTIONS = ['step', 'send', 'peer', 'cut', 'network', 'kill', 'open', 'wake'] as const
type Action = (typeof ACTIONS)[number]
const schedule = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: fc.constant<Action>('step') },
    { weight: 4, arbitrary: fc.constant<Action>('send') },
    { weight: 2, arbitrary: fc.constant<Action>('peer') },
    { weight: 1, arbitrary: fc.constantFrom<Action>('cut', 'network', 'kill', 'open', 'wake') },
  ),
  { minLength: 30, maxLength: 200 },
)

const watch = (device: LossyDevice): void => {
  const { client } = device.openTab()
  for (const conv of CONVS) client.open(conv)
}

test('any network and tabs: every message once, in order, and the log without a hole', async () => {
  await fc.assert(
    fc.asyncProperty(schedule, fc.infiniteStream(fc.nat(9_999)), async (actions, luck) => {
      const chance = (): number => Number(luck.next().value) / 10_000
      const server = chatServer(CONVS)
      const device = lossyDevice(server, chance)
      const written = new Map<string, string[]>()
      watch(device)
      let count = 0
      for (const action of actions) {
        if (action === 'send') {
          const tab = device.pick(device.tabs())
          const conv = device.pick(CONVS) ?? 'a'
          const text = `${tab?.name} ${count++}`
          await tab?.client.send(conv, text)
          const line = `${tab?.name} ${conv}`
          written.set(line, [...(written.get(line) ?? []), text])
        }
        if (action === 'peer') server.say(device.pick(CONVS) ?? 'a', `peer ${count++}`)
        const pipe = device.pick(device.pipes())
        if (action === 'cut' && pipe) device.cut(pipe)
        if (action === 'network') device.network.up = !device.network.up
        const tab = device.pick(device.tabs())
        if (action === 'kill' && tab) device.kill(tab)
        if (action === 'open' || device.tabs().length === 0) watch(device)
        if (action === 'wake') device.pick(device.tabs())?.client.wake()
        await device.step()
      }
      // News may have been lost: the next one shows that.
      device.network.calm = true
      for (const conv of CONVS) server.say(conv, 'the last word')
      const done = (): boolean =>
        device.tabs().every(({ client }) =>
          CONVS.every((conv) => {
            const log = client.state().threads.get(conv)?.log
            return (
              log !== undefined &&
              newestOf(log) === server.log(conv).length &&
              holesOf(log).length === 0 &&
              client.state().entries.length === 0
            )
          }),
        ) &&
        server
          .log('a')
          .concat(server.log('b'))
          .filter(({ actor }) => actor === ME).length === [...written.values()].flat().length
      await device.calm(async () => done() && (await device.storage.outbox(ME)).length === 0)

      for (const [line, texts] of written) {
        const [name, conv = ''] = line.split(' ')
        const own = server.log(conv).flatMap(({ body }) => body.text ?? [])
        expect(own.filter((text) => text.startsWith(`${name} `))).toEqual(texts)
      }
      for (const { client } of device.tabs())
        for (const conv of CONVS) {
          const log = client.state().threads.get(conv)?.log
          const from = log ? oldestOf(log) : 0
          const due = server.log(conv).slice(Math.max(0, from - 1))
          expect(log && itemsOf(log).map((item) => item.kind === 'message' && item.text)).toEqual(
            due.map(({ body }) => body.text),
          )
        }
    }),
    { numRuns: 300 },
  )
}, 120_000)

test('words that are written offline and a tab that is killed go out once', async () => {
  const server = chatServer(CONVS)
  const device = lossyDevice(server, () => 0.5)
  device.network.up = false
  const { client } = device.openTab()
  await settle()
  await client.send('a', 'is it available?')
  expect(server.log('a')).toEqual([])
  device.kill(device.tabs()[0]!)
  watch(device)
  await device.calm(() => server.log('a').length > 0 && device.tabs().length === 1)
  await device.calm(() => device.tabs()[0]!.client.state().entries.length === 0)
  expect(server.log('a').map(({ body }) => body.text)).toEqual(['is it available?'])
})

const file = { kind: 'image', file: new Blob(['x']), sha256: '', width: 4, height: 3 } as const

test('a picture picked offline, in a tab that is killed, is sent once', async () => {
  const server = chatServer(CONVS)
  const device = lossyDevice(server, () => 0.5)
  device.network.up = false
  const { client } = device.openTab()
  await settle()
  await client.sendFile('a', file)
  await client.send('a', 'do you see it?')
  device.kill(device.tabs()[0]!)
  watch(device)
  await device.calm(() => server.log('a').length > 1 && device.tabs().length === 1)
  await device.calm(() => device.tabs()[0]!.client.state().entries.length === 0)
  const sent = server.log('a').map(({ body }) => body.media?.id.replace(/of .*/, '…') ?? body.text)
  expect(new Set(sent)).toEqual(new Set(['media …', 'do you see it?']))
  expect(sent).toHaveLength(2)
})

test('where sockets are refused, messages go and come by HTTP', async () => {
  const server = chatServer(CONVS)
  const device = lossyDevice(server, () => 0.5)
  device.network.sockets = false
  watch(device)
  const { client } = device.tabs()[0]!
  await device.calm(() => client.state().status === 'by-http')
  await client.send('a', 'one')
  await client.send('a', 'two')
  server.say('a', 'three')
  await device.calm(() => newestOf(client.state().threads.get('a')!.log) === 3)
  expect(server.log('a').filter(({ actor }) => actor === ME)).toHaveLength(2)
})

test('of many tabs one holds a socket, and the next takes over when it dies', async () => {
  const server = chatServer(CONVS)
  const device = lossyDevice(server, () => 0.5)
  for (let i = 0; i < 3; i++) watch(device)
  await device.calm(() => device.tabs().every(({ client }) => client.state().status === 'open'))
  expect(device.pipes()).toHaveLength(1)
  const [first, second, third] = device.tabs()
  await second!.client.send('a', 'from a follower')
  device.kill(first!)
  server.say('a', 'seen by all')
  await device.calm(() =>
    [second, third].every((tab) => newestOf(tab!.client.state().threads.get('a')!.log) === 2),
  )
  expect(device.pipes()).toHaveLength(1)
})

test('a flood goes out in order and slower than a gateway refuses', async () => {
  const server = chatServer(CONVS)
  const device = lossyDevice(server, () => 0.5)
  watch(device)
  const { client } = device.tabs()[0]!
  await device.calm(() => client.state().status === 'open')
  const texts = Array.from({ length: 130 }, (_, i) => `word ${i}`)
  for (const text of texts) await client.send('a', text)
  const begun = device.timers.now()
  await device.calm(() => server.log('a').length === texts.length)
  expect(server.log('a').map(({ body }) => body.text)).toEqual(texts)
  expect(device.timers.now() - begun).toBeGreaterThan(3_000)
})
