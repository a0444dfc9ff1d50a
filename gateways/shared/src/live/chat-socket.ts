// One person's socket: what it follows, and what it says in the person's name.
import type { Client } from '@pk-auto/grpc/client'
import { DomainError, type ErrorKind } from '@pk-auto/kernel/domain-error'
import type { LiveSocket, SocketHandler } from '@pk-auto/live/socket-server'
import type { ChatDefinition, LogPage } from '@pk-auto/proto/pkauto/chat/v1/chat'
import { loggerFor } from '@pk-auto/telemetry/logger'
import { answers } from '../answers.ts'
import { errors } from '../errors.ts'
import { presentConversation, presentEvent } from '../present/conversation.ts'
import { messageOf } from '../message-of.ts'
import { presentTime } from '../present/listing.ts'
import type { Follower, Followers } from './followers.ts'
import { Frame, type FrameOf, isKnown } from './frames.ts'
import type { Outgoing } from './outgoing.ts'
import type { Presence } from './presence.ts'
import type { News } from './news/news.ts'
import type { OpenSessions } from './open-sessions.ts'
import { turns } from './turns.ts'
import type { WordBuckets } from './word-buckets.ts'

/** Who redeemed a ticket. */
export type Holder = { readonly personId: string; readonly sessionId: string }

export type ChatSocketDeps = {
  readonly service: string
  readonly chat: Pick<Client<typeof ChatDefinition>, 'markSeen' | 'listConversations'>
  readonly outgoing: Outgoing
  readonly sessions: OpenSessions
  readonly followers: Followers
  readonly words: WordBuckets
  readonly presence: Presence
  readonly news: News
}

/** As close codes beyond 4000 are: this application's own. */
const SESSION_OVER = 4401
/** A socket does not follow more logs than a person can look at. */
const MOST_LOGS = 20

/** A message that is not the next one comes again after this. */
const NEXT_MS = 200

const tooSoon = (retryAfterMs: number) => answers.RATE_LIMITED({}, { retryAfterMs })
const comesAgain = (error: unknown): boolean =>
  !(error instanceof DomainError) || TEMPORARY.has(error.kind)
const TEMPORARY = new Set<ErrorKind>(['too_many', 'unavailable', 'deadline', 'internal'])

