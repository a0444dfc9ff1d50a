// A person edits their profile.
import type { Actor } from '@pk-auto/kernel/actor'
import { errors as kernelErrors } from '@pk-auto/kernel/errors'
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
