// Whoever has the link from the mail proves the address, signed in there or not.
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { errors } from '../../domain/errors.ts'
import { hashToken } from '../../domain/secret-token.ts'
import type { EmailProofs, Emails } from './email-stores.ts'

export type ConfirmEmailDeps = {
  clock: Clock
  inTransaction: InTransaction<{ emailProofs: EmailProofs; emails: Emails }>
}

/** Once per link. @throws EMAIL_PROOF_EXPIRED (invalid) */
export function confirmEmail({ clock, inTransaction }: ConfirmEmailDeps) {
  return async function confirmEmail(token: string): Promise<void> {
    await inTransaction({ system: 'identity.confirm-email' }, async ({ emailProofs, emails }) => {
      const proof = await emailProofs.take(hashToken(token), clock.now())
      if (!proof || !(await emails.save(proof.person, proof.sealed)))
        throw errors.EMAIL_PROOF_EXPIRED()
    })
  }
}
