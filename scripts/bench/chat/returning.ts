// A person's device that comes back by itself, on the connection of the reference client: a new
// ticket after every break, and the log from where it has got.
import { type ConnectionState, createConnection } from '@pk-auto/client-live/hub/connection'
import { WebSocket } from 'ws'
import { type Seen, socketUrl, ticketOf } from './line.ts'
import type { Talker } from './people.ts'

export type Returning = {
  /** The ids of the log, in the order of its numbers; never across a hole. */
  readonly log: readonly string[]
  /** Events that came once more, or ahead of their turn. */
  readonly repeats: () => number
  /** Sockets that were greeted so far. */
  readonly greetings: () => number
  stop(): void
}

const timers = {
  now: () => Date.now(),
  after(ms: number, call: () => void) {
    const timer = setTimeout(call, ms)
    return () => clearTimeout(timer)
  },
}

export function openReturning(url: string, talker: Talker, conv: string): Returning {
  const log: string[] = []
  let [repeats, greetings] = [0, 0]
  const follow = () => void connection.send({ t: 'sub', conv, have: log.length })
  const take = (events: readonly Partial<Seen>[]) => {
    for (const { seq = 0, clientId = '' } of events)
      if (seq === log.length + 1) log.push(clientId)
      else repeats += 1
    if (events.some(({ seq = 0 }) => seq > log.length)) follow()
  }
  const connection = createConnection({
    ticket: () =>
      ticketOf(url, talker).then(
        (ticket) => ({ ok: true, value: { ticket } }),
        () => ({ ok: false, status: 0, code: 'OFFLINE' }),
      ),
    openSocket(ticket, { opened, received, closed }) {
      const socket = new WebSocket(socketUrl(url, ticket), { perMessageDeflate: false })
      socket.on('open', opened)
      socket.on('message', (data: Buffer) => received(data.toString()))
      // What went wrong is followed by the end of the socket.
      socket.on('error', () => undefined)
      socket.on('close', closed)
      return { send: (text) => socket.send(text), close: () => socket.close() }
    },
    ...{ timers, chance: Math.random, cursor: () => undefined },
    onState(state: ConnectionState) {
      if (state !== 'open') return
      greetings += 1
      // The connection takes frames from now on.
      queueMicrotask(follow)
    },
    onFrame(frame) {
      if (frame.t === 'events' && frame.conv === conv) {
        take(frame.events)
        if (frame.more) follow()
      }
      if (frame.t === 'resync') follow()
    },
  })
  connection.open()
  return {
    ...{ log, repeats: () => repeats, greetings: () => greetings },
    stop: () => connection.close(),
  }
}
