// Amounts in the market's words: `1 crore 20 lac`, `28,5 lac`, `45k`, `dedh crore`, `lac 28`.
import { numberOf, WRITTEN, type Numeral } from './number.ts'
import { wordsAsDigits } from './number-words.ts'
import { plainWords } from './plain.ts'
import { CRORE, LAC, SCALES, THOUSAND } from './scales.ts'

export type Amount = {
  /** May have a fraction. */
  readonly value: number
  /** One number and no word: what it counts is left to the field. */
  readonly bare: boolean
  /** False when it is the likeliest of several: only who can ask may take it. */
  readonly sure: boolean
  /** Its last number has no word, and was counted in the next smaller unit: `9 lac 50`. */
  readonly moved: boolean
}
type Part = Numeral & { readonly scale: number; readonly moved?: boolean }

const PART = new RegExp(String.raw`(${WRITTEN}) ?(\p{L}+)? ?`, 'uy')
/** Between two parts of one amount: `28 lac aur 50 hazar`. */
const AND = new RegExp(String.raw`(?<=\p{L}) (?:and|aur|${plainWords('اور')}|&) (?=\d)`, 'gu')
const WORD_FIRST = new RegExp(String.raw`^(\p{L}+) ?(${WRITTEN})$`, 'u')

/**
 * For plain words without units or currency. Larger words come first, each once; undefined for
 * anything else.
 */
export const amountIn = (text: string): Amount | undefined => {
  const worded = wordsAsDigits(text).replace(AND, ' ')
  const [, word = '', number = ''] = WORD_FIRST.exec(worded) ?? []
  const tidy = word === '' ? worded : `${number} ${word}`
  let amount = { value: 0, bare: false, sure: true, moved: false }
  let above = Infinity
  PART.lastIndex = 0
  while (PART.lastIndex < tidy.length) {
    const [, written = '', name] = PART.exec(tidy) ?? []
    const part =
      name === undefined && above < Infinity
        ? tailPart(written, above, amount.value)
        : partOf(written, name)
    // 28 lac 2850000 is a price and once more the price.
    if (!part || Math.max(part.scale, part.value) >= above) return undefined
    amount = {
      value: amount.value + part.value,
      bare: above === Infinity && name === undefined,
      sure: amount.sure && part.sure,
      moved: part.moved ?? false,
    }
    above = part.scale
  }
  return above < Infinity && amount.value <= Number.MAX_SAFE_INTEGER ? amount : undefined
}

const partOf = (written: string, name: string | undefined): Part | undefined => {
  const scale = name === undefined ? 1 : SCALES.get(name)
  const number = scale === undefined ? undefined : numberOf(written, name !== undefined)
  if (scale === undefined || number === undefined) return undefined
  // Binary fractions: 1.1 × 100,000 is 110,000.00000000001.
  return { ...number, value: Number((number.value * scale).toPrecision(15)), scale }
}

const NEXT: ReadonlyMap<number, number> = new Map([
  [CRORE, LAC],
  [LAC, THOUSAND],
])
/** From here on a last number counts by itself: `1 lac 500`. */
const LEAST_ALONE: ReadonlyMap<number, number> = new Map([
  [CRORE, THOUSAND],
  [LAC, 100],
  [THOUSAND, 0],
])

/**
 * A last number without a word: `9 lac 50` is said for 9 lac 50 thousand, and `2 crore 85` for 2
 * crore 85 lac. One digit may as well be the decimal of what stands before it: `2 crore 5`.
 */
const tailPart = (written: string, above: number, before: number): Part | undefined => {
  const number = numberOf(written, false)
  if (!number || !Number.isInteger(number.value)) return undefined
  const { value } = number
  const least = LEAST_ALONE.get(above) ?? THOUSAND
  if (value === 0 || value >= least) return { ...number, scale: 1 }
  // 28.5 lac 50
  if (before % above !== 0) return undefined
  const next = value < 100 ? NEXT.get(above) : undefined
  if (next === undefined) return { ...number, scale: 1, sure: false }
  return { value: value * next, scale: 1, sure: written.trim().length > 1, moved: true }
}
