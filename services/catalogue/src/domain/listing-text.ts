// What a seller writes beside the facts: a title of one line and a description, for people to read.
import type { FieldProblem } from './errors.ts'
import { textFault } from '@pk-auto/kernel/readable-text'
import type { ListingBounds, ListingFacts } from './listing-facts.ts'

/** BCP 47: English, Urdu, and Urdu in Latin letters, as most people here type it. */
const LANGS = ['en', 'ur', 'ur-Latn']

export function textProblems(
  { title, description }: ListingFacts,
  bounds: ListingBounds,
): FieldProblem[] {
  const problems: FieldProblem[] = []
  if (title !== undefined) problems.push(...oneText('title', title, bounds.maxTitle))
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

function oneText(path: 'title' | 'description.text', text: string, most: number): FieldProblem[] {
  // The length first: nothing is looked for in a text that is too long to be kept.
  if (text.length > most) return [{ path, code: 'TOO_LONG', message: `at most ${most} characters` }]
  const fault = textFault(text, path === 'title' ? 'one' : 'many')
  return fault ? [{ path, ...fault }] : []
}
