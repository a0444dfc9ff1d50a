// Reads amounts with their directions out of a query: "20 se 30 lac", "under 50k km", "2016 ke
// baad", "۲۵ لاکھ تک". Pure.
import { type Bounds, boundsBetween, boundsOf, measure, type Measured } from './bounds.ts'
import { CURRENCY, MODEL_YEAR } from '../words/amount-words.ts'
import {
  AFTER,
  BEFORE,
  BETWEEN_BEHIND,
  type Direction,
  RANGE,
  RANGE_AFTER_BETWEEN,
} from '../words/direction-words.ts'
import { FILLERS } from '../words/filler-words.ts'
import { foldedPhrases, foldedWords } from '../words/fold.ts'
import { phraseAt, phraseBefore, typed, use, wordAt, type Words } from '../phrase-match.ts'
import { negationBehind } from '../negation.ts'
import { type Quantity, quantityAt, spokenAlone } from './quantity.ts'

/**
 * `units` reads what names its unit; `bare` also gives meaning to numbers alone, once the names are
 * taken out.
 */
export type Pass = 'units' | 'bare'

export type Found = {
  readonly bounds: Bounds
  /** Typed without a direction: several of one measure span from the least to the most. */
  readonly plain?: Measured
  /** The words as typed. */
  readonly text: string
}

/** Crosses out every amount it understands and returns the bounds in the order they were typed. */
export function readAmounts(words: Words, pass: Pass, thisYear: number): Found[] {
  const found: Found[] = []
  for (let at = 0; at < words.tokens.length; at += 1) {
    const amount = readAt(words, at, pass, thisYear)
    if (amount) found.push(amount)
  }
  return found
}

function readAt(words: Words, at: number, pass: Pass, thisYear: number): Found | undefined {
  const found = quantityAt(words, at) ?? spokenAlone(words, at)
  if (!found) return undefined
  const first = shortYear(words, at, found, thisYear)
  const before = directionBefore(words, at)
  const second = rangeEnd(words, first.end, before.direction === 'between')
  if (second) {
    const low = sharingUnit(first, second.quantity)
    const high = sharingCentury(low, second.quantity)
    const isRange = first.spoken ? second.quantity.kind !== 'bare' : true
    const range =
      isRange && (pass === 'bare' || second.quantity.kind !== 'bare')
        ? readRange(words, { before, low, high, thisYear })
        : undefined
    if (range) return range
  }
  const isWaiting = pass === 'units' && first.kind === 'bare' && !isAgeBehind(words, first.end)
  if (first.spoken || isWaiting) return undefined
  return readOne(words, { before, quantity: first, thisYear })
}

// "2015 se purani": alone, the word for old is one for used cars.
const isAgeBehind = (words: Words, end: number): boolean =>
  phraseAt(words, end, FROM) > 0 && AGE.has(wordAt(words, end + 1) ?? '')

type Place = { before: ReturnType<typeof directionBefore>; thisYear: number }

function readRange(
  words: Words,
  { before, low, high, thisYear }: Place & { low: Quantity; high: Quantity },
): Found | undefined {
  const surroundings = { thisYear, priceSlot: true }
  const [a, b] = [measure(low, surroundings), measure(high, surroundings)]
  if (!a || !b || a.measure !== b.measure) return undefined
  const after = directionAfter(words, high.end)
  const end = after.direction === 'to' ? after.end : high.end
  use(words, before.start, end)
  return { bounds: boundsBetween(a, b), text: typed(words, before.start, end) }
}

function readOne(
  words: Words,
  { before, quantity, thisYear }: Place & { quantity: Quantity },
): Found | undefined {
  const after = directionAfter(words, quantity.end)
  const direction =
    after.direction ?? (before.direction === 'between' ? undefined : before.direction)
  const priceSlot =
    direction !== undefined ||
    before.direction !== undefined ||
    before.currency ||
    quantity.currency
  const measured: Measured | undefined = measure(quantity, { thisYear, priceSlot })
  if (!measured) return undefined
  const behind = after.direction === undefined ? quantity.end : after.end
  // "20 lakh se zyada na ho" is at most that.
  const turned = direction === undefined ? undefined : negationBehind(words, behind)
  const end = turned ?? behind
  use(words, before.start, end)
  return {
    bounds: boundsOf(measured, turned === undefined ? direction : opposite(direction)),
    ...(direction === undefined && { plain: measured }),
    text: typed(words, before.start, end),
  }
}

