// The open conversations of a tab: what is stored first, then subscribe, then read, then whatever
// lacks between.
import { EMPTY_LOG, type Hole, holesOf, newestOf, oldestOf, withEvents } from '../core/log.ts'
import { withPeerMarks, asRead, withRows } from '../core/rows.ts'
import type { ChatEvent, Row } from '../frames.ts'
import type { ChatApi, EventPage, Outcome, Refusal, Storage, Timers, Want } from '../ports.ts'
import type { Store, Thread } from './live-state.ts'

const PAGE = 50
/** A hole as small as this is filled at once; a greater one when somebody comes to it. */
const SMALL = 200
const TYPING_MS = 5_000
const UNREAD: Thread = { log: EMPTY_LOG, reading: true, fetching: false, typingUntil: 0 }
/** Not an answer to be shown: the log that was asked for is no more, and is read anew. */
const RESTORED = { ok: false, status: 0, code: 'RESTORED' } as const

export type ThreadsDeps = {
  readonly person: string
  readonly api: Pick<ChatApi, 'row' | 'events'>
  readonly storage: Storage
  readonly timers: Timers
  readonly store: Store
  /** The connection should know again what this tab looks at. */
  readonly onWants: () => void
  /** Own messages that are in the log. */
  readonly onOwn: (clientIds: readonly string[]) => void
}

