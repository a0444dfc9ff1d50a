// An amount that says how far a car was driven though it names no kilometres: "1 lac se kam chali
// hui", "mileage 50000", "under 1 lac driven". Pure.
import { type Words, wordAt } from '../phrase-match.ts'
import { DRIVEN_BEFORE, DRIVEN_BEHIND } from '../words/amount-words.ts'
import { FILLERS } from '../words/filler-words.ts'
import { foldedWords } from '../words/fold.ts'
import type { Quantity } from './quantity.ts'

/** Fewer are no mileage that is typed, more are a price: "8 lac, kam chali hui". */
const KM = { least: 1_000, most: 400_000 }

/** Between the amount and its word: "se zyada na chali ho", "driven less than". */
const BETWEEN = new Set([
  ...FILLERS,
  ...foldedWords('se na less more than hui hua سے نہ ہوئی is hai ho'),
])

/** `start` and `end` hold the amount and its direction. */
export function asDriven(
  words: Words,
  quantity: Quantity,
  { start, end }: { readonly start: number; readonly end: number },
): Quantity {
  const { kind, value, scale, currency } = quantity
  const isYear = scale === 1 && value >= 1_950 && value < 2_100
  if (kind === 'engine' || kind === 'km' || currency || isYear) return quantity
  if (value < KM.least || value > KM.most) return quantity
  const isDriven =
    hasNear(words, end, 1, DRIVEN_BEHIND) || hasNear(words, start - 1, -1, DRIVEN_BEFORE)
  return isDriven ? { ...quantity, kind: 'km' } : quantity
}

function hasNear(words: Words, from: number, step: 1 | -1, wanted: ReadonlySet<string>): boolean {
  for (let at = from; ; at += step) {
    const word = wordAt(words, at)
    if (word === undefined) return false
    if (wanted.has(word)) return true
    if (!BETWEEN.has(word)) return false
  }
}
