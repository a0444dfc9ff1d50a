// Reads amounts with their directions out of a query: "20 se 30 lac", "under 50k km", "2016 ke
// baad", "۲۵ لاکھ تک". Pure.
import {
  type AtNumber,
  type Bounds,
  boundsBetween,
  boundsOf,
  measure,
  type Measured,
} from './bounds.ts'
import { CURRENCY } from '../words/amount-words.ts'
import {
  AFTER,
  BEFORE,
  BETWEEN_BEHIND,
  type Direction,
  EITHER_AMOUNT,
  RANGE,
  RANGE_AFTER_BETWEEN,
} from '../words/direction-words.ts'
import { FILLERS } from '../words/filler-words.ts'
import { foldedPhrases, foldedWords } from '../words/fold.ts'
import { phraseAt, phraseBefore, typed, use, wordAt, type Words } from '../phrase-match.ts'
import { negationBehind } from '../negation.ts'
import { asDriven } from './driven.ts'
import { asModelYear } from './model-years.ts'
import { type Quantity, quantityAt, spokenAlone } from './quantity.ts'

/**
 * `units` reads what names its unit; `bare` also gives meaning to numbers alone, once the names are
 * taken out.
 */
export type Pass = 'units' | 'bare'

/** `smallEngine`: the car that is named has no large one. */
export type Surroundings = Omit<AtNumber, 'priceSlot'>

export type Found = {
  readonly bounds: Bounds
  /** Typed without a direction: several of one measure span from the least to the most. */
  readonly plain?: Measured
  /** The words as typed. */
  readonly text: string
}

/** Crosses out every amount it understands and returns the bounds in the order they were typed. */
export function readAmounts(words: Words, pass: Pass, of: Surroundings): Found[] {
  const found: Found[] = []
  for (let at = 0; at < words.tokens.length; at += 1) {
    const amount = readAt(words, at, pass, of)
    if (amount) found.push(amount)
  }
  return found
}

function readAt(words: Words, at: number, pass: Pass, of: Surroundings): Found | undefined {
  const found = quantityAt(words, at) ?? spokenAlone(words, at)
  if (!found) return undefined
  const first = asModelYear(words, at, found, of.thisYear)
  const before = directionBefore(words, at)
  const second = rangeEnd(words, first, before.direction === 'between')
  if (second) {
    const end = asModelYear(words, second.at, second.quantity, of.thisYear)
    const low = sharingUnit(first, end)
    const high = sharingCentury(low, end)
    const isRange = first.spoken ? second.quantity.kind !== 'bare' : true
    const range =
      isRange && (pass === 'bare' || second.quantity.kind !== 'bare')
        ? readRange(words, { ...of, before, low, high })
        : undefined
    if (range) return range
  }
  const isWaiting = pass === 'units' && first.kind === 'bare' && !isAgeBehind(words, first.end)
  if (first.spoken || isWaiting) return undefined
  return readOne(words, { ...of, before, quantity: first })
}

// "2015 se purani": alone, the word for old is one for used cars.
const isAgeBehind = (words: Words, end: number): boolean => {
  const length = phraseAt(words, end, FROM)
  return length > 0 && AGE.has(wordAt(words, end + length) ?? '')
}

type Place = Surroundings & { readonly before: ReturnType<typeof directionBefore> }

function readRange(
  words: Words,
  { before, low, high, ...of }: Place & { low: Quantity; high: Quantity },
): Found | undefined {
  const after = directionAfter(words, high.end)
  const stretch = { start: before.start, end: after.end }
  const surroundings = { ...of, priceSlot: true }
  const [a, b] = [low, high].map((one) => measure(asDriven(words, one, stretch), surroundings))
  if (!a || !b || a.measure !== b.measure) return undefined
  const end = after.direction === 'to' ? after.end : high.end
  use(words, before.start, end)
  return { bounds: boundsBetween(a, b), text: typed(words, before.start, end) }
}

function readOne(
  words: Words,
  { before, quantity, ...of }: Place & { quantity: Quantity },
): Found | undefined {
  const after = directionAfter(words, quantity.end)
  const direction =
    after.direction ?? (before.direction === 'between' ? undefined : before.direction)
  const priceSlot =
    direction !== undefined ||
    before.direction !== undefined ||
    before.currency ||
    quantity.currency
  const behind = after.direction === undefined ? quantity.end : after.end
  const meant = asDriven(words, quantity, { start: before.start, end: behind })
  const measured: Measured | undefined = measure(meant, { ...of, priceSlot })
  if (!measured) return undefined
  const turned = negationBehind(words, behind)
  const end = turned ?? behind
  // "2020 kam se kam, 30 lac zyada se zyada": what is contradicted belongs to another amount.
  const isAnothers = after.direction !== undefined && before.direction === against(after.direction)
  const start = isAnothers ? before.at : before.start
  use(words, start, end)
  const text = typed(words, start, end)
  // "20 lakh se zyada na ho" is at most that; "2015 nahi" no bound that a search has.
  if (direction === undefined)
    return turned === undefined
      ? { bounds: boundsOf(measured, undefined), plain: measured, text }
      : { bounds: {}, text }
  return {
    bounds: boundsOf(measured, turned === undefined ? direction : opposite(direction)),
    text,
  }
}

