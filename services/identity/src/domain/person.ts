// A person: their profile, whether they accepted the terms, and the change each edit publishes.
import { ANY_WAY, type Contact, contactProblems, sameContact } from './contact.ts'
import { errors, type FieldProblem } from './errors.ts'
import { textFault, tidyText } from '@pk-auto/kernel/readable-text'
import type { PersonId } from './ids.ts'

export const LANGS = ['en', 'ur'] as const
export type Lang = (typeof LANGS)[number]

export type Person = {
  readonly id: PersonId
  readonly version: number
  /** Empty until the person gives one. */
  readonly displayName: string
  /**
   * City slug; empty when not given. The taxonomy is catalogue's: only the form is checked here.
   */
  readonly city: string
  readonly lang: Lang
  readonly marketing: boolean
  readonly contact: Contact
  /** The terms accepted last. */
  readonly termsVersion: string | undefined
  readonly createdAt: Date
}

export type PersonChanged = {
  readonly change: 'joined' | 'edited' | 'terms-accepted' | 'republished'
  readonly person: Person
  readonly at: Date
}

export const MAX_NAME = 60
const CITY = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
const MAX_CITY = 60
/**
 * A name is shown on every ad of its owner. This many digits, in any script and with anything
 * between them, would publish a telephone number.
 */
const NUMBER_DIGITS = 7

/** Messages exist in English and Urdu; any other language gets English. */
export const langOf = (text: string): Lang => LANGS.find((lang) => lang === text) ?? 'en'

export function join(id: PersonId, lang: Lang, now: Date): PersonChanged {
  const person: Person = {
    id,
    version: 1,
    displayName: '',
    city: '',
    lang,
    marketing: false,
    contact: ANY_WAY,
    termsVersion: undefined,
    createdAt: now,
  }
  return { change: 'joined', person, at: now }
}

export const termsDue = (person: Pick<Person, 'termsVersion'>, current: string): boolean =>
  person.termsVersion !== current

/**
 * Undefined when nothing changes: accepting again publishes nothing. @throws
 * TERMS_UNKNOWN_VERSION (invalid) for any but the current version
 */
export function acceptTerms(
  person: Person,
  accepted: { version: string; marketing: boolean },
  current: string,
  now: Date,
): PersonChanged | undefined {
  if (accepted.version !== current) {
    const fields: FieldProblem[] = [
      { path: 'version', code: 'TERMS_UNKNOWN_VERSION', message: 'is not the version in force' },
    ]
    throw errors.TERMS_UNKNOWN_VERSION({ current }, { fields })
  }
  if (person.termsVersion === current && person.marketing === accepted.marketing) return undefined
  const next = {
    ...person,
    version: person.version + 1,
    termsVersion: current,
    marketing: accepted.marketing,
  }
  return { change: 'terms-accepted', person: next, at: now }
}

function nameProblems(typed: string, displayName: string): FieldProblem[] {
  const problem = (code: FieldProblem['code'], message: string): FieldProblem[] => [
    { path: 'displayName', code, message },
  ]
  const fault = typed.trim() === '' ? undefined : textFault(displayName, 'one')
  if (fault) return [{ path: 'displayName', ...fault }]
  if (Array.from(displayName).length > MAX_NAME)
    return problem('NAME_INVALID', `a name has at most ${MAX_NAME} characters`)
  const digits = displayName.normalize('NFKC').match(/\p{Nd}/gu) ?? []
  return digits.length < NUMBER_DIGITS
    ? []
    : problem('NAME_HAS_NUMBER', 'a name is public: write it without a phone number')
}

export type ProfileEdit = {
  displayName?: string
  city?: string
  lang?: string
  marketing?: boolean
  contact?: Contact
}

/**
 * Undefined when the edit changes nothing. An empty name or city removes it. @throws
 * PROFILE_INVALID (invalid) naming every bad field
 */
export function edit(person: Person, wish: ProfileEdit, now: Date): PersonChanged | undefined {
  const displayName =
    wish.displayName === undefined
      ? person.displayName
      : tidyText(wish.displayName).replace(/[^\S\t\n]+/g, ' ')
  const city = wish.city ?? person.city
  const contact = wish.contact ?? person.contact
  const lang = LANGS.find((known) => known === (wish.lang ?? person.lang))
  const problems = wish.displayName === undefined ? [] : nameProblems(wish.displayName, displayName)
  if (city !== '' && (city.length > MAX_CITY || !CITY.test(city)))
    problems.push({ path: 'city', code: 'CITY_INVALID', message: 'is not a city slug' })
  problems.push(...contactProblems(contact))
  if (!lang)
    problems.push({ path: 'lang', code: 'LANG_INVALID', message: `is none of ${LANGS.join(', ')}` })
  if (!lang || problems.length > 0) throw errors.PROFILE_INVALID({}, { fields: problems })
  const marketing = wish.marketing ?? person.marketing
  if (
    displayName === person.displayName &&
    city === person.city &&
    lang === person.lang &&
    marketing === person.marketing &&
    sameContact(contact, person.contact)
  )
    return undefined
  return {
    change: 'edited',
    person: { ...person, version: person.version + 1, displayName, city, lang, marketing, contact },
    at: now,
  }
}
