// The client that people run, on a device with a bad line: its connection breaks, its tab dies with
// what it has in hand, and the next tab begins from what the device has stored.
import { setTimeout as wait } from 'node:timers/promises'
import { addressOf } from '@pk-auto/client-api/address'
import type { Api } from '@pk-auto/client-api/client'
import type { paths } from '@pk-auto/client-api/pwa.gen'
import { newClientId, openSocketAt, timers } from '@pk-auto/client-live/browser/browser-ports'
import { pageBus } from '@pk-auto/client-live/browser/bus'
import { chatApi } from '@pk-auto/client-live/chat-api'
import { startLiveClient } from '@pk-auto/client-live/client/live-client'
import { EMPTY_LOG, holesOf } from '@pk-auto/client-live/core/log'
import type { OpenSocket, Socket, TabMessage } from '@pk-auto/client-live/ports'
import { startHub } from '@pk-auto/client-live/hub/hub'
import { memoryStorage } from '@pk-auto/client-live/storage/memory-storage'
import type { Visitor } from '../../visitor.ts'
import type { Chance } from '../faults/random/seeded.ts'
import { isAnswered } from './changes.ts'
import type { Device, Entry } from './device.ts'

/** So many wait on the device at most; its person writes the next when one of them is numbered. */
const MOST_WAITING = 200
/** A hole as small as this must fill by itself. */
const SMALL_HOLE = 200
const AGAIN_MS = 200

/** The typed client of the gateway, as this person's session. */
const apiOf = (visitor: Visitor): Api<paths> =>
  (async (name: string, call: Parameters<typeof addressOf>[1] & { body?: unknown } = {}) => {
    const { method, url } = addressOf(name, call)
    const named = { 'x-person-id': visitor.personId }
    try {
      const { status, body, retryAfter } = await visitor.call(method, url, call.body, named)
      if (status < 300) return { ok: true, value: body, version: undefined }
      const problem = { code: 'UNKNOWN', ...(body as object | undefined), status }
      return { ok: false, problem: { ...problem, ...(retryAfter > 0 && { retryAfter }) } }
    } catch {
      return { ok: false, problem: { status: 0, code: 'OFFLINE' } }
    }
  }) as Api<paths>

/** `gatewayUrl` is where its sockets go, maybe over a line that fails. */
export function openReferenceDevice(
  gatewayUrl: string,
  visitor: Visitor,
  conv: string,
  chance: Chance,
): Device {
  const { personId: person } = visitor
  const api = chatApi(apiOf(visitor), person, async () => {
    throw new Error('nobody here sends files')
  })
  const storage = memoryStorage()
  const texts: string[] = []
  let begun = 0
  const acknowledged = new Map<string, number>()
  const own = new Set<string>()
  let socket: Socket | undefined
  let tab = openTab()
  /** What its person does, one after the other. */
  let doing = Promise.resolve()

  /** One that dies says nothing to the next: each has a bus of its own. */
  function openTab() {
    const name = newClientId()
    const [bus, hubBus, watching] = [pageBus(name), pageBus(name), pageBus(name)]
    const openSocket: OpenSocket = (...given) => (socket = openSocketAt(gatewayUrl, ...given))
    const common = { person, api, storage, timers }
    const ownClientId = (): string => {
      const id = newClientId()
      own.add(id)
      return id
    }
    watching.listen(numbered)
    const client = startLiveClient({ ...common, tab: name, bus, newClientId: ownClientId })
    const hub = startHub({ ...common, bus: hubBus, chance: () => chance.next(), openSocket })
    client.open(conv)
    return {
      client,
      die() {
        hub.stop()
        client.stop()
        for (const end of [bus, hubBus, watching]) end.close()
      },
    }
  }
  function numbered(message: TabMessage): void {
    if (message.t !== 'frame' || message.frame.t !== 'events') return
    for (const { clientId, seq } of message.frame.events)
      if (clientId !== undefined && own.has(clientId)) acknowledged.set(clientId, seq)
    writeOn()
  }
  function writeOn(): void {
    doing = doing.then(async () => {
      while (begun < texts.length && begun - acknowledged.size < MOST_WAITING) {
        const text = texts[begun++]!
        await tab.client.send(conv, text)
      }
    })
  }
  const held = () => tab.client.state().threads.get(conv)?.log ?? EMPTY_LOG
  const ways: readonly (() => void)[] = [
    () => socket?.close(),
    () => tab.client.connectionLost(),
    () => {
      doing = doing.then(() => {
        tab.die()
        tab = openTab()
      })
    },
  ]
  return {
    get log() {
      const { events } = held()
      const log: Entry[] = []
      for (let next = events.get(1); next; next = events.get(next.seq + 1)) log.push(next)
      return log
    },
    get acknowledged() {
      return [...acknowledged.values()]
    },
    waiting: () => texts.length - acknowledged.size,
    unsent: async () => (await storage.outbox(person)).length + tab.client.state().entries.length,
    write(text) {
      texts.push(text)
      writeOn()
    },
    async change({ of, text }) {
      const { client } = tab
      const answer = await (text === undefined
        ? client.remove(conv, of)
        : client.edit(conv, of, text))
      return isAnswered(answer.ok ? {} : answer)
    },
    cut: () => chance.pick(ways)(),
    async lookBack() {
      const { client } = tab
      const hole = holesOf(held()).findLast(({ from, to }) => to - from >= SMALL_HOLE)
      const found = await (hole ? client.fillHole(conv, hole) : client.fetchOlder(conv))
      if (!found) await wait(AGAIN_MS)
    },
    async [Symbol.asyncDispose]() {
      await doing
      tab.die()
    },
  }
}
