// What one socket says in its person's name: each message handed over in its turn, and answered.
import { DomainError, type ErrorKind } from '@pk-auto/kernel/domain-error'
import { answers } from '../answers.ts'
import { messageOf } from '../message-of.ts'
import { presentTime } from '../present/listing.ts'
import type { TimedSends } from '../timed-sends.ts'
import type { ClientFrameOf, ServerFrame } from './frames.ts'
import type { MessageBuckets } from './message-buckets.ts'
import type { Outgoing } from './outgoing.ts'
import { turns } from './turns.ts'

export type WritingDeps = {
  readonly outgoing: Outgoing
  readonly timed: TimedSends
  readonly buckets: Pick<MessageBuckets, 'take'>
}

export type Writer = {
  readonly person: string
  /** Of its session. @throws as `OpenSessions` does */
  token(): Promise<string>
  send(frame: ServerFrame): void
  refuse(error: unknown, of: { conv: string; clientId: string }): void
}

/** A message that is not the next one comes again after this. */
const NEXT_MS = 200

const tooSoon = (retryAfterMs: number) => answers.RATE_LIMITED({}, { retryAfterMs })
/** A closed socket has no session any more, and its messages come again by the next one. */
const TEMPORARY = new Set<ErrorKind>([
  ...(['too_many', 'unavailable', 'deadline', 'internal', 'unauthenticated'] as const),
])
const comesAgain = (error: unknown): boolean =>
  !(error instanceof DomainError) || TEMPORARY.has(error.kind)
const clock = () => performance.now()

/** Messages of one conversation arrive in the order they were sent. */
export function writing({ outgoing, timed, buckets }: WritingDeps, writer: Writer) {
  const order = turns(clock)
  /** What is on its way to each log. */
  const sending = new Map<string, Promise<void>>()

  const send = async (frame: ClientFrameOf<'send'>): Promise<void> => {
    const { conv, clientId } = frame
    try {
      if (!order.isNext(conv, clientId)) throw tooSoon(NEXT_MS)
      const waitMs = buckets.take(writer.person)
      if (waitMs > 0) throw tooSoon(waitMs)
      const { seq, at } = await timed(async () =>
        outgoing(messageOf(conv, frame), await writer.token()),
      )
      writer.send({ t: 'ack', clientId, conv, seq: Number(seq), at: presentTime(at) })
      order.done(conv, clientId)
    } catch (error) {
      if (comesAgain(error)) order.wait(conv, clientId)
      else order.done(conv, clientId)
      writer.refuse(error, { clientId, conv })
    }
  }
  return function sendInOrder(frame: ClientFrameOf<'send'>): void {
    const sent = (sending.get(frame.conv) ?? Promise.resolve()).then(() => send(frame))
    sending.set(frame.conv, sent)
    void sent.then(() => sending.get(frame.conv) === sent && sending.delete(frame.conv))
  }
}
