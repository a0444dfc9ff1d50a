// Sockets on an HTTP server: who may open one, frames as JSON, heartbeats, and a stop that tells
// everybody when to come back.
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { loggerFor } from '@pk-auto/telemetry/logger'
import { metricsFor } from '@pk-auto/telemetry/metrics'
import { type RawData, WebSocket, WebSocketServer } from 'ws'
import { SendQueue } from './send-queue.ts'

export type LiveSocket = {
  send(frame: object): void
  /** As RFC 6455 closes: 1012 restart, 4401 the session is over. */
  close(code: number, reason: string): void
}

/** What stands behind one open socket. */
export type SocketHandler = {
  /** One JSON object of at most 64 kB; undefined for what is none. */
  frame(frame: Readonly<Record<string, unknown>> | undefined): void
  /** What waited for a slow reader was dropped. */
  overflowed(): void
  closed(): void
}

export type SocketServerSettings<Holder> = {
  readonly service: string
  readonly server: Server
  readonly path: string
  /** Origins of pages that may open one; without an Origin comes an app. */
  readonly origins: readonly string[]
  /** Undefined: the ticket is good for nothing. */
  readonly redeem: (ticket: string) => Promise<Holder | undefined>
  readonly opened: (holder: Holder, socket: LiveSocket) => SocketHandler
  /** Everybody is told to come back at a moment of their own within this time. Default: 10 s. */
  readonly goawayMs?: number
}

export type SocketServer = {
  /** Open sockets. */
  count(): number
  /** Tells everybody to go, waits until they have gone; who stays is closed. */
  drain(): Promise<void>
}

const MOST_BYTES = 64 * 1024
/** A peer that has not answered within one beat is gone. */
const BEAT_MS = 25_000
const GOAWAY_MS = 10_000
const RESTART = 1012

/** One open socket: a class with listeners shared by all, since there are ten thousands of them. */
class Connection implements LiveSocket {
  handler!: SocketHandler
  readonly #socket: WebSocket
  readonly #raw: Duplex
  readonly #queue: SendQueue
  #alive = true
  #corked = false

  constructor(socket: WebSocket, raw: Duplex) {
    this.#socket = socket
    this.#raw = raw
    this.#queue = new SendQueue(socket, this)
  }

  send(frame: object): void {
    this.#together()
    this.#queue.send(JSON.stringify(frame))
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason)
  }

  overflowed(): void {
    this.handler.overflowed()
  }

  lives(): void {
    this.#alive = true
  }

  /** False when nothing has come since the last beat. */
  beat(): boolean {
    const lived = this.#alive
    this.#alive = false
    return lived
  }

  /** Frames of one moment leave in one write to the system: writing costs more than they do. */
  #together(): void {
    if (this.#corked) return
    this.#corked = true
    this.#raw.cork()
    process.nextTick(uncork, this)
  }

  uncork(): void {
    this.#corked = false
    this.#raw.uncork()
  }
}

const uncork = (connection: Connection): void => connection.uncork()

class OpenWebSocket extends WebSocket {
  connection: Connection | undefined
}

const connectionOf = (socket: WebSocket): Connection | undefined =>
  (socket as OpenWebSocket).connection

function onPong(this: WebSocket): void {
  connectionOf(this)?.lives()
}

function onMessage(this: WebSocket, data: RawData, isBinary: boolean): void {
  connectionOf(this)?.lives()
  connectionOf(this)?.handler.frame(isBinary ? undefined : objectIn(data as Buffer))
}

function onClose(this: WebSocket): void {
  connectionOf(this)?.handler.closed()
}

function destroyed(this: Duplex): void {
  this.destroy()
}

export function socketServer<Holder>(settings: SocketServerSettings<Holder>): SocketServer {
  const { service, server, path, origins, redeem, opened } = settings
  const log = loggerFor(service)
  const sockets = new WebSocketServer({
    ...{ noServer: true, maxPayload: MOST_BYTES, perMessageDeflate: false, clientTracking: true },
    WebSocket: OpenWebSocket,
  })
  const failed = (error: Error) => log.info({ event: 'live.socket_error', error })
  const metrics = metricsFor(service)
  const openSockets = metrics.gauge('live_sockets', () => sockets.clients.size)
  let draining = false

  const upgrade = async (request: IncomingMessage, raw: Duplex, head: Buffer): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://socket')
    const { origin } = request.headers
    if (url.pathname !== path) return refuse(raw, 404)
    if (origin !== undefined && !origins.includes(origin)) return refuse(raw, 403)
    if (draining) return refuse(raw, 503)
    const holder = await redeem(url.searchParams.get('ticket') ?? '')
    if (holder === undefined) return refuse(raw, 401)
    // It may have begun meanwhile, and tells only those who are open by then.
    if (draining) return refuse(raw, 503)
    sockets.handleUpgrade(request, raw, head, (socket) => {
      const connection = new Connection(socket, raw)
      socket.connection = connection
      connection.handler = opened(holder, connection)
      socket.on('pong', onPong).on('message', onMessage).on('close', onClose)
      // A frame that is too large, or is no text: the library closes the socket with its code.
      socket.on('error', failed)
    })
  }
  server.on('upgrade', (request: IncomingMessage, raw: Duplex, head: Buffer) => {
    raw.on('error', destroyed)
    upgrade(request, raw, head).catch((error: unknown) => {
      log.warn({ event: 'live.upgrade_failed', error })
      refuse(raw, 503)
    })
  })
  const beat = setInterval(() => {
    for (const socket of sockets.clients)
      if (connectionOf(socket)?.beat() === false) socket.terminate()
      else socket.ping()
  }, BEAT_MS)

  return {
    count: () => sockets.clients.size,
    async drain() {
      draining = true
      clearInterval(beat)
      const longest = settings.goawayMs ?? GOAWAY_MS
      const leave = async (socket: WebSocket) => {
        const inMs = Math.floor(Math.random() * longest)
        const gone = new Promise((resolve) => socket.once('close', resolve))
        socket.send(JSON.stringify({ t: 'goaway', inMs }))
        const timer = setTimeout(() => socket.close(RESTART, 'restart'), inMs)
        const end = setTimeout(() => socket.terminate(), longest + CLOSING_MS)
        await gone
        clearTimeout(timer)
        clearTimeout(end)
      }
      await Promise.all([...sockets.clients].map(leave))
      openSockets[Symbol.dispose]()
    },
  }
}

/** For the close handshake. */
const CLOSING_MS = 1_000

const REASONS: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  503: 'Service Unavailable',
}

function refuse(raw: Duplex, status: number): void {
  raw.end(`HTTP/1.1 ${status} ${REASONS[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

function objectIn(data: Buffer): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(data.toString())
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : undefined
  } catch {
    return undefined
  }
}
