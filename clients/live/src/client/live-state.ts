// What a tab shows of a person's chats: plain data, replaced and never changed.
import type { Log } from '../core/log.ts'
import type { Entry } from '../core/outbox.ts'
import type { Rows } from '../core/rows.ts'
import type { Badges, Incoming } from '../frames.ts'
import type { ClientStatus, Refusal } from '../ports.ts'

export type Thread = {
  readonly log: Log
  /** The newest part is being read. */
  readonly reading: boolean
  /** Older ones, or a hole, are being read. */
  readonly fetching: boolean
  readonly problem?: Refusal
  /** Until then (ms) the peer is shown as typing. */
  readonly typingUntil: number
}
export type Presence = { readonly online: boolean; readonly lastSeenAt?: string }
export type LiveState = {
  readonly status: ClientStatus
  /** The person has signed out on this device: nothing of theirs may be shown any more. */
  readonly signedOut: boolean
  readonly rows: Rows
  /** The list has been read, from the device or from the server. */
  readonly listed: boolean
  readonly listProblem?: Refusal
  /** No older conversations than these. */
  readonly listComplete: boolean
  /** Words that wait to be sent or were refused, oldest first. */
  readonly entries: readonly Entry[]
  /** How far the uploads of messages have come, from 0 to 1. */
  readonly uploads: ReadonlyMap<string, number>
  /** What is known of the people of open conversations, while there is a connection. */
  readonly presence: ReadonlyMap<string, Presence>
  readonly threads: ReadonlyMap<string, Thread>
  /** As far as the connection has said them. */
  readonly badges?: Badges
  /** What came last, while this tab was there. */
  readonly news?: Extract<Incoming, { readonly t: 'notification' | 'lead' }>
}

export type Store = {
  get(): LiveState
  set(change: Partial<LiveState>): void
  thread(conv: string): Thread | undefined
  /** Changes a thread that is open; one that is not stays closed. */
  setThread(conv: string, change: Partial<Thread>): void
  subscribe(listener: () => void): () => void
}

export const createStore = (): Store => {
  let state: LiveState = {
    ...{
      status: 'connecting',
      signedOut: false,
      rows: new Map(),
      listed: false,
      listComplete: false,
    },
    ...{ entries: [], uploads: new Map(), presence: new Map(), threads: new Map() },
  }
  const listeners = new Set<() => void>()
  const set = (change: Partial<LiveState>): void => {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }
  return {
    get: () => state,
    set,
    thread: (conv) => state.threads.get(conv),
    setThread(conv, change) {
      const before = state.threads.get(conv)
      if (!before) return
      set({ threads: new Map([...state.threads, [conv, { ...before, ...change }]]) })
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
