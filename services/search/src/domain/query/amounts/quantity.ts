// One amount with its unit: "28 lac", "1 crore 20 lac", "50 hazar km", "1300cc", "bees lac" — and
// the bare number that still needs a meaning. Pure.
import { CUBIC, CURRENCY, GLUED_SCALES, KILOMETRES, LITRES, SCALES } from '../words/amount-words.ts'
import { BETWEEN_BEHIND, RANGE_AFTER_BETWEEN } from '../words/direction-words.ts'
import { FRACTIONS, NUMBER_WORDS } from '../words/number-words.ts'
import { type Words, wordAt } from '../phrase-match.ts'

export type Quantity = {
  /**
   * money in rupees · km · engine in cubic centimetres · scaled: thousands without a unit · bare:
   * a number alone.
   */
  readonly kind: 'money' | 'km' | 'engine' | 'scaled' | 'bare'
  readonly value: number
  /** What the number alone was multiplied by. */
  readonly scale: number
  /** First word after it. */
  readonly end: number
  /** Written with a decimal point. */
  readonly decimal: boolean
  /** Rupees were named. */
  readonly currency: boolean
  /** A number word without a scale: it counts only as the beginning of a range. */
  readonly spoken?: true
}

const THOUSAND = 1_000
const LAC = 100_000
/** `L` behind a number below this is litres, from it on lacs. */
const SMALLEST_LACS = 7

/** Reads the amount that starts at `at`, if one does. */
export function quantityAt(words: Words, at: number): Quantity | undefined {
  const first = numberAt(words, at)
  if (!first) return behindUnit(words, at)
  const { end, value, scale } = withSmallerPart(words, first)
  const unit = wordAt(words, end)
  const found = { value, scale, end: end + 1, decimal: first.decimal, currency: false }
  if (unit !== undefined && KILOMETRES.has(unit)) return { ...found, kind: 'km' }
  const cubic = cubicAt(words, end)
  if (cubic > 0) return { ...found, kind: 'engine', end: end + cubic }
  if (unit !== undefined && (LITRES.has(unit) || unit === 'l')) return litresOrLacs(found, unit)
  const currency = unit !== undefined && CURRENCY.has(unit)
  const isMoney = currency || first.scale >= LAC
  const kind = isMoney ? 'money' : scale === THOUSAND ? 'scaled' : 'bare'
  return { ...found, kind, end: currency ? end + 1 : end, currency }
}

/** How many words say cubic centimetres there: `cc`, `c.c.`, سی سی. */
function cubicAt(words: Words, at: number): 0 | 1 | 2 {
  const word = wordAt(words, at)
  if (word === undefined) return 0
  if (CUBIC.has(word)) return 1
  return (word === 'سی' || word === 'c') && wordAt(words, at + 1) === word ? 2 : 0
}

/** Less than this behind `km` belongs to what follows: low km, 20 lac. */
const LEAST_KM = 1_000
const LEAST_CC = 600
const MOST_CC = 8_000

// "km 50000", "cc 1300"; in "low km 2018" it is a year.
function behindUnit(words: Words, at: number): Quantity | undefined {
  const unit = wordAt(words, at) ?? ''
  const isKm = KILOMETRES.has(unit)
  const length = isKm ? 1 : cubicAt(words, at)
  if (length === 0) return undefined
  const number = quantityAt(words, at + length)
  if (number?.kind !== 'bare' && number?.kind !== 'scaled') return undefined
  const { value, scale } = number
  const isYear = scale === 1 && value >= 1_950 && value < 2_050
  const isMeant = isKm ? value >= LEAST_KM : value >= LEAST_CC && value <= MOST_CC
  return isMeant && !isYear ? { ...number, kind: isKm ? 'km' : 'engine' } : undefined
}

type Scaled = { value: number; scale: number; end: number; decimal: boolean }

