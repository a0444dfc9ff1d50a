// A person accepts the terms, and chooses whether they want tips and offers.
import type { Actor } from '@pk-auto/kernel/actor'
import type { Me } from '../../domain/me.ts'
import { acceptTerms as accept } from '../../domain/person.ts'
import { changePerson, type ChangePersonDeps } from './change-person.ts'

/** Idempotent. @throws TERMS_UNKNOWN_VERSION (invalid) */
export function acceptTerms(deps: ChangePersonDeps) {
  return function acceptTerms(
    actor: Actor,
    accepted: { version: string; marketing: boolean },
  ): Promise<Me> {
    return changePerson(deps, actor, (person, now) =>
      accept(person, accepted, deps.currentTerms, now),
    )
  }
}
