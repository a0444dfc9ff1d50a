// Understands what a person typed: the filters it names, which words named them, and the text that
// is left. Pure.
import { type RangeFilter, TERM_FILTERS, type TermFilter } from '../filters.ts'
import { readAges } from './amounts/ages.ts'
import { type Found, readAmounts } from './amounts/amounts.ts'
import type { Bounds } from './amounts/bounds.ts'
import { joinBounds, spanPlain } from './amounts/join-bounds.ts'
import { readLoneNumber } from './amounts/lone-number.ts'
import { readPayments } from './amounts/payments.ts'
import { featuresIn, gradesIn, seatsIn } from './equipment.ts'
import { NOISE, PRAISE } from './words/filler-words.ts'
import { type Meaning, valuesOf } from './meaning.ts'
import {
  exactNames,
  guessNames,
  isRegistration,
  isSmallCar,
  type Name,
  readNames,
} from './names.ts'
import { negated, readNegatedWords, splitNegated, type Stretch } from './negation.ts'
import { phraseAt, reserve, typed, use, type Words, wordsIn } from './phrase-match.ts'
import { readOrder } from './order.ts'
import type { Sort } from '../sort.ts'
import { tokenise } from './tokens.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Filter values that belong together: a model with its make. */
export type Way = readonly (readonly [TermFilter, string])[]

/**
 * What some words were taken for: one or more ways to mean a name, bounds, or a price to be near
 * to; none of them for words that no filter holds.
 */
export type Phrase = {
  readonly text: string
  readonly ways: readonly Way[]
  readonly bounds: Bounds
  readonly nearPrice?: number
}

export type Understood = {
  readonly terms: { readonly [F in TermFilter]?: readonly string[] }
  readonly ranges: { readonly [F in RangeFilter]?: number }
  /** The order that was asked for in words. */
  readonly sort?: Sort
  /** Rupees, of the only price and one without a direction: it bounds nothing, it ranks. */
  readonly nearPrice?: number
  /** Words as typed, in order, single spaces between. */
  readonly text: string
  /** Every part that was understood, by its words as typed. */
  readonly phrases: readonly Phrase[]
}

type Round = {
  /** Praise, payments, and what is not wanted but no filter can leave out. */
  readonly aside: readonly string[]
  readonly sort?: Sort
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
  const found = rounds.flatMap((round) => round.amounts)
  const sort = rounds.find((round) => round.sort)?.sort
  const lone = lonePrice(found)
  const nearPrice = lone?.plain?.value
  const amounts = spanPlain(found.filter((amount) => amount !== lone))
  return {
    terms: joinTerms(names.flatMap(({ ways }) => ways.flat())),
    ranges: joinBounds(amounts),
    ...(sort && { sort }),
    ...(nearPrice !== undefined && { nearPrice }),
    text: rounds.at(-1)?.text ?? '',
    phrases: [
      ...names,
      ...amounts.map(({ text, bounds }) => ({ text, ways: [], bounds })),
      ...(lone && nearPrice !== undefined
        ? [{ text: lone.text, ways: [], bounds: {}, nearPrice }]
        : []),
      ...rounds.flatMap(({ aside }) => aside.map((text) => ({ text, ways: [], bounds: {} }))),
    ],
  }
}

function readOnce(query: string, vocabulary: Vocabulary, thisYear: number): Round {
  const words = wordsIn(tokenise(query))
  const aside = [...readPraise(words), ...readPayments(words)]
  // "auto ac" is no automatic, and the "ای سی" of a place's name no air conditioning.
  const longer = exactNames(words, vocabulary)
  const features = featuresIn(words, vocabulary).filter(
    ({ start, end }) =>
      !longer.some((name) => name.start <= start && end <= name.end && !isSame(name, start, end)),
  )
  aside.push(...reserveEquipment(words, features), ...reserveEquipment(words, gradesIn(words)))
  const amounts = [
    ...readAges(words, thisYear),
    ...readAmounts(words, 'units', { thisYear, smallEngine: false }),
  ]
  const order = readOrder(words, longer)
  aside.push(...order.aside)
  const exact = readNames(words, vocabulary)
  aside.push(...reserveEquipment(words, seatsIn(words)))
  amounts.push(...readAmounts(words, 'bare', { thisYear, smallEngine: exact.some(isSmallCar) }))
  const names = [...exact, ...guessNames(words, vocabulary)]
  const phrases = phrasesOf(words, names, vocabulary)
  const lone = amounts.some(({ bounds }) => 'priceFrom' in bounds || 'priceTo' in bounds)
    ? undefined
    : readLoneNumber(words, names, vocabulary)
  aside.push(...readNegatedWords(words))
  const left = words.tokens.filter(
    (token, at) => words.stays[at] || (!words.used[at] && !NOISE.has(token.norm)),
  )
  return {
    aside,
    names: phrases,
    amounts: lone ? [...amounts, lone] : amounts,
    ...(order.sort && { sort: order.sort }),
    text: left.map(({ raw }) => raw).join(' '),
  }
}

const isSame = (name: Name, start: number, end: number): boolean =>
  name.start === start && name.end === end

/** Equipment stays in the text, for it to rank by; what is not wanted of it is set aside. */
function reserveEquipment(words: Words, named: readonly Stretch[]): string[] {
  const aside: string[] = []
  for (const { start, end } of named) {
    const unwanted = negated(words, { start, end })
    if (unwanted) {
      aside.push(typed(words, unwanted.start, unwanted.end))
      use(words, unwanted.start, unwanted.end)
    } else reserve(words, start, end)
  }
  return aside
}

/** The only price, if it has no direction. */
function lonePrice(found: readonly Found[]): Found | undefined {
  const prices = found.filter(({ bounds }) => 'priceFrom' in bounds || 'priceTo' in bounds)
  return prices.length === 1 && prices[0]?.plain ? prices[0] : undefined
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

function phrasesOf(words: Words, all: readonly Name[], { opposites }: Vocabulary): Phrase[] {
  const { wanted: names, unwanted } = splitNegated(words, all)
  const cities = new Set(
    names.flatMap(({ meanings }) =>
      meanings.flatMap((meaning) => (meaning.kind === 'city' ? [meaning.city] : [])),
    ),
  )
  const wanted = names.map((name) => {
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
  const others = unwanted.map(({ start, end, meanings }) => ({
    text: typed(words, start, end),
    ways: meanings.flatMap((meaning) => oppositeOf(meaning, opposites)),
    bounds: {},
  }))
  return [...wanted, ...others]
}

// "not automatic" is manual; "no cng" is no filter that a search has.
function oppositeOf(meaning: Meaning, opposites: Vocabulary['opposites']): Way[] {
  if (meaning.kind !== 'term') return []
  const other = opposites.get(`${meaning.filter}/${meaning.value}`)
  return other === undefined ? [] : [[[meaning.filter, other]]]
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
