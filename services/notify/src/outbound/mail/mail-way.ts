// Notices and proofs by mail: the address from identity, the words from the templates, the way out
// by the mailer.
import { purposeOf } from '../../domain/news/news.ts'
import { stopToken } from '../../domain/news/stop-link.ts'
import type { Way } from '../../usecases/deliveries/deliver-due.ts'
import type { SendProofDeps } from '../../usecases/mail/send-proof.ts'
import type { HostCircuits } from '../host-circuits.ts'
import type { PeopleClient } from '../people-client.ts'
import type { Mailer } from './mailer.ts'
import { mailTemplates } from './templates.ts'

export type MailDeps = {
  mailer: Mailer
  circuits: HostCircuits
  /** Of the pages: https://automart.pk */
  webOrigin: string
  stopSecret: string
  emailOf: PeopleClient['emailOf']
}

export function mailWays({ mailer, circuits, webOrigin, stopSecret, emailOf }: MailDeps): {
  notices: Way
  mailProof: SendProofDeps['mailProof']
} {
  const fill = mailTemplates()
  return {
    notices: {
      name: mailer.name,
      async send({ delivery, lang, title, body, path }) {
        const to = await emailOf(delivery.person).catch(() => 'away' as const)
        if (to === 'away') return { is: 'deferred' }
        if (to === undefined) return { is: 'gone' }
        const purpose = purposeOf(delivery.kind)
        const token = encodeURIComponent(
          stopToken(stopSecret, { person: delivery.person, purpose }),
        )
        const page = lang === 'ur' ? '/ur/alerts/stop' : '/alerts/stop'
        const filled = fill('notice', lang, {
          ...{ title, body, url: `${webOrigin}${path}` },
          stopUrl: `${webOrigin}${page}?token=${token}`,
        })
        const stopUrl = `${webOrigin}/api/v1/alerts/stop?token=${token}`
        return circuits.ask(mailer.name, () => mailer.send({ ...filled, to, lang, stopUrl }))
      },
    },
    mailProof: async ({ to, lang, token }) => {
      const page = lang === 'ur' ? '/ur/confirm-email' : '/confirm-email'
      const url = `${webOrigin}${page}?token=${encodeURIComponent(token)}`
      return mailer.send({ ...fill('proof', lang, { url }), to, lang })
    },
  }
}
