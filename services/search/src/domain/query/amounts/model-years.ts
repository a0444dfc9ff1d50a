// Years of two digits next to the word for a model: "98 model", "model 07", "17/18 model", "2016 17
// 18 model". Pure.
import { phraseAt, type Words, wordAt } from '../phrase-match.ts'
import { MODEL_YEAR } from '../words/amount-words.ts'
import { RANGE } from '../words/direction-words.ts'
import type { Quantity } from './quantity.ts'

/** The quantity at `at` as a year of four digits, when it is one. */
export function asModelYear(
  words: Words,
  at: number,
  quantity: Quantity,
  thisYear: number,
): Quantity {
  if (quantity.kind !== 'bare' || !isShort(words, at)) return quantity
  const isNamed =
    MODEL_YEAR.has(wordAt(words, at - 1) ?? '') ||
    MODEL_YEAR.has(wordAt(words, behindYears(words, at)) ?? '')
  return isNamed ? { ...quantity, value: inCentury(quantity.value, thisYear) } : quantity
}

const isShort = (words: Words, at: number): boolean => /^\d\d$/.test(wordAt(words, at) ?? '')

/** Where a row of such years ends. */
function behindYears(words: Words, from: number): number {
  let at = from + 1
  for (;;) {
    const next = at + phraseAt(words, at, RANGE)
    if (!isShort(words, next)) return at
    at = next + 1
  }
}

function inCentury(year: number, thisYear: number): number {
  const inThisCentury = thisYear - (thisYear % 100) + year
  return inThisCentury > thisYear + 1 ? inThisCentury - 100 : inThisCentury
}
