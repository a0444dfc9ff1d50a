// One person's socket: what it follows, and what it says in the person's name.
import type { Client } from '@pk-auto/grpc/client'
import { DomainError } from '@pk-auto/kernel/domain-error'
import type { SocketHandler } from '@pk-auto/live/socket-server'
import type { ChatDefinition, ListedConversation } from '@pk-auto/proto/pkauto/chat/v1/chat'
import { loggerFor } from '@pk-auto/telemetry/logger'
import { answers } from '../answers.ts'
import { errors } from '../errors.ts'
import { presentConversation, presentEvent } from '../present/conversation.ts'
import { presentTime } from '../present/listing.ts'
import type { Follower, Followers, Log, ShownPage } from './followers.ts'
import { ClientFrame, type ClientFrameOf, type FrameSocket, isKnown } from './frames.ts'
import { nackOf } from './nack.ts'
import type { Presence, Seen, Watcher } from './presence.ts'
import type { Counter } from './news/counted.ts'
import type { News } from './news/news.ts'
import type { OpenSessions, SessionWatcher } from './open-sessions.ts'
import type { MessageBuckets } from './message-buckets.ts'
import { writing, type WritingDeps } from './writing.ts'

/** Who redeemed a ticket. */
export type Holder = { readonly personId: string; readonly sessionId: string }

export type ChatSocketDeps = WritingDeps & {
  readonly service: string
  readonly chat: Pick<Client<typeof ChatDefinition>, 'markSeen'>
  readonly sessions: OpenSessions
  readonly followers: Followers
  readonly buckets: MessageBuckets
  readonly presence: Presence
  readonly news: News
}

/** As close codes beyond 4000 are: this application's own. */
const SESSION_OVER = 4401
/** A socket does not follow more logs than a person can look at. */
const MOST_LOGS = 20

const lastOf = ({ lastSeq }: ShownPage): number => Number(lastSeq)

export function chatSocket(
  deps: ChatSocketDeps,
  holder: Holder,
  socket: FrameSocket,
): SocketHandler {
  return new ChatSocket(deps, holder, socket)
}

/** A class, and nothing made before it is needed: a gateway holds ten thousands of them. */
class ChatSocket implements SocketHandler, Follower, Watcher, SessionWatcher {
  readonly person: string
  readonly logs = new Map<string, Log>()
  feedSeq = 0
  readonly #deps: ChatSocketDeps
  readonly #session: string
  readonly #socket: FrameSocket
  /** Made when it first writes: most of those that are open look on. */
  #write: ReturnType<typeof writing> | undefined
  /** It has been greeted once. */
  #greeted = false
  /** Whom the client wants to see; it sees those of them whose conversation it has open. */
  #watched: ReadonlySet<string> | undefined
  /** Of whom it has open: those who let nobody see whether they are there. */
  #hiding: Set<string> | undefined
  #epoch: string | undefined
  readonly #counter: Counter

  constructor(deps: ChatSocketDeps, { personId, sessionId }: Holder, socket: FrameSocket) {
    this.person = personId
    this.#deps = deps
    this.#session = sessionId
    this.#socket = socket
    deps.presence.come(personId)
    deps.presence.watch(this)
    this.#counter = deps.news.follow(personId, socket)
    deps.followers.follow(this)
    deps.sessions.watch(sessionId, this)
  }

  closed(): void {
    const { presence, sessions, followers, news } = this.#deps
    sessions.unwatch(this.#session, this)
    followers.unfollow(this)
    news.unfollow(this.#counter)
    presence.unwatch(this)
    presence.go(this.person)
  }

  frame(input: Readonly<Record<string, unknown>> | undefined): void {
    const frame = ClientFrame.safeParse(input)
    if (frame.success) return void this.#answered(frame.data)
    const clientId = typeof input?.['clientId'] === 'string' ? input['clientId'] : undefined
    const error = isKnown(input?.['t'])
      ? errors.SOCKET_FRAME_INVALID()
      : errors.SOCKET_FRAME_UNKNOWN()
    this.#nack(error, { ...(clientId !== undefined && { clientId }) })
  }

  overflowed(): void {
    this.#askAgain()
  }

  changed(row: ListedConversation): void {
    const shown = presentConversation(row)
    this.#socket.send({ t: 'conv', ...shown })
    this.#deps.news.chatsChanged(this.#counter)
    if (!this.logs.has(shown.id)) return
    const { peerReadSeq: readSeq, peerDeliveredSeq: deliveredSeq } = shown
    const marks = { person: shown.peer.id, readSeq, deliveredSeq }
    this.#socket.send({ t: 'receipt', conv: shown.id, ...marks })
  }

  page(conv: string, page: ShownPage | undefined): void {
    const open = this.logs.get(conv)
    if (!open) return
    if (!page) {
      this.logs.delete(conv)
      return this.#nack(answers.CONVERSATION_NOT_FOUND(), { conv })
    }
    // What was asked before the client asked anew may begin elsewhere.
    const events = page.events.filter(({ seq }) => Number(seq) > open.sent)
    const first = Number(events[0]?.seq ?? open.sent + 1)
    if (first !== open.sent + 1) return this.#deps.followers.look(this)
    const sent = Number(events.at(-1)?.seq ?? open.sent)
    const more = events.length > 0 && sent < lastOf(page)
    this.logs.set(conv, { sent, full: more, peer: page.peerId })
    // Whom a block parts from this one is shown as away, as who hides is.
    if (page.peerId !== '') this.#hide(page.peerId, page.peerHides)
    else if (open.peer !== '') this.#hide(open.peer, true)
    if (events.length > 0)
      this.#socket.send({ t: 'events', conv, events: events.map(presentEvent), more })
  }

  typing(conv: string, actor: string): void {
    if (this.logs.has(conv)) this.#socket.send({ t: 'typing', conv, actor })
  }

  epoch(now: string): void {
    if (this.#epoch !== undefined && this.#epoch !== now) this.#askAgain()
    this.#epoch = now
  }

  people(): readonly string[] {
    const watched = this.#watched
    if (!watched) return NOBODY
    return [...this.logs.values()].flatMap(({ peer }) =>
      watched.has(peer) && !this.#hiding?.has(peer) ? peer : [],
    )
  }

  show(person: string, { online, lastSeenAt }: Seen): void {
    this.#socket.send({
      t: 'presence',
      ...{ person, online },
      ...(lastSeenAt && { lastSeenAt: presentTime(lastSeenAt) }),
    })
  }

  sessionOver(): void {
    this.#socket.send({ t: 'nack', code: 'SESSION_ENDED' })
    this.#socket.close(SESSION_OVER, 'session over')
  }

  #nack(error: unknown, of: { conv?: string; clientId?: string } = {}): void {
    if (!(error instanceof DomainError))
      loggerFor(this.#deps.service).error({ event: 'live.frame_failed', error })
    this.#socket.send(nackOf(error, of))
  }

  async #answered(frame: ClientFrame): Promise<void> {
    try {
      await this.#answer(frame)
    } catch (error) {
      this.#nack(error, 'conv' in frame ? { conv: frame.conv } : {})
    }
  }

