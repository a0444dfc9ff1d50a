// The two ways a person changes their own record: accepting the terms and editing the profile. One
// row, one event, one commit.
import { mustBePerson, type Actor } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import { errors } from '../domain/errors.ts'
import { errors as kernelErrors } from '@pk-auto/kernel/errors'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { personId, type PersonId } from '../domain/ids.ts'
import { meOf, type Me } from '../domain/me.ts'
import {
  acceptTerms as accept,
  edit,
  type Person,
  type PersonChanged,
  type ProfileEdit,
} from '../domain/person.ts'
import type { PhoneVault } from '../domain/sealed-phone.ts'
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

async function change(
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

/** Idempotent. @throws TERMS_UNKNOWN_VERSION (invalid) */
export function acceptTerms(deps: ChangePersonDeps) {
  return function acceptTerms(
    actor: Actor,
    accepted: { version: string; marketing: boolean },
  ): Promise<Me> {
    return change(deps, actor, (person, now) => accept(person, accepted, deps.currentTerms, now))
  }
}

/**
 * @throws VERSION_MISMATCH (precondition) when another edit came first · PROFILE_INVALID (invalid)
 */
export function updateMe(deps: ChangePersonDeps) {
  return function updateMe(
    actor: Actor,
    command: { expectedVersion: number; edit: ProfileEdit },
  ): Promise<Me> {
    return change(deps, actor, (person, now) => {
      const { expectedVersion } = command
      if (person.version !== expectedVersion)
        throw kernelErrors.VERSION_MISMATCH({
          expectedVersion,
          version: person.version,
        })
      return edit(person, command.edit, now)
    })
  }
}
