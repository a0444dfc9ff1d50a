// One socket, for as long as it is wanted: ticket, socket, hello, heartbeats, and again after every
// break.
import { backoff } from '../core/backoff.ts'
import { type Incoming, type Outgoing, readFrame } from '../frames.ts'
import type { Cursor, OpenSocket, Outcome, Socket, Timers } from '../ports.ts'
import { isSignedOut } from './temporary.ts'

const PING_MS = 20_000
const DEAD_MS = 45_000
const HELLO_MS = 10_000
/** So many sockets in a row that never open mean that something on the way refuses sockets. */
const REFUSED_TRIES = 3

export type ConnectionState = 'closed' | 'connecting' | 'open' | 'refused' | 'signed-out'
export type ConnectionDeps = {
  readonly ticket: () => Promise<Outcome<{ readonly ticket: string }>>
  readonly openSocket: OpenSocket
  readonly timers: Timers
  readonly chance: () => number
  readonly cursor: () => Cursor | undefined
  readonly onState: (state: ConnectionState) => void
  readonly onFrame: (frame: Incoming) => void
}
export type Connection = {
  /** Wanted from now on. Idempotent. */
  open(): void
  /** No longer wanted. Idempotent. */
  close(): void
  /** Tries at once: the connection is back, or a person looks. */
  wake(): void
  /** Gives this socket up and takes another. */
  restart(): void
  /** False when there is no open socket. */
  send(frame: Outgoing): boolean
}

export const createConnection = (deps: ConnectionDeps): Connection => {
  const { timers } = deps
  let wanted = false
  let state: ConnectionState = 'closed'
  let socket: Socket | undefined
  // Of the latest try: whatever an older one still reports is not for us.
  let round = 0
  let attempt = 0
  let refusals = 0
  let alarms: (() => void)[] = []

  const become = (next: ConnectionState): void => {
    if (next === state) return
    state = next
    deps.onState(next)
  }
  const quiet = (): void => {
    cancelDeath()
    for (const cancel of alarms) cancel()
    alarms = []
  }
  const alarm = (ms: number, call: () => void): void => void alarms.push(timers.after(ms, call))
  const drop = (): void => {
    round++
    quiet()
    const old = socket
    socket = undefined
    old?.close()
  }
  const retry = (afterMs = backoff(attempt++, deps.chance())): void => {
    drop()
    if (!wanted) return become('closed')
    become(refusals >= REFUSED_TRIES ? 'refused' : 'connecting')
    alarm(afterMs, () => void connect())
  }
  const transmit = (frame: Outgoing): void => socket?.send(JSON.stringify(frame))

  const beat = (): void => {
    alarm(PING_MS, () => {
      transmit({ t: 'ping' })
      beat()
    })
  }
  /** Whatever comes shows that the socket lives. */
  const alive = (): void => {
    cancelDeath()
    cancelDeath = timers.after(DEAD_MS, () => retry())
  }
  let cancelDeath = (): void => undefined

  const receive = (data: unknown): void => {
    alive()
    const frame = readFrame(data)
    if (!frame || frame.t === 'pong') return
    if (frame.t === 'ping') return transmit({ t: 'pong' })
    if (frame.t === 'goaway')
      return alarm(frame.inMs, () => {
        attempt = 0
        retry(0)
      })
    if (frame.t === 'hello' && state !== 'open') {
      quiet()
      attempt = 0
      refusals = 0
      alive()
      beat()
      become('open')
    }
    deps.onFrame(frame)
  }

  const connect = async (): Promise<void> => {
    drop()
    const mine = round
    const answer = await deps.ticket()
    if (mine !== round || !wanted) return
    if (!answer.ok) {
      if (isSignedOut(answer)) {
        wanted = false
        return become('signed-out')
      }
      return retry(answer.retryAfterMs)
    }
    let opened = false
    const guarded =
      <A extends unknown[]>(call: (...given: A) => void) =>
      (...given: A): void => {
        if (mine === round) call(...given)
      }
    alarm(
      HELLO_MS,
      guarded(() => {
        if (!opened) refusals++
        retry()
      }),
    )
    socket = deps.openSocket(answer.value.ticket, {
      opened: guarded(() => {
        opened = true
        const cursor = deps.cursor()
        transmit({ t: 'hello', ...cursor })
      }),
      received: guarded(receive),
      closed: guarded(() => {
        if (!opened) refusals++
        retry()
      }),
    })
  }

  return {
    open() {
      if (wanted) return
      wanted = true
      become('connecting')
      void connect()
    },
    close() {
      wanted = false
      drop()
      become('closed')
    },
    wake() {
      if (!wanted || state === 'open') return
      attempt = 0
      void connect()
    },
    restart() {
      if (wanted) retry(0)
    },
    send(frame) {
      if (state !== 'open' || !socket) return false
      transmit(frame)
      return true
    },
  }
}
