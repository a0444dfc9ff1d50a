// A person reads their own record.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import { errors } from '../../domain/errors.ts'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { personId, type PersonId } from '../../domain/ids.ts'
import { meOf, type Me } from '../../domain/me.ts'
import type { Person } from '../../domain/person.ts'
import type { PhoneVault, SealedPhone } from '../../domain/sealed-phone.ts'

export type StoredPerson = { person: Person; sealedPhone: SealedPhone }

export type GetMeDeps = {
  currentTerms: string
  vault: Pick<PhoneVault, 'open'>
  inTransaction: InTransaction<{
    people: { byId(id: PersonId): Promise<StoredPerson | undefined> }
  }>
}

/** @throws PERSON_NOT_FOUND (not_found) when the person is gone while their token still lives */
export function getMe(deps: GetMeDeps) {
  return async function getMe(actor: Actor): Promise<Me> {
    const id = personId(mustBePerson(actor).personId)
    const found = await deps.inTransaction({ actor }, ({ people }) => people.byId(id))
    if (!found) throw errors.PERSON_NOT_FOUND({ id })
    return meOf(found.person, deps.vault.open(found.sealedPhone, id), deps.currentTerms)
  }
}
