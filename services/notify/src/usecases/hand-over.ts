// Hands one message to the providers of its channel, one after the other, until one has it or
// nobody can know whether one has.
import type { Clock } from '@pk-auto/kernel/clock'
import { failpoint } from '@pk-auto/lifecycle/failpoint'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { mayTryNext, SEND_STATE_AFTER, type Handover } from '../domain/handover.ts'
import type { Channel, OutgoingMessage } from '../domain/message.ts'
import type { SendState } from '../domain/receipt.ts'

/**
 * A way out. Never tries twice by itself; a rejection means that nobody knows what became of the
 * message.
 */
export type MessageProvider = {
  readonly name: string
  send(message: OutgoingMessage, signal: AbortSignal): Promise<Handover>
}

export type Attempt = {
  sendId: string
  provider: string
  channel: Channel
  at: Date
  dueAt: Date
}

export type AttemptStore = {
  /** Stored before the provider is called; makes it the current provider of the send. */
  begin(attempt: Attempt): Promise<void>
  /** What came of it, unless a receipt was faster. */
  settle(sendId: string, provider: string, handover: Handover): Promise<void>
}

export type SendReport = (event: {
  event: 'send.done'
  channel: Channel
  provider: string
  outcome: Handover['outcome']
  fault?: string
}) => void

export type HandOverDeps = {
  clock: Clock
  retentionMs: number
  inTransaction: InTransaction<{
    attempts: AttemptStore
    sends: { finish(id: string, state: SendState): Promise<void> }
  }>
  reportSend: SendReport
}

const SYSTEM = { system: 'send' }

export type HandedOver = {
  readonly state: SendState
  /** The number cannot be reached by this channel, whoever tries. */
  readonly isNumber: boolean
  /** When the first may be asked again, where all have asked to be left alone. */
  readonly busyUntil?: Date
}

/** Of the refusals of all that were asked. */
function refusal(refusals: readonly Handover[]): Omit<HandedOver, 'state'> {
  const refused = refusals.flatMap((one) => (one.outcome === 'refused' ? [one] : []))
  const pauses = refused.flatMap(({ busyUntil }) => (busyUntil ? [busyUntil.getTime()] : []))
  const areBusy = pauses.length > 0 && pauses.length === refusals.length
  return {
    isNumber: refused.some(({ fault }) => fault === 'number'),
    ...(areBusy && { busyUntil: new Date(Math.min(...pauses)) }),
  }
}

/** The first attempt is stored already. One deadline, `signal`, holds for all of them together. */
export async function handOver(
  deps: HandOverDeps,
  message: OutgoingMessage,
  providers: readonly MessageProvider[],
  signal: AbortSignal,
): Promise<HandedOver> {
  const { id: sendId, channel } = message
  const handovers: Handover[] = []
  for (const [turn, provider] of providers.entries()) {
    const { name } = provider
    if (turn > 0) {
      const at = deps.clock.now()
      const dueAt = new Date(at.getTime() + deps.retentionMs)
      await deps.inTransaction(SYSTEM, ({ attempts }) =>
        attempts.begin({ sendId, provider: name, channel, at, dueAt }),
      )
    }
    await failpoint('send.after_intent')
    const handover = await provider
      .send(message, signal)
      .catch((): Handover => ({ outcome: 'unknown' }))
    handovers.push(handover)
    await failpoint('send.after_provider')
    const isLast = turn === providers.length - 1 || signal.aborted || !mayTryNext(handover)
    const state = SEND_STATE_AFTER[handover.outcome]
    await deps.inTransaction(SYSTEM, async ({ attempts, sends }) => {
      await attempts.settle(sendId, name, handover)
      if (isLast) await sends.finish(sendId, state)
    })
    const fault = handover.outcome === 'refused' ? { fault: handover.fault } : {}
    deps.reportSend({
      event: 'send.done',
      ...{ channel, provider: name, outcome: handover.outcome },
      ...fault,
    })
    if (isLast) return { state, ...refusal(handovers) }
    await failpoint('send.after_refusal')
  }
  throw new Error(`the channel ${channel} has no provider`)
}
