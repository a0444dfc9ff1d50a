// What a seller writes beside the facts: a title of one line and a description, for people to read, without a number to call.
import type { FieldProblem } from '@pk-auto/kernel/domain-error'
import { textFault } from '@pk-auto/kernel/readable-text'
import type { ListingBounds, ListingFacts } from './listing-facts.ts'
import { holdsPhone } from './phone-in-text.ts'

/** BCP 47: English, Urdu, and Urdu in Latin letters, as most people here type it. */
const LANGS = ['en', 'ur', 'ur-Latn']

const NO_PHONE = 'take the phone number out of this text: it is public, and yours is never shown to who has not signed in'

export function textProblems({ title, description }: ListingFacts, bounds: ListingBounds): FieldProblem[] {
  const problems: FieldProblem[] = []
  if (title !== undefined) problems.push(...oneText('title', title, bounds.maxTitle))
  if (!description) return problems
  problems.push(...oneText('description.text', description.text, bounds.maxDescription))
  if (!LANGS.includes(description.lang))
    problems.push({ path: 'description.lang', code: 'UNKNOWN_VALUE', message: `the language of a description is one of ${LANGS.join(', ')}` })
  return problems
}

function oneText(path: 'title' | 'description.text', text: string, most: number): FieldProblem[] {
  // The length first: nothing is looked for in a text that is too long to be kept.
  if (text.length > most) return [{ path, code: 'TOO_LONG', message: `at most ${most} characters` }]
  const fault = textFault(text, path === 'title' ? 'one' : 'many')
  if (fault) return [{ path, ...fault }]
  return holdsPhone(text) ? [{ path, code: 'PHONE_IN_TEXT', message: NO_PHONE }] : []
}
