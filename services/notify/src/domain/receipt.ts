// What a provider reports later about a message it took. Receipts come late, twice and in any
// order: states only ever move towards `delivered`.
import type { Fault } from './handover.ts'

export type SendState = 'sending' | 'sent' | 'failed' | 'unknown' | 'undelivered' | 'delivered'
export type AttemptState =
  | 'handed'
  | 'accepted'
  | 'refused'
  | 'unknown'
  | 'undelivered'
  | 'delivered'

export type Receipt = {
  /** The same for a repeat, another for every other thing the provider has to say. */
  readonly id: string
  /** Our own id, which the provider got with the message. */
  readonly sendId: string
  readonly reference: string
  readonly delivered: boolean
  /** Why it was not delivered. */
  readonly fault?: Extract<Fault, 'number' | 'undelivered'>
}

/** A delivered message stays delivered; whatever else was known gives way. */
const after = <State extends string>(state: State, delivered: boolean) =>
  state === 'delivered' || delivered ? 'delivered' : 'undelivered'

export type SendProgress = {
  readonly attempt: AttemptState
  readonly send: SendState
  /** Whether this provider is the one that has the message now, not one that refused it. */
  readonly isCurrent: boolean
}

/** A provider whose turn is over can only bring good news about the send. */
export function afterReceipt(progress: SendProgress, delivered: boolean): SendProgress {
  const { attempt, send, isCurrent } = progress
  const counts = delivered || isCurrent
  return {
    attempt: after(attempt, delivered),
    send: counts ? after(send, delivered) : send,
    isCurrent,
  }
}
