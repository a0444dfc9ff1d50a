// Notices by SMS: one text, by the providers that codes go by.
import { DomainError } from '@pk-auto/kernel/domain-error'
import type { Outcome } from '../../domain/news/delivery.ts'
import type { KeyedBy, SendNow } from '../send-now.ts'
import type { Way } from './deliver-due.ts'

export type BySmsDeps = {
  /** Of the pages: https://automart.pk */
  webOrigin: string
  /** E.164; undefined for somebody who is gone. */
  phoneOf: (person: string) => Promise<string | undefined>
}

const OUTCOME: Readonly<Record<string, Outcome>> = {
  SEND_FAILED: { is: 'deferred' },
  RECIPIENT_NOT_ALLOWED: { is: 'gone' },
}

/** Each try is a send of its own; one whose outcome nobody knows is never tried again. */
export const bySms = (
  { webOrigin, phoneOf }: BySmsDeps,
  sendNow: (call: KeyedBy, message: SendNow) => Promise<{ messageId: string }>,
): Way => ({
  name: 'sms',
  async send({ delivery, lang, title, body, path }) {
    const to = await phoneOf(delivery.person).catch(() => 'away' as const)
    if (to === 'away') return { is: 'deferred' }
    if (to === undefined) return { is: 'gone' }
    const text = `${title}. ${body} ${webOrigin}${path}`
    const key = `${delivery.id}:${delivery.tries}`
    const call = { actor: 'notify', method: 'deliver', key, sha256: key }
    try {
      const template = { name: 'notice', text } as const
      const { messageId } = await sendNow(call, { to, channel: 'sms', lang, template })
      return { is: 'accepted', reference: messageId }
    } catch (error) {
      const code = error instanceof DomainError ? error.code : ''
      return OUTCOME[code] ?? { is: 'unknown' }
    }
  },
})
