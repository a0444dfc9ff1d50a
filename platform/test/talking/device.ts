// A device on a bad line: it loses its socket again and again, comes back, sends again what was not
// acknowledged and asks for what it has not seen.
import { setTimeout as wait } from 'node:timers/promises'
import { newId } from '@pk-auto/kernel/id'
import type { Visitor } from '../../visitor.ts'
import { type Change, isAnswered } from './changes.ts'
import { socketUrl, type TestFrame, ticketOf } from './test-socket.ts'

export type Entry = {
  readonly seq: number
  readonly type: string
  readonly clientId?: string
  readonly body: { readonly of?: number; readonly text?: string }
}

export type Device = AsyncDisposable & {
  /** What it has of the log, in the order in which it was shown. */
  readonly log: readonly Entry[]
  /** Numbers of its own messages, in the order of the answers. */
  readonly acknowledged: readonly number[]
  /** Written and not acknowledged. */
  waiting(): number
  /** How much it would still send. */
  unsent(): Promise<number>
  /** Sends it, however long that takes. */
  write(text: string): void
  /** Asks once for a change of a message of its own; whether that is answered. */
  change(change: Change): Promise<boolean>
  /** The line breaks now. */
  cut(): void
  /** Its person looks at older messages: reads a part of what it has not read. */
  lookBack(): Promise<void>
}

const WINDOW = 8
const RETRY_MS = 200

/** `gatewayUrl` is where its sockets go, maybe over a line that fails. */
export function openDevice(gatewayUrl: string, visitor: Visitor, conv: string): Device {
  const log: Entry[] = []
  const acknowledged: number[] = []
  const outbox = new Map<string, string>()
  const inFlight = new Set<string>()
  let socket: WebSocket | undefined
  let isOver = false

  const say = (frame: TestFrame) => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(frame))
  }
  const send = () => {
    for (const [clientId, text] of outbox) {
      if (inFlight.size >= WINDOW || pause) return
      if (inFlight.has(clientId)) continue
      inFlight.add(clientId)
      say({ t: 'send', conv, clientId, kind: 'text', text })
    }
  }
  let pause: NodeJS.Timeout | undefined
  const again = () => {
    pause = undefined
    inFlight.clear()
    send()
  }
  const have = () => log.at(-1)?.seq ?? 0
  const take = (frame: TestFrame) => {
    const clientId = String(frame['clientId'])
    if (frame.t === 'ack') {
      inFlight.delete(clientId)
      if (outbox.delete(clientId)) acknowledged.push(Number(frame['seq']))
      send()
    }
    // Not now: the whole window goes again, a little later.
    if (frame.t === 'nack' && !pause)
      pause = setTimeout(again, RETRY_MS + Number(frame['retryAfterMs'] ?? 1_000))
    if (frame.t === 'resync' || (frame.t === 'events' && frame['more'] === true))
      queueMicrotask(() => say({ t: 'sub', conv, have: have() }))
    if (frame.t !== 'events') return
    for (const entry of frame['events'] as Entry[]) if (entry.seq === have() + 1) log.push(entry)
  }
  const connect = async (): Promise<void> => {
    while (!isOver) {
      try {
        const opened = new WebSocket(socketUrl(gatewayUrl, await ticketOf(visitor)))
        const closed = new Promise((resolve) => opened.addEventListener('close', resolve))
        opened.addEventListener('error', () => undefined)
        opened.addEventListener('message', ({ data }) =>
          take(JSON.parse(String(data)) as TestFrame),
        )
        opened.addEventListener('open', () => {
          socket = opened
          inFlight.clear()
          say({ t: 'hello' })
          say({ t: 'sub', conv, have: have() })
          send()
        })
        await closed
      } catch {
        // Nobody answers; it comes again.
      }
      if (!isOver) await wait(RETRY_MS * Math.random())
    }
  }
  const connected = connect()
  return {
    ...{ log, acknowledged },
    waiting: () => outbox.size,
    unsent: async () => outbox.size,
    write(text) {
      outbox.set(newId(), text)
      send()
    },
    async change({ of, text }) {
      const path = `/api/v1/chat/conversations/${conv}/messages/${of}`
      const asked =
        text === undefined ? visitor.call('DELETE', path) : visitor.call('PATCH', path, { text })
      const answer = await asked.catch(() => ({ status: 0, body: { code: 'OFFLINE' } }))
      return isAnswered(answer.status === 0 || answer.status >= 300 ? answer.body : {})
    },
    cut: () => socket?.close(),
    // What comes is in order, from the first on.
    lookBack: () => wait(RETRY_MS),
    async [Symbol.asyncDispose]() {
      isOver = true
      socket?.close()
      await connected
    },
  }
}
