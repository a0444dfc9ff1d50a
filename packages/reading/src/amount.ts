// Amounts in the market's words: `1 crore 20 lac`, `28,5 lac`, `45k`, `۹۵۰ ہزار`, `lac 28`.
import { numberOf, WRITTEN } from './number.ts'

export const LAC = 100_000
export const CRORE = 10_000_000

const SCALES: ReadonlyMap<string, number> = new Map([
  ...['crore', 'crores', 'cr', 'karor', 'karore', 'caror', 'کروڑ'].map(
    (word) => [word, CRORE] as const,
  ),
  ...['lac', 'lacs', 'lakh', 'lakhs', 'laakh', 'lk', 'l', 'لاکه', 'لاک'].map(
    (word) => [word, LAC] as const,
  ),
  ...['million', 'mn', 'm', 'ملین'].map((word) => [word, 1_000_000] as const),
  ...['thousand', 'hazar', 'hazaar', 'k', 'هزار'].map((word) => [word, 1_000] as const),
])

export type Amount = {
  /** May have a fraction. */
  readonly value: number
  /** One number and no word: what it counts is left to the field. */
  readonly bare: boolean
}

const PART = new RegExp(String.raw`(${WRITTEN}) ?(\p{L}+)? ?`, 'uy')
const WORD_FIRST = new RegExp(String.raw`^(\p{L}+) ?(${WRITTEN})$`, 'u')

/**
 * For plain words without units or currency. Larger words come first, each once; undefined for
 * anything else.
 */
export const amountIn = (text: string): Amount | undefined => {
  const [, word = '', number = ''] = WORD_FIRST.exec(text) ?? []
  const tidy = word === '' ? text : `${number} ${word}`
  let value = 0
  let above = Infinity
  let count = 0
  let bare = true
  PART.lastIndex = 0
  while (PART.lastIndex < tidy.length) {
    const [, written = '', name] = PART.exec(tidy) ?? []
    const scale = name === undefined ? 1 : SCALES.get(name)
    const part = scale === undefined ? undefined : numberOf(written, name !== undefined)
    if (part === undefined || scale === undefined || scale >= above) return undefined
    // Binary fractions: 1.1 × 100,000 is 110,000.00000000001.
    value += Number((part * scale).toPrecision(15))
    above = scale
    count += 1
    bare &&= name === undefined
  }
  return count > 0 && value <= Number.MAX_SAFE_INTEGER
    ? { value, bare: bare && count === 1 }
    : undefined
}
