// What the client needs from where it runs: a browser today, a phone later, a test always.
import type { ChatEvent, Incoming, Row } from './frames.ts'
import type { Attached } from './core/attached.ts'
import type { Entry } from './core/outbox.ts'

/** A person's copies and unsent messages on this device. Everything is keyed by person. */
export type Storage = {
  rows(person: string): Promise<readonly Row[]>
  putRows(person: string, rows: readonly Row[]): Promise<void>
  /** What is stored of one log, in the order of seq: at most the newest 200 events. */
  events(person: string, conv: string): Promise<readonly ChatEvent[]>
  putEvents(person: string, conv: string, events: readonly ChatEvent[]): Promise<void>
  /** Messages that wait to be sent, in the order they were written. */
  outbox(person: string): Promise<readonly Entry[]>
  putEntry(person: string, entry: Entry): Promise<void>
  removeEntry(person: string, clientId: string): Promise<void>
  cursor(person: string): Promise<Cursor | undefined>
  putCursor(person: string, cursor: Cursor): Promise<void>
  /** Removes the copies of what the server has. Unsent messages stay, for their person alone. */
  forget(person: string): Promise<void>
}
/** How far a list has been read; another epoch means: from the beginning. */
export type Cursor = { readonly feedSeq: number; readonly epoch: string }

export type Socket = { send(text: string): void; close(): void }
export type SocketHandlers = {
  readonly opened: () => void
  readonly received: (data: unknown) => void
  /** Once, however it ended. */
  readonly closed: () => void
}
export type OpenSocket = (ticket: string, handlers: SocketHandlers) => Socket

export type Timers = {
  now(): number
  /** Returns what cancels it. */
  after(ms: number, call: () => void): () => void
}

/** A refusal: its status (0 offline), its code and when to come back. */
export type Refusal = {
  readonly status: number
  readonly code: string
  readonly retryAfterMs?: number
}
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | ({ readonly ok: false } & Refusal)

export type EventPage = {
  readonly events: readonly ChatEvent[]
  readonly lastSeq: number
  readonly peerReadSeq: number
  readonly peerDeliveredSeq: number
}
export type ListPage = Cursor & {
  readonly items: readonly Row[]
  readonly next: string | null
  readonly more: boolean
}
export type Flag = 'mute' | 'archive' | 'block'
/** The gateway over HTTP: for reading ranges, and for everything when sockets are refused. */
export type ChatApi = {
  ticket(): Promise<Outcome<{ readonly ticket: string }>>
  list(range: { readonly after?: string; readonly since?: number }): Promise<Outcome<ListPage>>
  row(conv: string): Promise<Outcome<Row>>
  events(
    conv: string,
    range: { readonly after?: number; readonly before?: number; readonly limit: number },
  ): Promise<Outcome<EventPage>>
  send(entry: Entry): Promise<Outcome<{ readonly seq: number; readonly at: string }>>
  /** Brings a file to where it can be shown. The same key again is the same upload. */
  upload(
    attached: Attached,
    onProgress: (fraction: number) => void,
    signal: AbortSignal,
  ): Promise<Outcome<{ readonly mediaId: string }>>
  edit(
    conv: string,
    seq: number,
    text: string,
  ): Promise<Outcome<{ readonly seq: number; readonly at: string }>>
  remove(conv: string, seq: number): Promise<Outcome<{ readonly seq: number; readonly at: string }>>
  read(conv: string, seq: number): Promise<Outcome<unknown>>
  flag(conv: string, flag: Flag, on: boolean): Promise<Outcome<unknown>>
}

/** What the tabs of one person say to each other; every tab hears all but itself. */
export type Bus = {
  post(message: TabMessage): void
  listen(receive: (message: TabMessage) => void): () => void
}
export type ClientStatus = 'connecting' | 'open' | 'by-http' | 'signed-out'
export type Want = { readonly conv: string; readonly have: number }
export type TabMessage =
  /** A tab is there, sees these conversations, and has these words to send. */
  | {
      readonly t: 'here'
      readonly tab: string
      readonly visible: boolean
      readonly wants: readonly Want[]
      readonly entries: readonly Entry[]
    }
  | { readonly t: 'bye'; readonly tab: string }
  | { readonly t: 'outbox'; readonly entries: readonly Entry[]; readonly removed?: string }
  | { readonly t: 'mark'; readonly conv: string; readonly seq: number }
  | { readonly t: 'typing'; readonly conv: string }
  | { readonly t: 'wake' }
  /** This device says that it has no connection. */
  | { readonly t: 'connection-lost' }
  | { readonly t: 'signed-out' }
  // From the tab that holds the connection.
  | { readonly t: 'status'; readonly status: ClientStatus }
  | { readonly t: 'frame'; readonly frame: Incoming }
  /** Of another `epoch` than before: whatever is held of rows and logs is no more. */
  | {
      readonly t: 'rows'
      readonly rows: readonly Row[]
      readonly anew?: boolean
      readonly epoch?: string
    }
  | { readonly t: 'entry'; readonly entry: Entry }
  | { readonly t: 'progress'; readonly clientId: string; readonly fraction: number }
