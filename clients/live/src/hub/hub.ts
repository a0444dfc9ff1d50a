// What the one tab that holds the connection does for all tabs of its person: the socket, the
// outbox, the list, and who looks at what.
import { backoff } from '../core/backoff.ts'
import { bodyOf } from '../core/content.ts'
import type { Entry } from '../core/outbox.ts'
import type { Badges, ChatEvent, Incoming, Outgoing } from '../frames.ts'
import type {
  Bus,
  ChatApi,
  ClientStatus,
  OpenSocket,
  Storage,
  TabMessage,
  Timers,
} from '../ports.ts'
import { type ConnectionState, createConnection } from './connection.ts'
import { createListSync } from './list-sync.ts'
import { createMarks } from './marks.ts'
import { createRecent } from './recent.ts'
import { createSender } from './sender.ts'
import { createSubscriptions, type Here } from './subscriptions.ts'
import { isTemporaryCode } from './temporary.ts'
import { createUploads } from './uploads.ts'
import { createWatching } from './watching.ts'

/** Nobody has looked for so long: the socket is closed until somebody does. */
const HIDDEN_MS = 300_000
const LOOK_MS = 30_000
const POLL_MS = 10_000

export type HubDeps = {
  readonly person: string
  readonly api: ChatApi
  readonly storage: Storage
  readonly bus: Bus
  readonly timers: Timers
  readonly chance: () => number
  readonly openSocket: OpenSocket
}
type Nack = Extract<Incoming, { t: 'nack' }>
const STATUS: Readonly<Record<ConnectionState, ClientStatus>> = {
  closed: 'connecting',
  connecting: 'connecting',
  open: 'open',
  refused: 'by-http',
  'signed-out': 'signed-out',
}

