// What a person sees of themselves.
import type { Phone } from './phone.ts'
import { termsDue, type Person } from './person.ts'

export type Me = {
  readonly person: Person
  readonly phone: Phone
  readonly termsDue: boolean
  readonly termsVersion: string
}

export const meOf = (person: Person, phone: Phone, currentTerms: string): Me => ({
  person,
  phone,
  termsDue: termsDue(person, currentTerms),
  termsVersion: currentTerms,
})
