// Understands what a person typed: the filters it names, and the text that is left. Pure.
import { type RangeFilter, TERM_FILTERS, type TermFilter } from '../filters.ts'
import { joinBounds, readAmounts } from './amounts.ts'
import { NOISE } from './market-words.ts'
import { valuesOf } from './meaning.ts'
import { guessNames, isRegistration, type Name, readNames } from './names.ts'
import type { Words } from './phrase-match.ts'
import { tokenise } from './tokens.ts'
import type { Vocabulary } from './vocabulary.ts'

export type Understood = {
  readonly terms: { readonly [F in TermFilter]?: readonly string[] }
  readonly ranges: { readonly [F in RangeFilter]?: number }
  /** Words as typed, in order, single spaces between. */
  readonly text: string
}

/** Never throws. Understanding the text that is left finds nothing more. `thisYear` bounds model years. */
export function understand(query: string, vocabulary: Vocabulary, thisYear: number): Understood {
  let last = readOnce(query, vocabulary, thisYear)
  let { terms, ranges } = last
  // Words that were apart may meet once what stood between them is understood; each round has fewer words.
  for (let text = query; last.text !== text;) {
    text = last.text
    last = readOnce(text, vocabulary, thisYear)
    terms = joinTerms([...Object.entries(terms), ...Object.entries(last.terms)] as [TermFilter, readonly string[]][])
    ranges = { ...last.ranges, ...ranges }
  }
  return { terms, ranges: withoutContradictions(ranges), text: last.text }
}

function readOnce(query: string, vocabulary: Vocabulary, thisYear: number): Understood {
  const tokens = tokenise(query)
  const words: Words = { tokens, used: tokens.map(() => false) }
  const amounts = readAmounts(words, 'units', thisYear)
  const names = readNames(words, vocabulary)
  const bare = readAmounts(words, 'bare', thisYear)
  names.push(...guessNames(words, vocabulary))
  const terms = joinTerms(termsOf(words, names))
  const left = tokens.filter((token, at) => !words.used[at] && !NOISE.has(token.norm))
  return { terms, ranges: joinBounds([...amounts, ...bare]), text: left.map(({ raw }) => raw).join(' ') }
}

function termsOf(words: Words, names: readonly Name[]): [TermFilter, readonly string[]][] {
  const cities = new Set(names.flatMap(({ meanings }) => meanings.flatMap((meaning) => (meaning.kind === 'city' ? [meaning.city] : []))))
  return names.flatMap((name) => {
    if (name.meanings.some(({ kind }) => kind === 'city') && isRegistration(words, name)) {
      return name.meanings.flatMap((meaning) => (meaning.kind === 'city' ? [['registrationCity', [meaning.city]] as [TermFilter, string[]]] : []))
    }
    // One area name stands in several cities: the city said beside it decides.
    const inCity = name.meanings.filter((meaning) => meaning.kind !== 'area' || cities.has(meaning.city))
    return (inCity.length > 0 ? inCity : name.meanings).flatMap((meaning) =>
      valuesOf(meaning).map(([filter, value]) => [filter, [value]] as [TermFilter, string[]]),
    )
  })
}

function joinTerms(found: readonly [TermFilter, readonly string[]][]): Understood['terms'] {
  const joined = TERM_FILTERS.map((filter) => [filter, [...new Set(found.flatMap(([name, values]) => (name === filter ? values : [])))]] as const)
  return Object.fromEntries(joined.filter(([, values]) => values.length > 0))
}

function withoutContradictions(ranges: Understood['ranges']): Understood['ranges'] {
  return joinBounds([{ bounds: ranges }])
}
