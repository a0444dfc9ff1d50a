// Mails a link that proves an address.
import { errors } from '../../domain/errors.ts'
import { newId } from '@pk-auto/kernel/id'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { Outcome } from '../../domain/news/delivery.ts'
import type { Lang } from '../../domain/message.ts'
import type { KeyedBy } from '../send-now.ts'

export type ProofMail = { readonly to: string; readonly lang: Lang; readonly token: string }

export type SendProofDeps = {
  mailProof: (mail: ProofMail) => Promise<Outcome>
  inTransaction: InTransaction<{
    once: (call: KeyedBy, work: () => Promise<string>) => Promise<string>
  }>
}

/**
 * At most one mail per key: a repeat sends nothing. @throws SEND_FAILED (unavailable) when it was
 * certainly not passed on · MAILBOX_UNKNOWN (invalid) when its server says that there is none
 */
export function sendProof({ mailProof, inTransaction }: SendProofDeps) {
  return async function sendProof(call: KeyedBy, mail: ProofMail): Promise<{ messageId: string }> {
    let mine = false
    const messageId = await inTransaction({ system: 'notify.send-proof' }, ({ once }) =>
      once(call, async () => {
        mine = true
        return newId()
      }),
    )
    if (!mine) return { messageId }
    const outcome = await mailProof(mail)
    if (outcome.is === 'gone') throw errors.MAILBOX_UNKNOWN()
    if (outcome.is === 'refused' || outcome.is === 'deferred') throw errors.SEND_FAILED()
    return { messageId }
  }
}
