// The server's side of a conversation of `me` and `peer`, as its contract has it: one numbered log
// each, a client id is a key for ever, lists by feed number.
import { type Content, contentOf } from '../src/core/content.ts'
import type { ChatEvent, Incoming, Outgoing, Row } from '../src/frames.ts'
import type { ChatApi, EventPage, ListPage, Outcome, Refusal } from '../src/ports.ts'

export const ME = 'me'
export const PEER = 'peer'
/** Small, so that tests come to a second page. */
const PAGE = 4
const AT = '2026-01-02T03:04:05.000Z'

export type ChatServer = ReturnType<typeof chatServer>
type Done = { readonly seq: number; readonly at: string }

export const chatServer = (convs: readonly string[]) => {
  const logs = new Map<string, ChatEvent[]>(convs.map((conv) => [conv, []]))
  const feed = new Map<string, number>()
  const readSeqs = new Map<string, number>()
  const ads = new Map<string, NonNullable<Row['about']>>()
  let feedSeq = 0
  const listeners = new Set<(conv: string, event: ChatEvent) => void>()
  const logOf = (conv: string): ChatEvent[] => logs.get(conv) ?? []

  const append = (conv: string, event: Omit<ChatEvent, 'seq' | 'at'>): Done => {
    const log = logOf(conv)
    const known =
      event.clientId !== undefined && log.find(({ clientId }) => clientId === event.clientId)
    if (known) return { seq: known.seq, at: known.at }
    const added = { ...event, seq: log.length + 1, at: AT }
    log.push(added)
    feed.set(conv, ++feedSeq)
    for (const listener of listeners) listener(conv, added)
    return added
  }
  const row = (conv: string): Row => {
    const log = logOf(conv)
    const readSeq = readSeqs.get(conv) ?? 0
    const unread = log.filter(({ seq, actor }) => seq > readSeq && actor === PEER).length
    return {
      ...{ id: conv, peer: { id: PEER, displayName: 'Ali' }, lastSeq: log.length, readSeq, unread },
      ...{ peerReadSeq: 0, peerDeliveredSeq: 0, muted: false, archived: false, blocked: false },
      feedSeq: feed.get(conv) ?? 0,
      ...(ads.has(conv) ? { about: ads.get(conv)! } : {}),
    }
  }
  const since = (seq: number): Row[] =>
    convs
      .filter((conv) => (feed.get(conv) ?? 0) > seq)
      .map(row)
      .toSorted((a, b) => a.feedSeq - b.feedSeq)

  let restores = 0

  return {
    /** Another one after each restore. */
    epoch: (): string => `e${restores}`,
    /** A backup comes back: of this log only the first `last` events were in it. */
    restore(conv: string, last: number): void {
      restores++
      logOf(conv).splice(last)
      for (const each of convs) feed.set(each, 0)
      feed.set(conv, (feedSeq = 1))
    },
    /** The ad of a conversation; changing it is no news of the conversation. */
    ads,
    append,
    row,
    since,
    log: logOf,
    feedSeq: (): number => feedSeq,
    say: (conv: string, text: string): Done =>
      append(conv, { type: 'message', actor: PEER, body: { kind: 'text', text } }),
    send: (conv: string, clientId: string, content: Content): Done =>
      append(conv, { type: 'message', actor: ME, clientId, body: loggedBody(content) }),
    read: (conv: string, seq: number): void => {
      readSeqs.set(conv, Math.max(readSeqs.get(conv) ?? 0, seq))
      feed.set(conv, ++feedSeq)
    },
    onEvent(listener: (conv: string, event: ChatEvent) => void): () => void {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

const loggedBody = (content: Content): ChatEvent['body'] => {
  if (content.kind === 'text' || content.kind === 'place') return content
  return { kind: content.kind, media: { id: content.mediaId } }
}

/** The same over HTTP; `refuse` says whether a call is refused. */
export const apiOf = (server: ChatServer, refuse: () => Refusal | undefined): ChatApi => {
  const answer = async <T>(make: () => T): Promise<Outcome<T>> => {
    const refusal = refuse()
    return refusal ? { ok: false, ...refusal } : { ok: true, value: make() }
  }
  const page = (conv: string, events: readonly ChatEvent[]): EventPage => ({
    ...{ events, lastSeq: server.log(conv).length, peerReadSeq: 0, peerDeliveredSeq: 0 },
  })
  const change = (conv: string, type: 'edited' | 'deleted', body: ChatEvent['body']) =>
    answer(() => server.append(conv, { type, actor: ME, body }))
  return {
    ticket: () => answer(() => ({ ticket: 't' })),
    list: ({ since }) =>
      answer((): ListPage => ({
        items: server.since(since ?? 0),
        ...{ next: null, more: false, feedSeq: server.feedSeq(), epoch: server.epoch() },
      })),
    row: (conv) => answer(() => server.row(conv)),
    events: (conv, { after, before, limit }) =>
      answer(() => {
        const log = server.log(conv)
        if (before !== undefined) return page(conv, log.slice(0, before - 1).slice(-limit))
        return page(conv, log.slice(after ?? 0).slice(0, limit))
      }),
    send: (entry) => answer(() => server.send(entry.conv, entry.clientId, contentOf(entry))),
    upload: async ({ uploadKey }) => answer(() => ({ mediaId: `media of ${uploadKey}` })),
    edit: (conv, of, text) => change(conv, 'edited', { of, text }),
    remove: (conv, of) => change(conv, 'deleted', { of }),
    read: (conv, seq) => answer(() => server.read(conv, seq)),
    flag: () => answer(() => undefined),
  }
}

/** What the server answers on one socket. `refuses` is asked for each message that is sent. */
export const socketOf = (
  server: ChatServer,
  push: (frame: Incoming) => void,
  refuses: () => boolean,
) => {
  /** What is open here, and whether the client must ask for the next page first. */
  const subscribed = new Map<string, { full: boolean }>()
  /** Having refused messages, it takes none of their conversation before those. */
  const refused = new Map<string, string[]>()
  const send = ({ conv, clientId, ...content }: Extract<Outgoing, { t: 'send' }>): void => {
    const isIn = (id: string): boolean => server.log(conv).some((event) => event.clientId === id)
    // Some may have come by an older socket in the meantime.
    const before = (refused.get(conv) ?? []).filter((id) => !isIn(id))
    const mayPass = before.length === 0 || before[0] === clientId
    if (!isIn(clientId) && (!mayPass || refuses())) {
      refused.set(conv, before.includes(clientId) ? before : [...before, clientId])
      return push({ t: 'nack', clientId, code: 'TOO_MANY', retryAfterMs: 300 })
    }
    push({ t: 'ack', clientId, conv, ...server.send(conv, clientId, content) })
  }
  const stop = server.onEvent((conv, event) => {
    if (subscribed.get(conv)?.full === false)
      push({ t: 'events', conv, events: [event], more: false })
    push({ t: 'conv', ...server.row(conv) })
  })
  return {
    stop,
    receive(frame: Outgoing): void {
      if (frame.t === 'hello') {
        push({ t: 'hello', feedSeq: server.feedSeq(), epoch: server.epoch() })
        for (const row of server.since(frame.feedSeq ?? 0)) push({ t: 'conv', ...row })
      }
      if (frame.t === 'ping') push({ t: 'pong' })
      if (frame.t === 'send') send(frame)
      if (frame.t === 'read') {
        server.read(frame.conv, frame.seq)
        push({ t: 'conv', ...server.row(frame.conv) })
      }
      if (frame.t === 'unsub') subscribed.delete(frame.conv)
      if (frame.t !== 'sub') return
      const rest = server.log(frame.conv).slice(frame.have)
      const more = rest.length > PAGE
      subscribed.set(frame.conv, { full: more })
      push({ t: 'events', conv: frame.conv, events: rest.slice(0, PAGE), more })
    },
  }
}
