// A hundred people talk on lines that break, edit and take back, while chat, the gateway, the
// broker and Redis are killed or emptied: every message is there once, and everybody has seen the
// same log.
import { setTimeout as wait } from 'node:timers/promises'
import { newId } from '@pk-auto/kernel/id'
import { killServer, restartServer, wipeRedis } from '@pk-auto/servers/faults'
import type { ServerName } from '@pk-auto/servers/server-urls'
import { resetServers, startServers } from '@pk-auto/servers/start-servers'
import { until } from '@pk-auto/testing/until'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { breachesAtRest } from '../../invariants/check-all.ts'
import { processPlatform, type ProcessPlatform } from '../../processes/processes.ts'
import { openConversations } from './open-conversations.ts'
import { type Link, openLink } from '../faults/random/link.ts'
import { changeOwn, unchanged } from './changes.ts'
import { type Entry, openDevice } from './device.ts'

const CONVERSATIONS = 50
const MESSAGES = inject('long') ? 10_000 : 200
const LIMIT_MS = inject('long') ? 3_000_000 : 540_000
/** Servers of our own: those of the other tests must live. */
const OWN: readonly ServerName[] = ['postgres', 'kafka', 'redis']
const offset = inject('offset') + 6_000

const stack = new AsyncDisposableStack()
let fixture: ProcessPlatform
beforeAll(async () => {
  stack.defer(() => resetServers(offset, OWN))
  const { postgresUrl, kafkaBrokers, redisUrl } = await startServers({ offset, only: OWN })
  fixture = stack.use(
    await processPlatform({ ...inject('servers'), postgresUrl, kafkaBrokers, redisUrl }),
  )
  await Promise.all((['notify', 'identity', 'chat'] as const).map((name) => fixture.start(name)))
})
afterAll(() => stack.disposeAsync())

test(
  `${CONVERSATIONS * 2 * MESSAGES} messages through kills and cuts: none lost or twice, one order`,
  { timeout: LIMIT_MS },
  async () => {
    let gateway = await fixture.startGateway()
    const people = await fixture.visitors(2 * CONVERSATIONS)
    const conversations = stack.use(
      openConversations({
        ports: {
          chat: fixture.env('chat')['GRPC_PORT'],
          identity: fixture.env('identity')['GRPC_PORT'],
        },
        secret: fixture.env('chat')['SERVICE_SECRET'],
      }),
    )
    const gatewayHost = new URL(fixture.gatewayUrl).host
    // One after the other: what is tried here begins when all are open.
    const talks = await Array.fromAsync({ length: CONVERSATIONS }, async (_, i) => {
      const both = [people[2 * i]!, people[2 * i + 1]!] as const
      const id = await conversations.open(both[0], both[1], newId())
      // Whoever writes has a connection of their own, which can break without a goodbye.
      const links = await Promise.all(both.map(() => openLink(gatewayHost)))
      for (const link of links) stack.use(link)
      const devices = both.flatMap((one, who) =>
        [`http://${links[who]!.address}`, fixture.gatewayUrl].map((url) =>
          stack.use(openDevice(url, one, id)),
        ),
      )
      return { id, both, links, devices, writers: [devices[0]!, devices[2]!] }
    })
    const links = talks.flatMap((talk) => talk.links)
    const devices = talks.flatMap((talk) => talk.devices)
    const anyOf = <T>(all: readonly T[]): T => all[Math.trunc(Math.random() * all.length)]!
    for (const { id, writers } of talks)
      for (const [who, writer] of writers.entries())
        for (let n = 0; n < MESSAGES; n += 1) writer.write(`${id} ${who} ${n}`)

    const broken = (link: Link) => {
      link.set('cut')
      link.set('whole')
    }
    let isOver = false
    const cutting = (async () => {
      for (let turn = 0; !isOver; turn += 1, await wait(50))
        if (turn % 2 === 0) anyOf(devices).cut()
        else broken(anyOf(links))
    })()
    const changing = Promise.all(
      talks.map(({ id, both, writers }) => changeOwn(both[0], id, writers[0]!, () => isOver)),
    )
    const left = () => devices.reduce((sum, device) => sum + device.waiting(), 0)
    const all = left()
    const untilLeft = (share: number) =>
      until(`${share} of the messages are left`, async () => left() <= all * share, {
        timeoutMs: LIMIT_MS,
      })
    const kill = async (name: 'chat') => {
      const replaced = await fixture.start(name)
      await replaced.kill()
      await fixture.start(name)
    }
    await untilLeft(0.9)
    await kill('chat')
    await untilLeft(0.7)
    await killServer('kafka', offset)
    await untilLeft(0.5)
    await gateway.kill()
    gateway = await fixture.startGateway()
    await untilLeft(0.4)
    await wipeRedis(offset)
    await restartServer('kafka', offset)
    await untilLeft(0)
    isOver = true
    await cutting
    const changes = await changing
    expect(changes.flat().length).toBeGreaterThan(CONVERSATIONS)

    for (const [i, { id, devices: four }] of talks.entries()) {
      const rows = await fixture.rows<Entry>(
        'chat',
        `select seq::int, type, body from conversation_event
         where conversation_id = $1 order by seq`,
        [id],
      )
      expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, at) => at + 1))
      const messages = rows.filter(({ type }) => type === 'message')
      expect(messages).toHaveLength(2 * MESSAGES)
      const gone = new Set(rows.flatMap(({ type, body }) => (type === 'deleted' ? body.of : [])))
      const there = messages.filter(({ seq }) => !gone.has(seq))
      expect(new Set(there.map(({ body }) => body.text)).size).toBe(there.length)
      expect(unchanged(rows, changes[i]!)).toEqual([])
      // Who saw a message before it was deleted had its words.
      const seenOf = (log: readonly Entry[]) =>
        log.map(({ seq, type, body: { of, text } }) =>
          [seq, type, of, gone.has(of ?? seq) ? '' : text].join(' '),
        )
      for (const { log } of four) {
        await until('the device has the whole log', () => log.length === rows.length, {
          timeoutMs: LIMIT_MS,
        })
        expect(seenOf(log)).toEqual(seenOf(rows))
      }
    }
    await Promise.all(devices.map((device) => device[Symbol.asyncDispose]()))
    expect(await breachesAtRest(fixture.probe, undefined, ['I5', 'I8', 'I12'])).toEqual([])
  },
)
