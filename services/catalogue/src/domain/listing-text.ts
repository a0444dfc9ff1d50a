// The texts of an ad, for people to read: a title of one line and a description.
import type { FieldProblem } from './errors.ts'
import { textFault } from '@pk-auto/kernel/readable-text'
import type { ListingBounds, ListingFacts } from './listing-facts.ts'
import { holdsPhoneNumber } from './phone/phone-number.ts'

/** BCP 47: English, Urdu, and Urdu in Latin letters, as most people here type it. */
const LANGS = ['en', 'ur', 'ur-Latn']

export function textProblems(
  { title, description }: ListingFacts,
  bounds: ListingBounds,
): FieldProblem[] {
  const problems: FieldProblem[] = []
  if (title !== undefined) problems.push(...titleProblems(title, bounds))
  if (!description) return problems
  problems.push(...oneText('description.text', description.text, bounds.maxDescription))
  if (!LANGS.includes(description.lang))
    problems.push({
      path: 'description.lang',
      code: 'UNKNOWN_VALUE',
      message: `the language of a description is one of ${LANGS.join(', ')}`,
    })
  return problems
}

/** A title is published on the topic, where no personal data may be; a description is not. */
function titleProblems(title: string, bounds: ListingBounds): FieldProblem[] {
  const problems = oneText('title', title, bounds.maxTitle)
  if (problems.length > 0 || !holdsPhoneNumber(title)) return problems
  const message =
    'take the phone number out of the title; if everybody may see it, write it in the description'
  return [{ path: 'title', code: 'TITLE_HAS_NUMBER', message }]
}

function oneText(path: 'title' | 'description.text', text: string, most: number): FieldProblem[] {
  // The length first: a text that is too long is not examined any further.
  if (text.length > most) return [{ path, code: 'TOO_LONG', message: `at most ${most} characters` }]
  const fault = textFault(text, path === 'title' ? 'one' : 'many')
  return fault ? [{ path, ...fault }] : []
}