const FROM = foldedPhrases('se', 'ya us se', 'ya is se', 'سے', 'یا اس سے')
const AGE = foldedWords('purani purana purane nayi naya پرانی پرانا پرانے نئی نیا')
const NOT = [['not'], ['no'], ['never']] as const
const against = (direction: Direction | undefined): 'to' | 'from' | undefined =>
  direction === 'to' ? 'from' : direction === 'from' ? 'to' : undefined
const opposite = (direction: Direction | undefined): Direction | undefined =>
  against(direction) ?? direction

/** Steps back over fillers and a currency to a direction word. */
function directionBefore(
  words: Words,
  at: number,
): { direction?: Direction; at: number; start: number; currency: boolean } {
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
    return { ...(direction && { direction }), at, start: from - turns, currency }
  }
  return { at, start: currency ? start : at, currency }
}

/** Steps over fillers to a direction word behind the amount. */
function directionAfter(words: Words, from: number): { direction?: Direction; end: number } {
  let at = from
  for (;;) {
    for (const direction of ['from', 'to', 'around'] as const) {
      const length = phraseAt(words, at, AFTER[direction])
      // "max 30" and "under rs 20 lac" belong to the number that follows them.
      const isNext =
        BEFORE_TOO.has(wordAt(words, at) ?? '') && amountFollows(words, at + length, direction)
      if (length > 0 && !isNext) return { direction, end: at + length }
    }
    const word = wordAt(words, at)
    if (word === undefined || !FILLERS.has(word)) return { end: from }
    at += 1
  }
}

/** Words that stand behind one amount as often as before the next. */
const BEFORE_TOO = foldedWords('max min under below above budget kam zyada کم زیادہ')

// Not in "2020 kam se kam, 30 lac zyada se zyada": the next amount has the opposite of its own.
function amountFollows(words: Words, from: number, direction: Direction): boolean {
  let at = from
  while (FILLERS.has(wordAt(words, at) ?? '')) at += 1
  const next = quantityAt(words, at)
  if (!next) return false
  const other = against(direction)
  return other === undefined || phraseAt(words, next.end, AFTER[other]) === 0
}

/** The second amount of "A to B" or "A B lac", if one follows. */
function rangeEnd(
  words: Words,
  first: Quantity,
  opened: boolean,
): { quantity: Quantity; at: number } | undefined {
  const from = CURRENCY.has(wordAt(words, first.end) ?? '') ? first.end + 1 : first.end
  const joined = phraseAt(words, from, RANGE)
  const word = wordAt(words, from) ?? ''
  const length = joined > 0 || !JOINING.has(word) ? joined : 1
  const at = CURRENCY.has(wordAt(words, from + length) ?? '') ? from + length + 1 : from + length
  const quantity = quantityAt(words, at)
  if (!quantity) return undefined
  const isRange =
    joined > 0 ||
    (RANGE_AFTER_BETWEEN.has(word) && (opened || isClosed(words, quantity.end))) ||
    ((length === 0 || EITHER_AMOUNT.has(word)) && isSpan(first, quantity))
  return isRange ? { quantity, at } : undefined
}

const JOINING = new Set([...RANGE_AFTER_BETWEEN, ...EITHER_AMOUNT])

// "20 25 lac": two counts of one unit, close to each other.
function isSpan(low: Quantity, high: Quantity): boolean {
  const most = high.value / high.scale
  return (
    low.kind === 'bare' &&
    high.kind === 'money' &&
    high.scale > 1 &&
    low.value >= most / WIDEST_SPAN &&
    low.value < most
  )
}
/** "5 15 lac" is a range; "2 12 lac" is one price and something else. */
const WIDEST_SPAN = 3

// "25 aur 30 lac ke darmiyan"
function isClosed(words: Words, from: number): boolean {
  let at = from
  while (FILLERS.has(wordAt(words, at) ?? '')) at += 1
  return BETWEEN_BEHIND.has(wordAt(words, at) ?? '')
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
