// How a person wants to be reached, the defaults filled in.
import { type Actor, mustBePerson } from '@pk-auto/kernel/actor'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { PersonId } from '../../domain/ids.ts'
import { type Defaults, type PreferencesView, viewOf } from '../../domain/news/preferences.ts'
import type { OwnPreferences } from './stores.ts'

export type PreferencesDeps = {
  defaults: Defaults
  inTransaction: InTransaction<{ ownPreferences: OwnPreferences }>
}

export function getPreferences({ defaults, inTransaction }: PreferencesDeps) {
  return async function getPreferences(actor: Actor): Promise<PreferencesView> {
    const person = mustBePerson(actor).personId as PersonId
    const stored = await inTransaction({ actor }, ({ ownPreferences }) =>
      ownPreferences.get(person),
    )
    return viewOf(stored, defaults)
  }
}