const FROM = foldedPhrases('se', 'سے')
const AGE = foldedWords('purani purana purane nayi naya پرانی پرانا پرانے نئی نیا')
const NOT = [['not'], ['no'], ['never']] as const
const opposite = (direction: Direction | undefined): Direction | undefined =>
  direction === 'to' ? 'from' : direction === 'from' ? 'to' : direction

/** Steps back over fillers and a currency to a direction word. */
function directionBefore(
  words: Words,
  at: number,
): { direction?: Direction; start: number; currency: boolean } {
  let start = at
  let currency = false
  for (
    let word = wordAt(words, start - 1);
    word !== undefined && FILLERS.has(word);
    word = wordAt(words, start - 1)
  ) {
    currency ||= CURRENCY.has(word) || word === 'price' || word === 'qeemat' || word === 'قیمت'
    start -= 1
  }
  // The longest wins: "kam se kam" ends like "se kam" and means the opposite.
  const [longest] = (['between', 'to', 'from', 'around'] as const)
    .map((direction) => ({ direction, length: phraseBefore(words, start, BEFORE[direction]) }))
    .sort((a, b) => b.length - a.length)
  if (longest && longest.length > 0) {
    const from = start - longest.length
    // "not above 25 lac"
    const turns = phraseBefore(words, from, NOT)
    const direction = turns > 0 ? opposite(longest.direction) : longest.direction
    return { ...(direction && { direction }), start: from - turns, currency }
  }
  return { start: currency ? start : at, currency }
}

/** Steps over fillers to a direction word behind the amount. */
function directionAfter(words: Words, from: number): { direction?: Direction; end: number } {
  let at = from
  for (;;) {
    for (const direction of ['from', 'to', 'around'] as const) {
      const length = phraseAt(words, at, AFTER[direction])
      // "max 30" and "min 20" belong to the number that follows them.
      if (length > 0 && quantityAt(words, at + length) === undefined)
        return { direction, end: at + length }
      if (length > 0 && !/^(max|min)$/.test(wordAt(words, at) ?? ''))
        return { direction, end: at + length }
    }
    const word = wordAt(words, at)
    if (word === undefined || !FILLERS.has(word)) return { end: from }
    at += 1
  }
}

/** The second amount of "A to B", if one follows. */
function rangeEnd(words: Words, from: number, opened: boolean): { quantity: Quantity } | undefined {
  const at = CURRENCY.has(wordAt(words, from) ?? '') ? from + 1 : from
  const word = wordAt(words, at)
  if (word === undefined || !(RANGE.has(word) || RANGE_AFTER_BETWEEN.has(word))) return undefined
  const second = CURRENCY.has(wordAt(words, at + 1) ?? '') ? at + 2 : at + 1
  const quantity = quantityAt(words, second)
  return quantity && (RANGE.has(word) || opened || isClosed(words, quantity.end))
    ? { quantity }
    : undefined
}

// "25 aur 30 lac ke darmiyan"
function isClosed(words: Words, from: number): boolean {
  let at = from
  while (FILLERS.has(wordAt(words, at) ?? '')) at += 1
  return BETWEEN_BEHIND.has(wordAt(words, at) ?? '')
}

// "98 model", "model 07"
function shortYear(words: Words, at: number, quantity: Quantity, thisYear: number): Quantity {
  const adjacent = [wordAt(words, at - 1), wordAt(words, quantity.end)].some(
    (word) => word !== undefined && MODEL_YEAR.has(word),
  )
  if (quantity.kind !== 'bare' || !adjacent || !/^\d\d$/.test(wordAt(words, at) ?? ''))
    return quantity
  const inThisCentury = thisYear - (thisYear % 100) + quantity.value
  return { ...quantity, value: inThisCentury > thisYear + 1 ? inThisCentury - 100 : inThisCentury }
}

// "20 se 30 lac": the first number borrows the second one's unit. A year does not: "2014 - 28 lac"
// means two things.
function sharingUnit(first: Quantity, second: Quantity): Quantity {
  if (
    first.kind !== 'bare' ||
    second.kind === 'bare' ||
    (second.kind === 'money' && isCentury(first))
  )
    return first
  return {
    ...first,
    kind: second.kind,
    value: first.value * (first.value < second.scale ? second.scale : 1),
    scale: second.scale,
  }
}

const isCentury = ({ value }: Quantity): boolean => value > 1_900 && value < 2_100

// "2015-18"
function sharingCentury(low: Quantity, high: Quantity): Quantity {
  const bothBare = low.kind === 'bare' && high.kind === 'bare' && isCentury(low)
  return bothBare && high.value > low.value % 100 && high.value < 100
    ? { ...high, value: low.value - (low.value % 100) + high.value }
    : high
}
