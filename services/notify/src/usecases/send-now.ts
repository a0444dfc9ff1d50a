// One message goes out now: the intent is stored, the providers are called outside of any
// transaction, and what came of it is stored again.
import type { Clock } from '@pk-auto/kernel/clock'
import { errors } from '../domain/errors.ts'
import { newId } from '@pk-auto/kernel/id'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { codeOf, mustBeAllowed, type Channel, type Lang, type Template } from '../domain/message.ts'
import { providerOrder, type Measured, type OrderRules } from '../domain/provider-order.ts'
import type { SendState } from '../domain/receipt.ts'
import { wordsOf } from '../domain/wording.ts'
import {
  type AttemptStore,
  type HandedOver,
  handOver,
  type MessageProvider,
  type SendReport,
} from './hand-over.ts'

export type NewSend = {
  id: string
  channel: Channel
  template: string
  lang: Lang
  provider: string
  createdAt: Date
  dueAt: Date
}

export type KeyedBy = { actor: string; method: string; key: string; sha256: string }

/** How delivery is measured, besides the rules of the order. */
export type MeasureRules = OrderRules & {
  readonly windowMs: number
  /** A message taken and without a receipt for longer counts as not delivered. */
  readonly receiptWithinMs: number
}

export type SendNowDeps = {
  clock: Clock
  /** In [0, 1): decides which message probes a failing provider. */
  chance: () => number
  rules: { callingCodes: readonly string[]; sandbox: boolean }
  /** In the order of preference; at least one each. */
  providers: Readonly<Record<Channel, readonly MessageProvider[]>>
  measure: MeasureRules
  providerTimeoutMs: number
  retentionMs: number
  /** Where codes are typed. */
  webHost: string
  inTransaction: InTransaction<{
    attempts: AttemptStore & {
      measured(channel: Channel, since: Date, overdue: Date): Promise<Measured[]>
    }
    sends: {
      insert(send: NewSend): Promise<void>
      stateOf(id: string): Promise<SendState | undefined>
      finish(id: string, state: SendState): Promise<void>
    }
    /** Runs `work` for the first call with this key only; every repeat gets the first id. */
    once: (call: KeyedBy, work: () => Promise<string>) => Promise<string>
  }>
  reportSend: SendReport
  reportMeasured: (channel: Channel, measured: readonly Measured[]) => void
}

export type SendNow = { to: string; channel: Channel; lang: Lang; template: Template }

const SYSTEM = { system: 'send' }
const UNKNOWN: ReadonlySet<SendState | undefined> = new Set(['sending', 'unknown'])

/**
 * At most one accepted send per key, also when this process dies in the middle: then the outcome is
 * unknown and a repeat reports it instead of sending again.
 * @throws RECIPIENT_NOT_ALLOWED (invalid) · SEND_FAILED (unavailable): certainly nothing was sent,
 * with `fault: 'number'` where no provider could help, with the time to wait where all are busy ·
 * SEND_UNDER_WAY (conflict): perhaps it was · IDEMPOTENCY_KEY_REUSED (invalid) ·
 * IDEMPOTENCY_IN_FLIGHT (conflict)
 */
export function sendNow(deps: SendNowDeps) {
  /** The providers of the channel, the one to try first in front. */
  const inOrder = (channel: Channel, measured: readonly Measured[], now: Date) => {
    const providers = deps.providers[channel]
    const names = providers.map(({ name }) => name)
    const order = providerOrder(names, measured, deps.measure, { now, chance: deps.chance() })
    return order.flatMap((name) => providers.find((provider) => provider.name === name) ?? [])
  }
  const answer = (messageId: string, state: SendState | undefined, handed?: HandedOver) => {
    if (UNKNOWN.has(state)) throw errors.SEND_UNDER_WAY({ messageId })
    if (state === 'failed') throw failed(handed)
    // A row already swept was done with long ago; nothing may go out again for its key either way.
    return { messageId }
  }
  const failed = ({ isNumber = false, busyUntil }: Partial<HandedOver> = {}) => {
    const retryAfterMs = busyUntil && busyUntil.getTime() - deps.clock.now().getTime()
    return errors.SEND_FAILED(
      isNumber ? { fault: 'number' } : {},
      retryAfterMs !== undefined && retryAfterMs > 0 ? { retryAfterMs } : {},
    )
  }
  return async function sendNow(call: KeyedBy, message: SendNow): Promise<{ messageId: string }> {
    const { to, channel, lang, template } = message
    mustBeAllowed(to, deps.rules)
    let providers: readonly MessageProvider[] = []
    const begun = await deps.inTransaction(SYSTEM, async ({ sends, attempts, once }) => {
      const id = await once(call, async () => {
        const now = deps.clock.now()
        const ago = (ms: number) => new Date(now.getTime() - ms)
        const { windowMs, receiptWithinMs } = deps.measure
        const measured = await attempts.measured(channel, ago(windowMs), ago(receiptWithinMs))
        deps.reportMeasured(channel, measured)
        providers = inOrder(channel, measured, now)
        const made = newId()
        const dueAt = new Date(now.getTime() + deps.retentionMs)
        const provider = providers[0]?.name ?? ''
        const row = { id: made, template: template.name, lang, createdAt: now }
        await sends.insert({ ...row, channel, provider, dueAt })
        await attempts.begin({ sendId: made, provider, channel, at: now, dueAt })
        return made
      })
      return { id, state: providers.length > 0 ? undefined : await sends.stateOf(id) }
    })
    if (providers.length === 0) return answer(begun.id, begun.state)
    const text = wordsOf(template, lang, channel, deps.webHost)
    const handed = await handOver(
      deps,
      { id: begun.id, to, channel, lang, text, code: codeOf(template), template },
      providers,
      AbortSignal.timeout(deps.providerTimeoutMs),
    )
    return answer(begun.id, handed.state, handed)
  }
}