export function chatSocket(
  { service, chat, outgoing, sessions, followers, words, presence, news }: ChatSocketDeps,
  { personId, sessionId }: Holder,
  socket: LiveSocket,
): SocketHandler {
  const log = loggerFor(service)
  const stack = new DisposableStack()
  const order = turns(() => performance.now())
  /** What is on its way to each log: messages of one sender arrive in the order they were sent. */
  const sending = new Map<string, Promise<void>>()
  /** Whom the client wants to see; it sees those of them whose conversation it has open. */
  let watched: ReadonlySet<string> = new Set()
  /** Of whom it has open: those who let nobody see whether they are there. */
  const hiding = new Set<string>()
  let epoch: string | undefined

  const nack = (error: unknown, more: object = {}): void => {
    const known = error instanceof DomainError
    if (!known) log.error({ event: 'live.frame_failed', error })
    socket.send({
      ...{ t: 'nack', ...more, code: known ? error.code : 'INTERNAL' },
      ...(known && error.retryAfterMs !== undefined && { retryAfterMs: error.retryAfterMs }),
    })
  }

  const follower: Follower = {
    person: personId,
    feedSeq: 0,
    logs: new Map(),
    changed(row) {
      const shown = presentConversation(row)
      socket.send({ t: 'conv', ...shown })
      isNew.chatsChanged()
      if (!follower.logs.has(shown.id)) return
      const { peerReadSeq: readSeq, peerDeliveredSeq: deliveredSeq } = shown
      socket.send({ t: 'receipt', conv: shown.id, person: shown.peer.id, readSeq, deliveredSeq })
    },
    page(conv, page) {
      const open = follower.logs.get(conv)
      if (!open) return
      if (!page) {
        follower.logs.delete(conv)
        return nack(answers.CONVERSATION_NOT_FOUND(), { conv })
      }
      // What was asked before the client asked anew may begin elsewhere.
      const events = page.events.filter(({ seq }) => Number(seq) > open.sent)
      const first = Number(events[0]?.seq ?? open.sent + 1)
      if (first !== open.sent + 1) return followers.look(follower)
      const sent = Number(events.at(-1)?.seq ?? open.sent)
      const more = events.length > 0 && sent < lastOf(page)
      follower.logs.set(conv, { sent, full: more, peer: page.peerId })
      if (!page.peerHides) hiding.delete(page.peerId)
      else if (!hiding.has(page.peerId)) {
        hiding.add(page.peerId)
        seeing.forget(page.peerId)
        socket.send({ t: 'presence', person: page.peerId, online: false })
      }
      if (events.length > 0)
        socket.send({ t: 'events', conv, events: events.map(presentEvent), more })
    },
    typing(conv, actor) {
      if (follower.logs.has(conv)) socket.send({ t: 'typing', conv, actor })
    },
    epoch(now) {
      if (epoch !== undefined && epoch !== now) void greet({ t: 'hello' })
      epoch = now
    },
  }

  /** Without a place in the list, or with one of lists that are no more, it begins at its end. */
  const greet = async (frame: FrameOf<'hello'>): Promise<void> => {
    const actorToken = await sessions.token(sessionId)
    const list = await chat.listConversations({ limit: 1 }, { actorToken })
    epoch = list.epoch
    const known = frame.feedSeq !== undefined && (frame.epoch ?? epoch) === epoch
    follower.feedSeq = known ? (frame.feedSeq ?? 0) : Number(list.feedSeq)
    socket.send({ t: 'hello', feedSeq: follower.feedSeq, epoch })
    followers.look(follower)
  }
  const send = async (frame: FrameOf<'send'>): Promise<void> => {
    const { conv, clientId } = frame
    try {
      if (!order.isNext(conv, clientId)) throw tooSoon(NEXT_MS)
      const waitMs = words.take(personId)
      if (waitMs > 0) throw tooSoon(waitMs)
      const actorToken = await sessions.token(sessionId)
      const { seq, at } = await outgoing(messageOf(conv, frame), actorToken)
      socket.send({ t: 'ack', clientId, conv, seq: Number(seq), at: presentTime(at) })
      order.done(conv, clientId)
    } catch (error) {
      if (comesAgain(error)) order.wait(conv, clientId)
      else order.done(conv, clientId)
      nack(error, { clientId, conv })
    }
  }
  const inOrder = (frame: FrameOf<'send'>): void => {
    const sent = (sending.get(frame.conv) ?? Promise.resolve()).then(() => send(frame))
    sending.set(frame.conv, sent)
    void sent.then(() => sending.get(frame.conv) === sent && sending.delete(frame.conv))
  }
  const mark = async (conv: string, marks: { readSeq: number; deliveredSeq: number }) => {
    const actorToken = await sessions.token(sessionId)
    const { readSeq, deliveredSeq } = marks
    const seen = { readSeq: BigInt(readSeq), deliveredSeq: BigInt(deliveredSeq) }
    await chat.markSeen({ conversationId: conv, ...seen }, { actorToken })
  }
  const open = ({ conv, have }: FrameOf<'sub'>): void => {
    if (follower.logs.size >= MOST_LOGS && !follower.logs.has(conv))
      return nack(errors.LOGS_TOO_MANY(), { conv })
    follower.logs.set(conv, { sent: have, full: false, peer: '' })
    followers.look(follower)
  }

  const type = (conv: string): void => {
    const peer = follower.logs.get(conv)?.peer ?? ''
    if (peer !== '' && words.type(personId)) followers.type(personId, peer, conv)
  }

  const answer = (frame: Frame): void | Promise<void> => {
    switch (frame.t) {
      case 'hello':
        return greet(frame)
      case 'sub':
        return open(frame)
      case 'unsub':
        return void follower.logs.delete(frame.conv)
      case 'send':
        return inOrder(frame)
      case 'read':
        return mark(frame.conv, { readSeq: frame.seq, deliveredSeq: frame.seq })
      case 'delivered':
        return mark(frame.conv, { readSeq: 0, deliveredSeq: frame.seq })
      case 'typing':
        return type(frame.conv)
      case 'watch':
        return void (watched = new Set(frame.people))
      case 'ping':
        return socket.send({ t: 'pong' })
    }
  }

  stack.use(presence.here(personId))
  const seeing = stack.use(
    presence.watch({
      people: () =>
        [...follower.logs.values()].flatMap(({ peer }) =>
          watched.has(peer) && !hiding.has(peer) ? peer : [],
        ),
      show: (person, { online, lastSeenAt }) =>
        socket.send({
          ...{ t: 'presence', person, online },
          ...(lastSeenAt && { lastSeenAt: presentTime(lastSeenAt) }),
        }),
    }),
  )
  const isNew = stack.use(news.follow(personId, (frame) => socket.send(frame)))
  stack.use(followers.follow(follower))
  stack.use(
    sessions.watch(sessionId, () => {
      socket.send({ t: 'nack', code: 'SESSION_ENDED' })
      socket.close(SESSION_OVER, 'session over')
    }),
  )
  return {
    frame(input) {
      const frame = Frame.safeParse(input)
      const clientId = typeof input?.['clientId'] === 'string' ? input['clientId'] : undefined
      const named = { ...(clientId !== undefined && { clientId }) }
      if (!frame.success)
        return nack(
          isKnown(input?.['t']) ? errors.SOCKET_FRAME_INVALID() : errors.SOCKET_FRAME_UNKNOWN(),
          named,
        )
      void Promise.resolve(answer(frame.data)).catch(nack)
    },
    overflowed() {
      // It asks for each log again, from where it has got.
      for (const conv of follower.logs.keys()) socket.send({ t: 'resync', conv })
      follower.logs.clear()
      void greet({ t: 'hello' }).catch(nack)
    },
    closed: () => stack.dispose(),
  }
}

const lastOf = ({ lastSeq }: LogPage): number => Number(lastSeq)
