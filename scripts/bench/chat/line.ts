// One person's line to a server: the platform's socket, a Socket.IO client, or a bare WebSocket.
import { newAddress } from '@pk-auto/platform/processes/processes'
import { io } from 'socket.io-client'
import { WebSocket } from 'ws'
import type { Talker } from './people.ts'

export type Seen = { readonly seq: number; readonly clientId: string }
export type Line = {
  send(clientId: string, text: string): void
  close(): void
}
export type Side = 'ours' | 'peer' | 'limit'
export type LineOrder = {
  readonly url: string
  readonly talker: Talker
  readonly conv: string
  /** How far this person has got. */
  readonly have: number
  readonly seen: (events: readonly Seen[]) => void
  /** A refusal, or the end of a socket that nobody closed. */
  readonly failed: (what: string) => void
}

/** As an app asks for it. @throws Error for any answer but 200 */
export async function ticketOf(url: string, { accessToken }: Talker): Promise<string> {
  const answer = await fetch(`${url}/api/v1/live/ticket`, {
    method: 'POST',
    headers: { authorization: `Bearer ${accessToken}`, 'x-client': 'app', ...newAddress() },
  })
  if (!answer.ok) throw new Error(`a ticket: ${answer.status} ${await answer.text()}`)
  return ((await answer.json()) as { ticket: string }).ticket
}

export const socketUrl = (url: string, ticket: string): string =>
  `${url.replace(/^http/, 'ws')}/live?ticket=${encodeURIComponent(ticket)}`

const RETRY_MS = 200
const TEMPORARY = new Set(['RATE_LIMITED', 'DEADLINE_EXCEEDED', 'UNAVAILABLE', 'INTERNAL'])

type Frame = Readonly<Record<string, unknown>> & { readonly t: string }

/** Resolves when the server has greeted; by then it knows what is followed. */
function wsLine(address: string, { conv, have, seen, failed }: LineOrder): Promise<Line> {
  const { promise, resolve, reject } = Promise.withResolvers<Line>()
  const socket = new WebSocket(address, { perMessageDeflate: false })
  const say = (frame: Frame) => socket.send(JSON.stringify(frame))
  const unacknowledged = new Map<string, string>()
  let isOver = false
  const line: Line = {
    send(clientId, text) {
      unacknowledged.set(clientId, text)
      say({ t: 'send', conv, clientId, kind: 'text', text })
    },
    close() {
      isOver = true
      socket.close()
    },
  }
  socket.on('open', () => {
    say({ t: 'sub', conv, have })
    say({ t: 'hello' })
  })
  socket.on('error', reject)
  socket.on('close', (code) => isOver || failed(`a socket was closed with ${code}`))
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as Frame
    if (frame.t === 'hello') resolve(line)
    if (frame.t === 'events') seen(frame['events'] as Seen[])
    const clientId = String(frame['clientId'])
    if (frame.t === 'ack') unacknowledged.delete(clientId)
    const text = unacknowledged.get(clientId)
    // A server that is busy says so, and the message comes again, as the protocol has it.
    if (frame.t === 'nack' && text !== undefined && TEMPORARY.has(String(frame['code'])))
      setTimeout(() => line.send(clientId, text), Number(frame['retryAfterMs'] ?? RETRY_MS))
    else if (frame.t === 'nack' || frame.t === 'resync') failed(data.toString())
  })
  return promise
}

function peerLine({ url, talker, conv, seen, failed }: LineOrder): Promise<Line> {
  const { promise, resolve, reject } = Promise.withResolvers<Line>()
  const socket = io(url, {
    ...{ transports: ['websocket'], forceNew: true, reconnection: false },
    auth: { personId: talker.personId, conv },
  })
  socket.on('connect_error', reject)
  socket.on('disconnect', (reason) => reason === 'io client disconnect' || failed(reason))
  socket.on('events', ({ events }: { events: Seen[] }) => seen(events))
  socket.on('ready', () =>
    resolve({
      send: (clientId, text) =>
        socket.emit('send', { conv, clientId, text }, (answer: { code?: string }) => {
          if (answer.code !== undefined) failed(answer.code)
        }),
      close: () => void socket.disconnect(),
    }),
  )
  return promise
}

export async function openLine(side: Side, order: LineOrder): Promise<Line> {
  if (side === 'peer') return peerLine(order)
  if (side === 'limit') return wsLine(order.url, order)
  return wsLine(socketUrl(order.url, await ticketOf(order.url, order.talker)), order)
}