export const createThreads = (deps: ThreadsDeps) => {
  const { person, api, storage, timers, store } = deps
  /** How many users a thread has, and what comes in while its newest part is being read. */
  const users = new Map<string, number>()
  const buffers = new Map<string, ChatEvent[]>()
  const wants = new Set<string>()
  const filling = new Set<string>()
  /** Grows when logs are restored: what was asked before is of none that is shown. */
  let era = 0

  const merge = (conv: string, events: readonly ChatEvent[], lastSeq = 0): boolean => {
    deps.onOwn(
      events.flatMap((event) =>
        event.actor === person && event.clientId !== undefined ? [event.clientId] : [],
      ),
    )
    const thread = store.thread(conv)
    if (!thread) return false
    const { log, fresh } = withEvents(thread.log, events, lastSeq)
    if (log !== thread.log) store.setThread(conv, { log })
    if (fresh.length > 0) void storage.putEvents(person, conv, fresh).catch(() => undefined)
    return fresh.length > 0
  }
  const read: ChatApi['events'] = async (conv, range) => {
    const mine = era
    const page = await api.events(conv, range)
    return mine === era ? page : RESTORED
  }
  const take = (conv: string, page: Outcome<EventPage>): boolean => {
    if (!page.ok) return false
    const row = store.get().rows.get(conv)
    if (row) store.set({ rows: withRows(store.get().rows, [withPeerMarks(row, page.value)]) })
    return merge(conv, page.value.events, page.value.lastSeq)
  }

  /** Fills small holes one after the other; stops at one that does not fill. */
  const heal = async (conv: string): Promise<void> => {
    if (filling.has(conv) || buffers.has(conv)) return
    filling.add(conv)
    const mine = era
    for (let before: Hole | undefined; ;) {
      const thread = store.thread(conv)
      const hole = thread && holesOf(thread.log).findLast(({ from, to }) => to - from < SMALL)
      // News may have filled it meanwhile, and left another behind.
      if (!hole || (hole.from === before?.from && hole.to === before.to)) break
      before = hole
      const limit = hole.to - hole.from + 1
      take(conv, await read(conv, { after: hole.from - 1, limit }))
      if (mine !== era) return
    }
    filling.delete(conv)
  }

  /** An ad may be sold and its price changed without a word in the conversation. */
  const renewRow = async (conv: string): Promise<void> => {
    const answer = await api.row(conv)
    if (!answer.ok) return
    const rows = withRows(store.get().rows, asRead([answer.value], Date.now()))
    store.set({ rows })
    await storage.putRows(person, [rows.get(conv) ?? answer.value]).catch(() => undefined)
  }
  const rowOf = async (conv: string): Promise<Row | undefined> => {
    const known = store.get().rows.get(conv)
    if (known) {
      void renewRow(conv)
      return known
    }
    const answer = await api.row(conv)
    if (!answer.ok) {
      store.setThread(conv, { problem: answer })
      return undefined
    }
    store.set({ rows: withRows(store.get().rows, asRead([answer.value], Date.now())) })
    return answer.value
  }
  const readNewest = async (conv: string, lastSeq: number): Promise<void> => {
    const newest = newestOf(store.thread(conv)?.log ?? EMPTY_LOG)
    if (newest >= lastSeq) return
    const range =
      newest === 0 || lastSeq - newest > SMALL
        ? { before: lastSeq + 1, limit: PAGE }
        : { after: newest, limit: SMALL }
    const page = await read(conv, range)
    take(conv, page)
    if (!page.ok && page !== RESTORED && newest === 0) store.setThread(conv, { problem: page })
  }
  const start = async (conv: string): Promise<void> => {
    const mine = era
    buffers.set(conv, [])
    const stored = await storage.events(person, conv)
    if (mine !== era) return
    merge(conv, stored)
    const row = await rowOf(conv)
    if (mine !== era) return
    if (row) {
      // Subscribed before it is read: what is said in between comes twice rather than never.
      wants.add(conv)
      deps.onWants()
      await readNewest(conv, row.lastSeq)
      if (mine !== era) return
    }
    const buffered = buffers.get(conv) ?? []
    buffers.delete(conv)
    merge(conv, buffered, store.get().rows.get(conv)?.lastSeq)
    store.setThread(conv, { reading: false })
    void heal(conv)
  }

  return {
    open(conv: string): void {
      users.set(conv, (users.get(conv) ?? 0) + 1)
      if (store.thread(conv)) return
      store.set({ threads: new Map([...store.get().threads, [conv, UNREAD]]) })
      void start(conv)
    },
    close(conv: string): void {
      const left = (users.get(conv) ?? 1) - 1
      users.set(conv, left)
      if (left > 0) return
      wants.delete(conv)
      store.set({ threads: new Map([...store.get().threads].filter(([id]) => id !== conv)) })
      deps.onWants()
    },
    wants: (): readonly Want[] =>
      [...wants].flatMap((conv) => {
        const thread = store.thread(conv)
        const known = store.get().rows.get(conv)?.lastSeq ?? 0
        if (!thread) return []
        const newest = newestOf(thread.log)
        // Far behind: what lies between is read when somebody comes to it.
        const have = newest === 0 || known - newest > SMALL ? known : newest
        return [{ conv, have }]
      }),
    received(conv: string, events: readonly ChatEvent[]): void {
      const buffer = buffers.get(conv)
      if (buffer) buffer.push(...events)
      else merge(conv, events)
      if (events.some(({ actor }) => actor !== person)) store.setThread(conv, { typingUntil: 0 })
      if (!buffer) void heal(conv)
    },
    /** Rows say how long logs are. */
    rows(rows: readonly Row[]): void {
      for (const { id, lastSeq } of rows) {
        if (!store.thread(id)) continue
        merge(id, [], lastSeq)
        void heal(id)
      }
    },
    /** A connection is there again. */
    lineBack(): void {
      for (const [conv, { problem, reading }] of store.get().threads)
        if (problem && !reading) this.again(conv)
        else void heal(conv)
    },
    again(conv: string): void {
      const thread = store.thread(conv)
      if (!thread || thread.reading) return
      const { problem: _, ...rest } = thread
      const next = { ...rest, reading: true }
      store.set({ threads: new Map([...store.get().threads, [conv, next]]) })
      void start(conv)
    },
    /** Logs were restored from a backup: the numbers that are held mean other words by now. */
    anew(): void {
      era++
      buffers.clear()
      filling.clear()
      wants.clear()
      deps.onWants()
      const convs = [...store.get().threads.keys()]
      store.set({ threads: new Map(convs.map((conv) => [conv, UNREAD])) })
      for (const conv of convs) void start(conv)
    },
    typing(conv: string): void {
      store.setThread(conv, { typingUntil: timers.now() + TYPING_MS })
      timers.after(TYPING_MS, () => store.setThread(conv, {}))
    },
    /**
     * The newest part of what lacks: of a hole, or before the oldest that is held; with `down` the
     * oldest part of a hole.
     */
    async fetch(conv: string, hole?: Hole, down = false): Promise<boolean> {
      const thread = store.thread(conv)
      if (!thread || thread.fetching) return false
      const before = hole ? hole.to + 1 : oldestOf(thread.log)
      if (before <= 1) return false
      store.setThread(conv, { fetching: true })
      const range = hole && down ? { after: hole.from - 1 } : { before }
      const filled = take(conv, await read(conv, { ...range, limit: PAGE }))
      store.setThread(conv, { fetching: false })
      return filled
    },
    /** An event and what is around it, however far back; the refusal if it cannot be read now. */
    async around(conv: string, seq: number): Promise<Refusal | undefined> {
      if (store.thread(conv)?.log.events.has(seq)) return undefined
      const page = await read(conv, { before: seq + PAGE / 2, limit: PAGE })
      take(conv, page)
      return page.ok ? undefined : page
    },
    merge,
  }
}
export type Threads = ReturnType<typeof createThreads>
