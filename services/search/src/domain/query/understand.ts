// Understands what a person typed: the filters it names, which words named them, and the text that
// is left. Pure.
import { type RangeFilter, TERM_FILTERS, type TermFilter } from '../filters.ts'
import { type Found, readAmounts } from './amounts/amounts.ts'
import type { Bounds } from './amounts/bounds.ts'
import { joinBounds, spanPlain } from './amounts/join-bounds.ts'
import { readLoneNumber } from './amounts/lone-number.ts'
import { NOISE, PRAISE } from './words/filler-words.ts'
import { valuesOf } from './meaning.ts'
import { guessNames, isRegistration, type Name, readNames } from './names.ts'
import { phraseAt, typed, use, type Words } from './phrase-match.ts'
import { tokenise } from './tokens.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Filter values that belong together: a model with its make. */
export type Way = readonly (readonly [TermFilter, string])[]

/**
 * What some words were taken for: one or more ways to mean a name, or bounds; neither for words
 * that no filter holds.
 */
export type Phrase = {
  readonly text: string
  readonly ways: readonly Way[]
  readonly bounds: Bounds
}

export type Understood = {
  readonly terms: { readonly [F in TermFilter]?: readonly string[] }
  readonly ranges: { readonly [F in RangeFilter]?: number }
  /** Words as typed, in order, single spaces between. */
  readonly text: string
  /** Every part that was understood, by its words as typed. */
  readonly phrases: readonly Phrase[]
}

type Round = {
  readonly praise: readonly string[]
  readonly names: readonly Phrase[]
  readonly amounts: readonly Found[]
  readonly text: string
}

/**
 * Never throws. Understanding the text that is left finds nothing more. `thisYear` bounds model
 * years.
 */
export function understand(query: string, vocabulary: Vocabulary, thisYear: number): Understood {
  const rounds = [readOnce(query, vocabulary, thisYear)]
  // Words that were apart may meet once what stood between them is understood; each round has fewer
  // words.
  for (let text = query, [last] = rounds; last && last.text !== text; rounds.push(last)) {
    text = last.text
    last = readOnce(text, vocabulary, thisYear)
  }
  const names = rounds.flatMap((round) => round.names)
  const amounts = spanPlain(rounds.flatMap((round) => round.amounts))
  return {
    terms: joinTerms(names.flatMap(({ ways }) => ways.flat())),
    ranges: joinBounds(amounts),
    text: rounds.at(-1)?.text ?? '',
    phrases: [
      ...names,
      ...amounts.map(({ text, bounds }) => ({ text, ways: [], bounds })),
      ...rounds.flatMap(({ praise }) => praise.map((text) => ({ text, ways: [], bounds: {} }))),
    ],
  }
}

function readOnce(query: string, vocabulary: Vocabulary, thisYear: number): Round {
  const tokens = tokenise(query)
  const words: Words = { tokens, used: tokens.map(() => false) }
  const praise = readPraise(words)
  const amounts = readAmounts(words, 'units', thisYear)
  const names = readNames(words, vocabulary)
  amounts.push(...readAmounts(words, 'bare', thisYear))
  names.push(...guessNames(words, vocabulary))
  const phrases = phrasesOf(words, names)
  const lone = amounts.some(({ bounds }) => 'priceFrom' in bounds || 'priceTo' in bounds)
    ? undefined
    : readLoneNumber(words, names, vocabulary)
  const left = tokens.filter((token, at) => !words.used[at] && !NOISE.has(token.norm))
  return {
    praise,
    names: phrases,
    amounts: lone ? [...amounts, lone] : amounts,
    text: left.map(({ raw }) => raw).join(' '),
  }
}

function readPraise(words: Words): string[] {
  const praise: string[] = []
  for (let at = 0; at < words.tokens.length; at += 1) {
    const length = phraseAt(words, at, PRAISE)
    if (length > 0) praise.push(typed(words, at, at + length))
    use(words, at, at + length)
  }
  return praise
}

function phrasesOf(words: Words, names: readonly Name[]): Phrase[] {
  const cities = new Set(
    names.flatMap(({ meanings }) =>
      meanings.flatMap((meaning) => (meaning.kind === 'city' ? [meaning.city] : [])),
    ),
  )
  return names.map((name) => {
    const text = typed(words, name.start, name.end)
    if (name.meanings.some(({ kind }) => kind === 'city') && isRegistration(words, name)) {
      return {
        text,
        ways: name.meanings.flatMap((meaning): Way[] =>
          meaning.kind === 'city' ? [[['registrationCity', meaning.city]]] : [],
        ),
        bounds: {},
      }
    }
    // One area name stands in several cities: the city named with it decides.
    const inCity = name.meanings.filter(
      (meaning) => meaning.kind !== 'area' || cities.has(meaning.city),
    )
    return { text, ways: (inCity.length > 0 ? inCity : name.meanings).map(valuesOf), bounds: {} }
  })
}

function joinTerms(found: Way): Understood['terms'] {
  const joined = TERM_FILTERS.map(
    (filter) =>
      [
        filter,
        [...new Set(found.flatMap(([name, value]) => (name === filter ? [value] : [])))],
      ] as const,
  )
  return Object.fromEntries(joined.filter(([, values]) => values.length > 0))
}
