// The ways that notices leave by, from the configuration.
import type { NotifyConfig } from '../config.ts'
import type { Way } from '../usecases/deliveries/deliver-due.ts'
import type { SendProofDeps } from '../usecases/mail/send-proof.ts'
import { sandboxMailer, smtpMailer } from './mail/mailer.ts'
import { hostCircuits } from './host-circuits.ts'
import { type MailDeps, mailWays } from './mail/mail-way.ts'
import { type PushDeps, pushWay } from './push/push-way.ts'
import type { Mailbox } from './sandbox-provider.ts'

export type WaysDeps = {
  readonly clock: PushDeps['clock']
  readonly mailbox: Mailbox
  readonly emailOf: MailDeps['emailOf']
  readonly openAmong: PushDeps['openAmong']
  readonly inTransaction: PushDeps['inTransaction']
}

export function waysOf(
  config: Pick<NotifyConfig, 'mail' | 'webOrigin' | 'serviceSecret' | 'vapid' | 'news'>,
  { clock, mailbox, emailOf, openAmong, inTransaction }: WaysDeps,
): { ways: { readonly email: Way; readonly push: Way } } & Pick<SendProofDeps, 'mailProof'> {
  const { mail, webOrigin, serviceSecret: stopSecret, vapid, news } = config
  const { url } = mail
  const circuits = hostCircuits({ clock })
  const mailer = url === undefined ? sandboxMailer(mailbox) : smtpMailer({ ...mail, url })
  const { notices, mailProof } = mailWays({ mailer, circuits, webOrigin, stopSecret, emailOf })
  const { pushTtlSeconds: ttlSeconds, timeoutMs } = news
  return {
    ways: {
      email: notices,
      push: pushWay({
        ...{ clock, circuits, openAmong, inTransaction },
        ...{ vapid, ttlSeconds, timeoutMs },
      }),
    },
    mailProof,
  }
}
