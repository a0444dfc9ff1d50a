// The steps that every change of a person's own record takes: one row, one event, one commit.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import { errors } from '../../domain/errors.ts'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { personId, type PersonId } from '../../domain/ids.ts'
import { meOf, type Me } from '../../domain/me.ts'
import type { Person, PersonChanged } from '../../domain/person.ts'
import type { PhoneVault } from '../../domain/sealed-phone.ts'
import type { StoredPerson } from './get-me.ts'

export type ChangePersonDeps = {
  clock: Clock
  currentTerms: string
  vault: Pick<PhoneVault, 'open'>
  inTransaction: InTransaction<{
    people: {
      forUpdate(id: PersonId): Promise<StoredPerson | undefined>
      save(person: Person): Promise<void>
    }
    announce: (change: PersonChanged) => Promise<void>
  }>
}

/**
 * @throws PERSON_NOT_FOUND (not_found) · SIGN_IN_REQUIRED (unauthenticated) · what `decide` throws
 */
export async function changePerson(
  deps: ChangePersonDeps,
  actor: Actor,
  decide: (person: Person, now: Date) => PersonChanged | undefined,
): Promise<Me> {
  const id = personId(mustBePerson(actor).personId)
  return deps.inTransaction({ actor }, async ({ people, announce }) => {
    const stored = await people.forUpdate(id)
    if (!stored) throw errors.PERSON_NOT_FOUND({ id })
    const changed = decide(stored.person, deps.clock.now())
    if (changed) {
      await people.save(changed.person)
      await announce(changed)
    }
    return meOf(
      changed?.person ?? stored.person,
      deps.vault.open(stored.sealedPhone, id),
      deps.currentTerms,
    )
  })
}
