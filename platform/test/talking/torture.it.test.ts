// A hundred people talk on lines that break, edit and take back, while chat, the gateway, the
// broker and Redis are killed or emptied: every message is there once, and everybody has seen the
// same log. In some conversations, with --long in all, half of the devices run the client that
// people run (clients/live); the others are small ones of their own. FAULT_SEED=<n> repeats the
// faults of one run.
import { setTimeout as wait } from 'node:timers/promises'
import { newId } from '@pk-auto/kernel/id'
import { killServer, restartServer, wipeRedis } from '@pk-auto/servers/faults'
import type { ServerName } from '@pk-auto/servers/server-urls'
import { resetServers, startServers } from '@pk-auto/servers/start-servers'
import type { ServiceProcess } from '@pk-auto/testing/process'
import { until } from '@pk-auto/testing/until'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { breachesAtRest } from '../../invariants/check-all.ts'
import { processPlatform, type ProcessPlatform } from '../../processes/processes.ts'
import type { Visitor } from '../../visitor.ts'
import { openConversations } from './open-conversations.ts'
import { type Link, openLink } from '../faults/random/link.ts'
import { chanceOf } from '../faults/random/seeded.ts'
import { changeOwn, unchanged } from './changes.ts'
import { type Entry, openDevice } from './device.ts'
import { type Fault, faultsOf } from './faults-of-talk.ts'
import { openReferenceDevice } from './reference-device.ts'

const CONVERSATIONS = 50
const LONG = inject('long')
/** The reference client waits longer after a refusal: of all conversations it takes minutes. */
const WITH_REFERENCE = LONG ? CONVERSATIONS : 10
const OF_BOTH = LONG ? 20_000 : 400
/** Of the first writer, the reference client where there is one, and of the second. */
const messagesOf = (i: number): readonly number[] => {
  const first = OF_BOTH / (LONG || i >= WITH_REFERENCE ? 2 : 4)
  return [first, OF_BOTH - first]
}
const ALL = CONVERSATIONS * OF_BOTH
const LIMIT_MS = LONG ? 3_000_000 : 540_000
const ROUNDS_OF_FAULTS = LONG ? 5 : 2
const GIVEN = process.env['FAULT_SEED']
/** Another one each night. */
const SEED = GIVEN === undefined ? (LONG ? Math.trunc(Math.random() * 1e9) : 1) : Number(GIVEN)
/** A line is cut once in so many messages, no more often than this, and always after a while. */
const [EACH_CUT, CUT_MS, STILL_MS] = [25, 50, 500]
/** Servers of our own: those of the other tests must live. */
const OWN: readonly ServerName[] = ['postgres', 'kafka', 'redis']
const offset = inject('offset') + 6_000

const stack = new AsyncDisposableStack()
let fixture: ProcessPlatform
let chat: ServiceProcess | undefined
beforeAll(async () => {
  stack.defer(() => resetServers(offset, OWN))
  const { postgresUrl, kafkaBrokers, redisUrl } = await startServers({ offset, only: OWN })
  fixture = stack.use(
    await processPlatform({ ...inject('servers'), postgresUrl, kafkaBrokers, redisUrl }),
  )
  const [started] = await Promise.all(
    (['chat', 'notify', 'identity'] as const).map((name) => fixture.start(name)),
  )
  chat = started
})
afterAll(() => stack.disposeAsync())

test(
  `${ALL} messages through kills and cuts: none lost or twice, one order (seed ${SEED})`,
  { timeout: LIMIT_MS },
  async () => {
    const chance = chanceOf(SEED + 1)
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
      const lines = links.map(({ address }) => `http://${address}`)
      const open = (url: string, who: Visitor) =>
        stack.use(
          i < WITH_REFERENCE ? openReferenceDevice(url, who, id, chance) : openDevice(url, who, id),
        )
      const writers = [
        open(lines[0]!, both[0]),
        stack.use(openDevice(lines[1]!, both[1], id)),
      ] as const
      const readers = [
        stack.use(openDevice(fixture.gatewayUrl, both[0], id)),
        open(fixture.gatewayUrl, both[1]),
      ] as const
      return { id, links, devices: [...writers, ...readers], writers }
    })
    const links = talks.flatMap((talk) => talk.links)
    const devices = talks.flatMap((talk) => talk.devices)
    for (const [i, { id, writers }] of talks.entries())
      for (const [who, count] of messagesOf(i).entries())
        for (let n = 0; n < count; n += 1) writers[who]!.write(`${id} ${who} ${n}`)

    const broken = (link: Link) => {
      link.set('cut')
      link.set('whole')
    }
    let isOver = false
    const left = () => devices.reduce((sum, device) => sum + device.waiting(), 0)
    const cutting = (async () => {
      let before = left()
      for (let turn = 0; !isOver; turn += 1) {
        // As many as there are messages, so that a slow machine gets anything through at all.
        for (let ms = 0; ms < CUT_MS || (ms < STILL_MS && before - left() < EACH_CUT); ms += CUT_MS)
          await wait(CUT_MS)
        before = left()
        if (turn % 2 === 0) chance.pick(devices).cut()
        else broken(chance.pick(links))
      }
    })()
    const changing = Promise.all(
      talks.flatMap(({ id, writers }) =>
        writers.map((writer) => changeOwn(id, writer, () => isOver)),
      ),
    )
    const untilLeft = (share: number) =>
      until(`${share} of the messages are left`, async () => left() <= ALL * share, {
        timeoutMs: LIMIT_MS,
      })
    const inflict: Readonly<Record<Fault, () => Promise<unknown>>> = {
      async chat() {
        await chat?.kill()
        chat = await fixture.start('chat')
      },
      async gateway() {
        await gateway.kill()
        gateway = await fixture.startGateway()
      },
      broker: () => killServer('kafka', offset),
      'broker back': () => restartServer('kafka', offset),
      'redis empty': () => wipeRedis(offset),
    }
    for (const { share, fault } of faultsOf(chanceOf(SEED), ROUNDS_OF_FAULTS)) {
      await untilLeft(share)
      await inflict[fault]()
    }
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
      expect(messages).toHaveLength(OF_BOTH)
      const gone = new Set(rows.flatMap(({ type, body }) => (type === 'deleted' ? body.of : [])))
      const there = messages.filter(({ seq }) => !gone.has(seq))
      expect(new Set(there.map(({ body }) => body.text)).size).toBe(there.length)
      // The client that people run sends in the order of its writer.
      const byReference = there.flatMap(({ body }) => {
        const [, who, n] = body.text!.split(' ')
        return who === '0' ? Number(n) : []
      })
      if (i < WITH_REFERENCE) expect(byReference).toEqual(byReference.toSorted((a, b) => a - b))
      expect(unchanged(rows, changes.slice(2 * i, 2 * i + 2).flat())).toEqual([])
      // Who saw a message before it was deleted had its words.
      const seenOf = (log: readonly Entry[]) =>
        log.map(({ seq, type, body: { of, text } }) =>
          [seq, type, of, gone.has(of ?? seq) ? '' : text].join(' '),
        )
      for (const device of four) {
        await until(
          'the device has the whole log',
          async () => {
            const isWhole = device.log.length === rows.length
            if (!isWhole) await device.lookBack()
            return isWhole
          },
          { timeoutMs: LIMIT_MS },
        )
        expect(seenOf(device.log)).toEqual(seenOf(rows))
        expect(await device.unsent()).toBe(0)
      }
    }
    await Promise.all(devices.map((device) => device[Symbol.asyncDispose]()))
    expect(await breachesAtRest(fixture.probe, undefined, ['I5', 'I8', 'I12'])).toEqual([])
  },
)
