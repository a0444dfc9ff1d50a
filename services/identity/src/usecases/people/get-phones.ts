// The proven numbers of people, for the one service that counts who sees them.
import { mustBeBatch } from '@pk-auto/kernel/batch'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { Contact } from '../../domain/contact.ts'
import { personId, type PersonId } from '../../domain/ids.ts'
import type { Phone } from '../../domain/phone.ts'
import type { PhoneVault } from '../../domain/sealed-phone.ts'
import type { StoredPerson } from './get-me.ts'

export type GetPhonesDeps = {
  vault: Pick<PhoneVault, 'open'>
  inTransaction: InTransaction<{
    people: { withPhones(ids: readonly PersonId[]): Promise<StoredPerson[]> }
  }>
}

export type PersonPhone = {
  readonly id: PersonId
  readonly phone: Phone
  readonly contact: Contact
}

/** Unknown ids are left out; order is not promised. @throws TOO_MANY_IDS, ID_INVALID (invalid) */
export function getPhones({ vault, inTransaction }: GetPhonesDeps) {
  return async function getPhones(ids: readonly string[]): Promise<PersonPhone[]> {
    mustBeBatch(ids)
    const wanted = [...new Set(ids)].map((id) => personId(id, 'ids'))
    if (wanted.length === 0) return []
    const found = await inTransaction({ system: 'identity.phones' }, ({ people }) =>
      people.withPhones(wanted),
    )
    return found.map(({ person: { id, contact }, sealedPhone }) => ({
      ...{ id, contact },
      phone: vault.open(sealedPhone, id),
    }))
  }
}
