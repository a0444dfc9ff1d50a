// A person wants no mail any more: address and open proof go.
import { type Actor, mustBePerson } from '@pk-auto/kernel/actor'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { personId } from '../../domain/ids.ts'
import type { EmailProofs, Emails } from './email-stores.ts'

export type RemoveEmailDeps = {
  inTransaction: InTransaction<{ emailProofs: EmailProofs; emails: Emails }>
}

/** Idempotent. */
export function removeEmail({ inTransaction }: RemoveEmailDeps) {
  return async function removeEmail(actor: Actor): Promise<void> {
    const person = personId(mustBePerson(actor).personId)
    await inTransaction({ system: 'identity.remove-email' }, async ({ emailProofs, emails }) => {
      await emailProofs.withdraw(person)
      await emails.save(person, undefined)
    })
  }
}