/** Runs until it is stopped; stopping loses nothing, for the next one begins from storage. */
export const startHub = (deps: HubDeps): { readonly stop: () => void } => {
  const { person, api, storage, bus, timers, chance } = deps
  let status: ClientStatus = 'connecting'
  let stopped = false
  let badges: Badges = {}
  let seenAt = timers.now()
  const alarms = new Map<string, () => void>()

  const alarm = (name: string, ms: number, call: () => void): void => {
    alarms.get(name)?.()
    alarms.set(name, timers.after(ms, call))
  }
  const transmit = (frame: Outgoing): boolean => connection.send(frame)
  const broadcast = (frame: Incoming): void => bus.post({ t: 'frame', frame })

  const subscriptions = createSubscriptions(transmit, () => timers.now())
  const watching = createWatching(transmit)
  const watch = (): void => watching.look(subscriptions.open(), list.rows())
  const marks = createMarks({
    transmit,
    byHttp: () =>
      status === 'by-http' ? async (conv, seq) => (await api.read(conv, seq)).ok : undefined,
  })
  const recent = createRecent({
    ...{ person, storage, api },
    isOpen: subscriptions.has,
    onDelivered: (conv, seq) => marks.add('delivered', conv, seq),
  })
  const list = createListSync({
    ...{ person, storage, api },
    onRestored() {
      marks.anew()
      recent.anew()
    },
    onRows(rows, anew, epoch) {
      bus.post({ t: 'rows', rows, ...(anew ? { anew } : {}), ...(epoch ? { epoch } : {}) })
      for (const { id, readSeq } of rows) marks.arrived(id, readSeq)
      recent.rows(rows)
      watch()
    },
  })
  const sender = createSender({
    ...{ api, timers, chance, transmit },
    route: () => (status === 'open' ? 'socket' : status === 'by-http' ? 'http' : 'none'),
    onSent: (entry, seq, at) => void numbered(entry, seq, at),
    onFailed: (entry) => void shown(entry),
    onSignedOut: signedOut,
    onSilence: () => connection.restart(),
  })
  const uploads = createUploads({
    ...{ api, timers, chance },
    isOnline: () => status === 'open' || status === 'by-http',
    onProgress: (clientId, fraction) => bus.post({ t: 'progress', clientId, fraction }),
    onUploaded: (entry) => void uploaded(entry),
    onFailed: (entry) => void shown(entry),
  })
  const connection = createConnection({
    ...{ timers, chance, openSocket: deps.openSocket },
    ticket: () => api.ticket(),
    cursor: list.cursor,
    onState: (state) => becomes(STATUS[state]),
    onFrame: receive,
  })

  const refresh = (): void =>
    void list.catchUp().then((done) => {
      if (!done && status === 'open') alarm('list', 1_000 + backoff(2, chance()), refresh)
    })
  /** What has become of a message that waits. */
  async function shown(entry: Entry): Promise<void> {
    bus.post({ t: 'entry', entry })
    await storage.putEntry(person, entry)
  }
  async function uploaded(entry: Entry): Promise<void> {
    await shown(entry)
    sender.adopt([entry])
  }
  /** Into the log first, out of the outbox second: a death between sends it again, to no effect. */
  async function numbered(entry: Entry, seq: number, at: string) {
    const { conv, clientId } = entry
    const body = bodyOf(entry)
    const event: ChatEvent = { seq, type: 'message', actor: person, clientId, at, body }
    broadcast({ t: 'events', conv, events: [event], more: false })
    await storage.putEvents(person, conv, [event]).catch(() => undefined)
    await storage.removeEntry(person, clientId)
  }
  function becomes(next: ClientStatus): void {
    status = next
    subscriptions.lineChanged()
    watching.lineChanged()
    marks.lineChanged()
    // Tabs answer by what they look at and what they have.
    bus.post({ t: 'status', status })
    sender.lineChanged()
    uploads.lineChanged()
    if (next === 'open' || next === 'by-http') marks.flush()
    if (next === 'by-http') {
      refresh()
      poll()
    }
  }
  function signedOut(): void {
    connection.close()
    becomes('signed-out')
  }
  function markRefused({ conv, ...refusal }: Nack): void {
    if (conv === undefined || !isTemporaryCode(refusal)) return
    marks.refused(conv)
    const { retryAfterMs = 1_000 } = refusal
    alarm('marks', retryAfterMs + backoff(2, chance()), () => marks.flush())
  }
  function poll(): void {
    alarm('poll', POLL_MS + backoff(2, chance()), () => {
      if (status !== 'by-http') return
      refresh()
      marks.flush()
      poll()
    })
  }
  function receive(frame: Incoming): void {
    switch (frame.t) {
      case 'hello': {
        // What changed since our place in the list comes by itself, if the server starts from it.
        const cursor = list.cursor()
        if (cursor?.epoch !== frame.epoch || frame.feedSeq > cursor.feedSeq) refresh()
        return
      }
      case 'ack':
        return sender.acknowledged(frame)
      case 'nack':
        return frame.clientId === undefined ? markRefused(frame) : sender.refused(frame)
      case 'conv': {
        const { t: _, ...row } = frame
        return void list.received(row)
      }
      case 'receipt':
        return void list.receipt(frame.conv, frame.person, frame.readSeq, frame.deliveredSeq)
      case 'resync':
        subscriptions.resync(frame.conv)
        return bus.post({ t: 'status', status })
      case 'badges': {
        const { t: _, ...named } = frame
        badges = { ...badges, ...named }
        return broadcast(frame)
      }
      case 'events': {
        broadcast(frame)
        // The server gives the next page when it is asked for.
        const last = frame.events.at(-1)?.seq
        if (frame.more && last !== undefined && subscriptions.has(frame.conv))
          transmit({ t: 'sub', conv: frame.conv, have: last })
        for (const { actor, clientId, seq, at } of frame.events)
          if (actor === person && clientId !== undefined) sender.seen(clientId, seq, at)
        const theirs = frame.events.filter(({ actor }) => actor !== person).at(-1)
        if (theirs) marks.add('delivered', frame.conv, theirs.seq)
        return
      }
      default:
        return broadcast(frame)
    }
  }

  const look = (): void => {
    if (subscriptions.anyVisible() || sender.entries().some(({ failed }) => !failed))
      seenAt = timers.now()
    else if (timers.now() - seenAt >= HIDDEN_MS) connection.close()
    alarm('look', LOOK_MS, look)
  }
  const adopt = (entries: readonly Entry[]): void => {
    sender.adopt(entries)
    // With what is already known of their uploads.
    const known = new Map(sender.entries().map((entry) => [entry.clientId, entry]))
    uploads.adopt(entries.map((entry) => known.get(entry.clientId) ?? entry))
  }
  const remove = (clientId: string): void => {
    uploads.remove(clientId)
    sender.remove(clientId)
  }
  const here = (message: Here): void => {
    if (subscriptions.here(message)) {
      bus.post({ t: 'status', status })
      broadcast({ t: 'badges', ...badges })
      const cursor = list.cursor()
      if (cursor) bus.post({ t: 'rows', rows: [...list.rows().values()], epoch: cursor.epoch })
    }
    watch()
    adopt(message.entries)
    if (!message.visible) return
    seenAt = timers.now()
    if (status !== 'signed-out') connection.open()
  }
  const listen = (message: TabMessage): void => {
    if (message.t === 'here') return here(message)
    if (message.t === 'bye') {
      subscriptions.bye(message.tab)
      return watch()
    }
    if (message.t === 'mark') return marks.add('read', message.conv, message.seq)
    if (message.t === 'typing') return void transmit({ t: 'typing', conv: message.conv })
    if (message.t === 'wake') {
      if (status === 'open') refresh()
      return connection.wake()
    }
    if (message.t === 'connection-lost') return connection.restart()
    if (message.t === 'signed-out') return signedOut()
    if (message.t !== 'outbox') return
    if (message.removed !== undefined) remove(message.removed)
    adopt(message.entries)
  }

  let stopListening = (): void => undefined
  const start = async (): Promise<void> => {
    await list.load()
    const entries = await storage.outbox(person)
    if (stopped) return
    adopt(entries)
    stopListening = bus.listen(listen)
    bus.post({ t: 'status', status })
    connection.open()
    look()
  }
  void start()
  return {
    stop() {
      stopped = true
      stopListening()
      for (const cancel of alarms.values()) cancel()
      sender.stop()
      uploads.stop()
      connection.close()
    },
  }
}
