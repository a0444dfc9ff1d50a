// A person decides how they want to be reached.
import { type Actor, mustBePerson } from '@pk-auto/kernel/actor'
import type { PersonId } from '../../domain/ids.ts'
import { change, type PreferencesView, viewOf } from '../../domain/news/preferences.ts'
import type { PreferencesDeps } from './get-preferences.ts'

export type PreferencesWish = Parameters<typeof change>[1]

/** What is not named stays. Idempotent. @throws INVALID_PREFERENCES (invalid) naming the field */
export function changePreferences({ defaults, inTransaction }: PreferencesDeps) {
  return async function changePreferences(
    actor: Actor,
    wish: PreferencesWish,
  ): Promise<PreferencesView> {
    const person = mustBePerson(actor).personId as PersonId
    return inTransaction({ actor }, async ({ ownPreferences }) => {
      const changed = change(await ownPreferences.get(person), wish)
      await ownPreferences.save(person, changed)
      return viewOf(changed, defaults)
    })
  }
}
