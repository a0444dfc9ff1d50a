// Notices to a phone, by SMS or WhatsApp: one message, by the providers that codes go by.
import { DomainError } from '@pk-auto/kernel/domain-error'
import type { Outcome } from '../../domain/news/delivery.ts'
import type { KeyedBy, SendNow } from '../send-now.ts'
import type { Way } from './deliver-due.ts'

export type ByPhoneDeps = {
  /** Of the pages: https://automart.pk */
  webOrigin: string
  /** E.164, proven; undefined for somebody who is gone. */
  phoneOf: (person: string) => Promise<string | undefined>
}

const outcomeOf = (error: unknown): Outcome => {
  if (!(error instanceof DomainError)) return { is: 'unknown' }
  if (error.code === 'RECIPIENT_NOT_ALLOWED') return { is: 'gone' }
  if (error.code !== 'SEND_FAILED') return { is: 'unknown' }
  if (error.details['fault'] === 'number') return { is: 'gone' }
  const { retryAfterMs } = error
  return { is: 'deferred', ...(retryAfterMs !== undefined && { retryAfterMs }) }
}

/** Each try is a send of its own; one whose outcome nobody knows is never tried again. */
export const byPhone = (
  channel: 'sms' | 'whatsapp',
  { webOrigin, phoneOf }: ByPhoneDeps,
  sendNow: (call: KeyedBy, message: SendNow) => Promise<{ messageId: string }>,
): Way => ({
  name: channel,
  async send({ delivery, lang, title, body, path }) {
    const to = await phoneOf(delivery.person).catch(() => 'away' as const)
    if (to === 'away') return { is: 'deferred' }
    if (to === undefined) return { is: 'gone' }
    const key = `${delivery.id}:${delivery.tries}`
    const call = { actor: 'notify', method: 'deliver', key, sha256: key }
    try {
      const template = { name: 'notice', title, body, url: webOrigin + path } as const
      const { messageId } = await sendNow(call, { to, channel, lang, template })
      return { is: 'accepted', reference: messageId }
    } catch (error) {
      return outcomeOf(error)
    }
  },
})
