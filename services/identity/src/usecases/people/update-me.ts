// A person edits their profile.
import type { Actor } from '@pk-auto/kernel/actor'
import { mustBeExpected } from '@pk-auto/kernel/version'
import type { Me } from '../../domain/me.ts'
import { edit, type ProfileEdit } from '../../domain/person.ts'
import { changePerson, type ChangePersonDeps } from './change-person.ts'

/**
 * @throws VERSION_MISMATCH (precondition) when another edit came first · PROFILE_INVALID (invalid)
 */
export function updateMe(deps: ChangePersonDeps) {
  return function updateMe(
    actor: Actor,
    command: { expectedVersion: number; edit: ProfileEdit },
  ): Promise<Me> {
    return changePerson(deps, actor, (person, now) => {
      mustBeExpected(person.version, command.expectedVersion)
      return edit(person, command.edit, now)
    })
  }
}
