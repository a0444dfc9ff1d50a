// What a person sees of themselves, as a message.
import type { Me } from '../domain/me.ts'
import { toWays } from './contact.ts'

export const toMe = ({ person, phone, termsDue, termsVersion }: Me) => ({
  id: person.id,
  version: person.version,
  phone,
  displayName: person.displayName,
  city: person.city,
  lang: person.lang,
  termsDue,
  termsVersion,
  marketing: person.marketing,
  createdAt: person.createdAt,
  contact: toWays(person.contact),
})
