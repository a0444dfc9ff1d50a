// A person reads where their mail goes, and whether a proof is still open.
import { type Actor, mustBePerson } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { Email, EmailVault } from '../../domain/email/email.ts'
import { personId } from '../../domain/ids.ts'
import type { EmailProofs, Emails } from './email-stores.ts'

export type GetOwnEmailDeps = {
  clock: Clock
  emailVault: Pick<EmailVault, 'open'>
  inTransaction: InTransaction<{ emailProofs: EmailProofs; emails: Emails }>
}

export type OwnEmail = {
  /** Proved. */
  readonly email?: Email
  readonly pending: boolean
}

export function getOwnEmail({ clock, emailVault, inTransaction }: GetOwnEmailDeps) {
  return async function getOwnEmail(actor: Actor): Promise<OwnEmail> {
    const person = personId(mustBePerson(actor).personId)
    return inTransaction({ system: 'identity.own-email' }, async ({ emailProofs, emails }) => {
      const sealed = (await emails.of([person])).get(person)
      const pending = await emailProofs.isOpen(person, clock.now())
      return { pending, ...(sealed && { email: emailVault.open(sealed, person) }) }
    })
  }
}
