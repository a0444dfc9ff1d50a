// One message goes out now: the intent is stored, the provider is called outside of any
// transaction, and what came of it is stored again.
import type { Clock } from '@pk-auto/kernel/clock'
import { errors } from '../domain/errors.ts'
import { newId } from '@pk-auto/kernel/id'
import { failpoint } from '@pk-auto/lifecycle/failpoint'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { mustBeAllowed, type Channel, type Lang, type Template } from '../domain/message.ts'
import { wordsOf } from '../domain/wording.ts'

export type SendState = 'sending' | 'sent' | 'failed'

export type OutgoingMessage = {
  id: string
  to: string
  channel: Channel
  text: string
  code: string | undefined
}

/** A way out. Rejects when the provider refuses or does not answer; never retries by itself. */
export type MessageProvider = {
  readonly name: string
  send(message: OutgoingMessage, signal: AbortSignal): Promise<{ reference: string }>
}

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

export type SendNowDeps = {
  clock: Clock
  rules: { callingCodes: readonly string[]; sandbox: boolean }
  providers: Readonly<Record<Channel, MessageProvider>>
  providerTimeoutMs: number
  retentionMs: number
  inTransaction: InTransaction<{
    sends: {
      insert(send: NewSend): Promise<void>
      stateOf(id: string): Promise<SendState | undefined>
      finish(id: string, state: 'sent' | 'failed', reference?: string): Promise<void>
    }
    /** Runs `work` for the first call with this key only; every repeat gets the first id. */
    once: (call: KeyedBy, work: () => Promise<string>) => Promise<string>
  }>
  reportSend: (event: {
    event: 'send.done'
    channel: Channel
    provider: string
    outcome: 'sent' | 'failed'
  }) => void
}

export type SendNow = { to: string; channel: Channel; lang: Lang; template: Template }

const SYSTEM = { system: 'send' }
const failed = (cause?: unknown) => errors.SEND_FAILED({}, cause === undefined ? {} : { cause })

/**
 * At most one send per key, also when this process dies in the middle: then the outcome is unknown
 * and a repeat reports it instead of sending again.
 * @throws RECIPIENT_NOT_ALLOWED (invalid) · SEND_FAILED (unavailable) · SEND_UNDER_WAY (conflict) ·
 * IDEMPOTENCY_KEY_REUSED (invalid) · IDEMPOTENCY_IN_FLIGHT (conflict)
 */
export function sendNow(deps: SendNowDeps) {
  return async function sendNow(call: KeyedBy, message: SendNow): Promise<{ messageId: string }> {
    const { to, channel, lang, template } = message
    mustBeAllowed(to, deps.rules)
    const provider = deps.providers[channel]
    let mine = false
    const { messageId, state } = await deps.inTransaction(SYSTEM, async ({ sends, once }) => {
      const id = await once(call, async () => {
        mine = true
        const made = newId()
        const now = deps.clock.now()
        const dueAt = new Date(now.getTime() + deps.retentionMs)
        await sends.insert({
          id: made,
          channel,
          template: template.name,
          lang,
          provider: provider.name,
          createdAt: now,
          dueAt,
        })
        return made
      })
      return { messageId: id, state: mine ? 'sending' : await sends.stateOf(id) }
    })
    if (!mine) {
      if (state === 'sending') throw errors.SEND_UNDER_WAY({ messageId })
      // A row already swept was sent or failed long ago; nothing may go out again for its key
      // either way.
      if (state === 'failed') throw failed()
      return { messageId }
    }
    await failpoint('send.after_intent')
    const finish = async (outcome: 'sent' | 'failed', reference?: string) => {
      await deps.inTransaction(SYSTEM, ({ sends }) => sends.finish(messageId, outcome, reference))
      deps.reportSend({ event: 'send.done', channel, provider: provider.name, outcome })
    }
    const text = wordsOf(template, lang, channel)
    const handed = provider.send(
      { id: messageId, to, channel, text, code: template.code },
      AbortSignal.timeout(deps.providerTimeoutMs),
    )
    const { reference } = await handed.catch(async (error: unknown) => {
      await finish('failed')
      throw failed(error)
    })
    await failpoint('send.after_provider')
    await finish('sent', reference)
    return { messageId }
  }
}
