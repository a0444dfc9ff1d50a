// The proven mail addresses of people, for the one service that writes to them.
import { mustBeBatch } from '@pk-auto/kernel/batch'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { Email, EmailVault } from '../../domain/email/email.ts'
import { personId, type PersonId } from '../../domain/ids.ts'
import type { Emails } from './email-stores.ts'

export type GetEmailsDeps = {
  emailVault: Pick<EmailVault, 'open'>
  inTransaction: InTransaction<{ emails: Emails }>
}

/** People without one are left out. @throws TOO_MANY_IDS, ID_INVALID (invalid) */
export function getEmails({ emailVault, inTransaction }: GetEmailsDeps) {
  return async function getEmails(
    ids: readonly string[],
  ): Promise<{ id: PersonId; email: Email }[]> {
    mustBeBatch(ids)
    const wanted = [...new Set(ids)].map((id) => personId(id, 'ids'))
    if (wanted.length === 0) return []
    const found = await inTransaction({ system: 'identity.emails' }, ({ emails }) =>
      emails.of(wanted),
    )
    return [...found].map(([id, sealed]) => ({ id, email: emailVault.open(sealed, id) }))
  }
}