function numberAt(words: Words, at: number): Scaled | undefined {
  const word = wordAt(words, at)
  if (word === undefined) return undefined
  const part = FRACTIONS.get(word)
  const whole = part === undefined ? undefined : numberAt(words, at + 1)
  if (part !== undefined && whole) return { ...whole, value: whole.value + part * whole.scale }
  const year = spokenYear(words, at)
  if (year) return year
  // "do lac" is two lacs; "do" alone is no number.
  const spoken = spokenNumber(words, at)
  if (spoken) {
    const by = scaleAt(words, spoken.end)
    return by && !words.tokens[spoken.end]?.glued
      ? { value: spoken.value * by, scale: by, end: spoken.end + 1, decimal: false }
      : undefined
  }
  const scale = scaleAt(words, at + 1)
  const number = words.tokens[at]?.number
  if (number === undefined || !Number.isFinite(number)) return undefined
  const decimal = word.includes('.')
  return scale
    ? { value: number * scale, scale, end: at + 2, decimal }
    : { value: number, scale: 1, end: at + 1, decimal }
}

/** "bees" of "bees se pachees lakh". */
export function spokenAlone(words: Words, at: number): Quantity | undefined {
  const found = spokenNumber(words, at)
  return (
    found && { ...found, kind: 'bare', scale: 1, decimal: false, currency: false, spoken: true }
  )
}

// "twenty five" is one number, as پچیس is.
function spokenNumber(words: Words, at: number): { value: number; end: number } | undefined {
  const value = NUMBER_WORDS.get(wordAt(words, at) ?? '')
  if (value === undefined) return undefined
  const ones = NUMBER_WORDS.get(wordAt(words, at + 1) ?? '') ?? 0
  const isTens = value >= 20 && value < 100 && value % 10 === 0
  return isTens && Number.isInteger(ones) && ones > 0 && ones < 10
    ? { value: value + ones, end: at + 2 }
    : { value, end: at + 1 }
}

// "do hazar pandra": 2015.
function spokenYear(words: Words, at: number): Scaled | undefined {
  if (NUMBER_WORDS.get(wordAt(words, at) ?? '') !== 2) return undefined
  if (SCALES.get(wordAt(words, at + 1) ?? '') !== THOUSAND) return undefined
  const of = spokenNumber(words, at + 2)
  return of && Number.isInteger(of.value) && of.value < 100 && !scaleAt(words, of.end)
    ? { value: 2 * THOUSAND + of.value, scale: 1, end: of.end, decimal: false }
    : undefined
}

function scaleAt(words: Words, at: number): number | undefined {
  const word = wordAt(words, at)
  if (word === undefined) return undefined
  return SCALES.get(word) ?? (words.tokens[at]?.glued ? GLUED_SCALES.get(word) : undefined)
}

// "1 crore 20 lac", "28 lac aur 50 hazar": each part smaller than the one before.
function withSmallerPart(words: Words, first: Scaled): Scaled {
  if (first.scale < LAC) return first
  const joined = RANGE_AFTER_BETWEEN.has(wordAt(words, first.end) ?? '')
  const next = numberAt(words, joined ? first.end + 1 : first.end)
  if (!next || next.scale === 1 || next.scale >= first.scale) return first
  // "20 lac aur 50 hazar km", "1 crore aur 80 lac ke darmiyan": two amounts.
  const behind = [next.end, next.end + 1].map((at) => wordAt(words, at) ?? '')
  if (joined && behind.some((word) => KILOMETRES.has(word) || BETWEEN_BEHIND.has(word)))
    return first
  return withSmallerPart(words, {
    value: first.value + next.value,
    scale: next.scale,
    end: next.end,
    decimal: first.decimal,
  })
}

function litresOrLacs(found: Omit<Quantity, 'kind'>, unit: string): Quantity {
  if (unit === 'l' && found.value >= SMALLEST_LACS)
    return { ...found, kind: 'money', value: found.value * LAC, scale: LAC }
  return { ...found, kind: 'engine', value: Math.round(found.value * THOUSAND) }
}