  #answer(frame: ClientFrame): void | Promise<void> {
    switch (frame.t) {
      case 'hello':
        return this.#greet(frame)
      case 'sub':
        return this.#open(frame)
      case 'unsub':
        return void this.logs.delete(frame.conv)
      case 'send':
        return (this.#write ??= this.#writing())(frame)
      case 'read':
        return this.#mark(frame.conv, { readSeq: frame.seq, deliveredSeq: frame.seq })
      case 'delivered':
        return this.#mark(frame.conv, { readSeq: 0, deliveredSeq: frame.seq })
      case 'typing':
        return this.#type(frame.conv)
      case 'watch':
        return void (this.#watched = new Set(frame.people))
      case 'ping':
        return this.#socket.send({ t: 'pong' })
      case 'pong':
        return
    }
  }

  /** Without a place in the list, or with one of lists that are no more, it begins at its end. */
  async #greet(frame: ClientFrameOf<'hello'>): Promise<void> {
    const { sessions, followers } = this.#deps
    // Nothing is shown before identity has been asked; later it may be away, and reading goes on.
    if (!this.#greeted) await sessions.token(this.#session)
    this.#greeted = true
    const { feedSeq, epoch } = await followers.head(this.person)
    this.#epoch = epoch
    const known = frame.feedSeq !== undefined && (frame.epoch ?? epoch) === epoch
    this.feedSeq = known ? (frame.feedSeq ?? 0) : feedSeq
    this.#socket.send({ t: 'hello', feedSeq: this.feedSeq, epoch })
    followers.look(this)
  }

  /** The client asks for its list and each log again, from where it has got. */
  #askAgain(): void {
    for (const conv of this.logs.keys()) this.#socket.send({ t: 'resync', conv })
    this.logs.clear()
    void this.#answered({ t: 'hello' })
  }

  #open({ conv, have }: ClientFrameOf<'sub'>): void {
    if (this.logs.size >= MOST_LOGS && !this.logs.has(conv))
      return this.#nack(errors.LOGS_TOO_MANY(), { conv })
    this.logs.set(conv, { sent: have, full: false, peer: '' })
    this.#deps.followers.look(this)
  }

  #writing(): ReturnType<typeof writing> {
    return writing(this.#deps, {
      person: this.person,
      token: () => this.#deps.sessions.token(this.#session),
      send: (frame) => this.#socket.send(frame),
      refuse: (error, of) => this.#nack(error, of),
    })
  }

  async #mark(conversationId: string, marks: { readSeq: number; deliveredSeq: number }) {
    const { sessions, chat } = this.#deps
    const actorToken = await sessions.token(this.#session)
    const { readSeq, deliveredSeq } = marks
    const seen = { readSeq: BigInt(readSeq), deliveredSeq: BigInt(deliveredSeq) }
    await chat.markSeen({ conversationId, ...seen }, { actorToken })
  }

  #hide(peer: string, hides: boolean | undefined): void {
    if (hides === undefined) return
    if (!hides) return void this.#hiding?.delete(peer)
    this.#hiding ??= new Set()
    if (this.#hiding.has(peer)) return
    this.#hiding.add(peer)
    this.#deps.presence.forget(this, peer)
    this.#socket.send({ t: 'presence', person: peer, online: false })
  }

  #type(conv: string): void {
    const { buckets, followers } = this.#deps
    const peer = this.logs.get(conv)?.peer ?? ''
    if (peer !== '' && buckets.type(this.person)) followers.type(this.person, peer, conv)
  }
}

const NOBODY: readonly string[] = []
