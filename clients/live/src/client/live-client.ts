// What a tab, or an app, talks to: the state to show and what a person can do. It never speaks to a
// socket itself; whichever tab holds the connection answers over the bus.
import { notUploaded, type Picked } from '../core/attached.ts'
import type { Place } from '../core/content.ts'
import type { Hole } from '../core/log.ts'
import { type Entry, EMPTY_OUTBOX, withEntries } from '../core/outbox.ts'
import { withRows } from '../core/rows.ts'
import type { Incoming, Row } from '../frames.ts'
import type { Bus, ChatApi, Flag, Outcome, Refusal, Storage, TabMessage, Timers } from '../ports.ts'
import { createStore, type LiveState } from './live-state.ts'
import { createThreads } from './threads.ts'

const HERE_MS = 60_000
const TYPING_EVERY_MS = 3_000

export type LiveClientDeps = {
  readonly person: string
  readonly tab: string
  readonly api: ChatApi
  readonly storage: Storage
  readonly bus: Bus
  readonly timers: Timers
  readonly newClientId: () => string
}

export type LiveClient = ReturnType<typeof startLiveClient>

export const startLiveClient = (deps: LiveClientDeps) => {
  const { person, tab, api, storage, bus, timers } = deps
  const store = createStore()
  let visible = true
  let typedAt = 0
  let next: string | undefined
  let cancelHere = (): void => undefined

  const setEntries = (change: (entries: readonly Entry[]) => readonly Entry[]): void =>
    store.set({ entries: change(store.get().entries) })
  const addEntries = (more: readonly Entry[]): void =>
    setEntries((entries) => withEntries({ ...EMPTY_OUTBOX, entries }, more).entries)
  const dropEntries = (clientIds: readonly string[]): void => {
    if (store.get().entries.some(({ clientId }) => clientIds.includes(clientId)))
      setEntries((entries) => entries.filter(({ clientId }) => !clientIds.includes(clientId)))
  }
  const here = (): void => {
    cancelHere()
    cancelHere = timers.after(HERE_MS, here)
    bus.post({
      ...{ t: 'here', tab, visible, wants: threads.wants() },
      entries: store.get().entries,
    })
  }
  const threads = createThreads({
    ...{ person, api, storage, timers, store, onWants: here, onOwn: dropEntries },
  })

  const frame = (given: Incoming): void => {
    if (given.t === 'events') threads.received(given.conv, given.events)
    if (given.t === 'presence') {
      const { person: whose, online, lastSeenAt } = given
      const seen = { online, ...(lastSeenAt === undefined ? {} : { lastSeenAt }) }
      store.set({ presence: new Map([...store.get().presence, [whose, seen]]) })
    }
    if (given.t === 'badges') {
      const { t: _, ...badges } = given
      store.set({ badges: { ...store.get().badges, ...badges } })
    }
    if (given.t === 'notification' || given.t === 'lead') store.set({ news: given })
    if (given.t === 'typing' && given.actor !== person) threads.typing(given.conv)
  }
  /** Of what this tab holds: the device is asked for it before anything else. */
  let epoch: Promise<string | undefined> = storage.cursor(person).then(
    (cursor) => cursor?.epoch,
    () => undefined,
  )
  const follow = (now: string, rows: readonly Row[]): void => {
    epoch = epoch.then((before) => {
      if (before === undefined || before === now) return now
      store.set({ rows: withRows(new Map(), rows) })
      threads.anew()
      return now
    })
  }
  const listen = (message: TabMessage): void => {
    if (message.t === 'status') {
      const before = store.get().status
      // Offline nobody knows who is there.
      const known = message.status === 'open' ? store.get().presence : new Map()
      store.set({ status: message.status, presence: known })
      here()
      if (before !== message.status && ['open', 'by-http'].includes(message.status))
        threads.lineBack()
    }
    if (message.t === 'frame') frame(message.frame)
    if (message.t === 'rows') {
      const rows = withRows(message.anew ? new Map() : store.get().rows, message.rows)
      store.set({ rows, listed: true })
      threads.rows(message.rows)
      if (message.epoch !== undefined) follow(message.epoch, message.rows)
    }
    if (message.t === 'signed-out') store.set({ signedOut: true })
    if (message.t === 'entry') addEntries([message.entry])
    if (message.t === 'progress')
      store.set({
        uploads: new Map([...store.get().uploads, [message.clientId, message.fraction]]),
      })
    if (message.t === 'outbox') {
      addEntries(message.entries)
      if (message.removed !== undefined) dropEntries([message.removed])
    }
  }
  const stopListening = bus.listen(listen)

  const load = async (): Promise<void> => {
    const [rows, entries] = [await storage.rows(person), await storage.outbox(person)]
    addEntries(entries)
    const known = withRows(withRows(new Map(), rows), [...store.get().rows.values()])
    store.set({ rows: known, listed: store.get().listed || rows.length > 0 })
    here()
  }
  const loaded = load()

  const write = async (entry: Entry): Promise<void> => {
    addEntries([entry])
    await storage.putEntry(person, entry)
    bus.post({ t: 'outbox', entries: [entry] })
  }
  const add = async (
    content: Pick<Entry, 'conv' | 'text' | 'attached' | 'place'>,
  ): Promise<void> => {
    await loaded
    const { entries } = store.get()
    const order = Math.max(timers.now(), (entries.at(-1)?.order ?? 0) + 1)
    const at = new Date(timers.now()).toISOString()
    await write({ clientId: deps.newClientId(), ...content, at, order })
  }
  type Change = Outcome<{ readonly seq: number; readonly at: string }>
  const changed = (conv: string, of: number, answer: Change, text?: string): Change => {
    if (answer.ok) {
      const { seq, at } = answer.value
      const type = text === undefined ? 'deleted' : 'edited'
      const body = text === undefined ? { of } : { of, text }
      threads.merge(conv, [{ seq, type, actor: person, at, body }])
    }
    return answer
  }

  return {
    state: (): LiveState => store.get(),
    subscribe: (listener: () => void): (() => void) => store.subscribe(listener),
    /** The conversation is shown; call what is returned when it no longer is. */
    open(conv: string): () => void {
      threads.open(conv)
      return () => threads.close(conv)
    },
    /** On this device for good when it resolves; sent when there is a connection. */
    send: (conv: string, text: string): Promise<void> => add({ conv, text }),
    /** The same for a file: it is uploaded first, when there is a connection. */
    sendFile(conv: string, picked: Picked): Promise<void> {
      return add({ conv, text: '', attached: { ...picked, uploadKey: deps.newClientId() } })
    },
    sendPlace: (conv: string, place: Place): Promise<void> => add({ conv, text: '', place }),
    /** A message that was refused for good, once more. */
    async sendAgain(clientId: string): Promise<void> {
      const entry = store.get().entries.find((one) => one.clientId === clientId)
      if (!entry) return
      const { failed: _, attached, ...words } = entry
      // An upload that was refused, or whose time is over, begins anew.
      const fresh = attached && notUploaded(attached, deps.newClientId())
      await write(fresh ? { ...words, attached: fresh } : words)
    },
    async discard(clientId: string): Promise<void> {
      dropEntries([clientId])
      await storage.removeEntry(person, clientId)
      bus.post({ t: 'outbox', entries: [], removed: clientId })
    },
    edit: async (conv: string, seq: number, text: string): Promise<Change> =>
      changed(conv, seq, await api.edit(conv, seq, text), text),
    remove: async (conv: string, seq: number): Promise<Change> =>
      changed(conv, seq, await api.remove(conv, seq)),
    read: (conv: string, seq: number): void => bus.post({ t: 'mark', conv, seq }),
    typing(conv: string): void {
      if (timers.now() - typedAt < TYPING_EVERY_MS) return
      typedAt = timers.now()
      bus.post({ t: 'typing', conv })
    },
    async flag(conv: string, flag: Flag, on: boolean): Promise<Outcome<unknown>> {
      const answer = await api.flag(conv, flag, on)
      const row = store.get().rows.get(conv)
      if (answer.ok && row) {
        const name = flag === 'mute' ? 'muted' : flag === 'archive' ? 'archived' : 'blocked'
        store.set({ rows: new Map([...store.get().rows, [conv, { ...row, [name]: on }]]) })
      }
      return answer
    },
    fetchOlder: (conv: string): Promise<boolean> => threads.fetch(conv),
    /** `down`: its oldest part first, for whoever reads on from above it. */
    fillHole: (conv: string, hole: Hole, down = false): Promise<boolean> =>
      threads.fetch(conv, hole, down),
    around: (conv: string, seq: number): Promise<Refusal | undefined> => threads.around(conv, seq),
    again: (conv: string): void => threads.again(conv),
    /** Older conversations than those that are known. */
    async moreRows(): Promise<void> {
      const isFirst = next === undefined
      const page = await api.list(next === undefined ? {} : { after: next })
      if (!page.ok) return store.set({ listProblem: page })
      next = page.value.next ?? undefined
      store.set({
        rows: withRows(store.get().rows, page.value.items),
        listComplete: page.value.next === null,
      })
      await storage.putRows(person, page.value.items).catch(() => undefined)
      // The first page is known; it only says where the second begins.
      if (isFirst && next !== undefined) await this.moreRows()
    },
    /** Whether anybody can see this tab. */
    seen(isVisible: boolean): void {
      visible = isVisible
      here()
      if (isVisible) bus.post({ t: 'wake' })
    },
    wake: (): void => bus.post({ t: 'wake' }),
    connectionLost: (): void => bus.post({ t: 'connection-lost' }),
    stop(): void {
      cancelHere()
      stopListening()
      bus.post({ t: 'bye', tab })
    },
  }
}
