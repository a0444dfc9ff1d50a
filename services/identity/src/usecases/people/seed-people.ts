// People for development: they join with a name, a city and accepted terms, exactly as if each had
// signed in, events included.
import type { Clock } from '@pk-auto/kernel/clock'
import { errors as kernelErrors } from '@pk-auto/kernel/errors'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { personId, type PersonId } from '../../domain/ids.ts'
import {
  acceptTerms,
  edit,
  join,
  langOf,
  type Person,
  type PersonChanged,
} from '../../domain/person.ts'
import { parsePhone, type PhoneRules } from '../../domain/phone.ts'
import type { PhoneIndex, PhoneVault, SealedPhone } from '../../domain/sealed-phone.ts'

export type SeedPerson = {
  id: string
  phone: string
  displayName: string
  city: string
  lang: string
  joinedAt: Date
}

export type SeedPeopleDeps = {
  profile: string
  clock: Clock
  currentTerms: string
  phoneRules: PhoneRules
  vault: Pick<PhoneVault, 'seal' | 'index'>
  inTransaction: InTransaction<{
    people: {
      insert(person: Person, sealedPhone: SealedPhone, index: PhoneIndex): Promise<boolean>
      idByPhone(index: PhoneIndex): Promise<PersonId | undefined>
    }
    announce: (change: PersonChanged) => Promise<void>
  }>
}

/**
 * Idempotent by phone number: people who exist stay as they are. Returns the person id of each seed
 * in order; it differs from the seed's own when the number was taken. @throws SEED_REFUSED in
 * production
 */
export function seedPeople(deps: SeedPeopleDeps) {
  return async function seedPeople(seeds: readonly SeedPerson[]): Promise<PersonId[]> {
    if (deps.profile === 'production') throw kernelErrors.SEED_REFUSED()
    return deps.inTransaction({ system: 'seed' }, async ({ people, announce }) => {
      const ids: PersonId[] = []
      for (const seed of seeds) {
        const phone = parsePhone(seed.phone, deps.phoneRules)
        const index = deps.vault.index(phone)
        const joined = join(personId(seed.id), langOf(seed.lang), seed.joinedAt).person
        const named =
          edit(joined, { displayName: seed.displayName, city: seed.city }, seed.joinedAt)?.person ??
          joined
        const person =
          acceptTerms(
            named,
            { version: deps.currentTerms, marketing: false },
            deps.currentTerms,
            seed.joinedAt,
          )?.person ?? named
        if (await people.insert(person, deps.vault.seal(phone, person.id), index)) {
          await announce({ change: 'joined', person, at: deps.clock.now() })
          ids.push(person.id)
        } else {
          const known = await people.idByPhone(index)
          if (known) ids.push(known)
        }
      }
      return ids
    })
  }
}
