// Equipment and seats that a query names: "sunroof", "back camera", "7 seater". No filter holds
// them: they rank, or are demanded where nothing else is. Pure.
import { isFree, wordAt, type Words } from './phrase-match.ts'
import { phraseKey } from './tokens.ts'
import type { Vocabulary } from './vocabulary.ts'
import { foldedWords } from './words/fold.ts'
import { NUMBER_WORDS } from './words/number-words.ts'
import type { Stretch } from './negation.ts'

/** A feature by its slug, or a number of seats; `or`: another one would do as well. */
export type Equipment =
  | { readonly field: 'features'; readonly value: string }
  | { readonly field: 'seats'; readonly value: number; readonly or?: number }

export type NamedEquipment = Stretch & { readonly equipment: Equipment }

const SEATS = foldedWords('seater seats seat سیٹر سیٹ سیٹوں سیٹیں')
const GRADE = foldedWords('grade grad گریڈ')
const BEST_GRADE = 6
const MOST_ALIKE = 12
/** Between two counts: "7 ya 8 seater", "7/8 seater". */
const EITHER_SEATS = foldedWords('or ya یا -')
/** More than a two-seater, fewer than a bus. */
const SEAT_COUNT = { least: 2, most: 20 }

/** Features among the words that are free, the longest names first. */
export function featuresIn(words: Words, { features, longestFeature }: Vocabulary) {
  const found: NamedEquipment[] = []
  for (let start = 0; start < words.tokens.length; start += 1) {
    for (let length = longestFeature; length > 0; length -= 1) {
      if (!areFree(words, start, length)) continue
      const value = features.get(phraseKey(words.tokens.slice(start, start + length)))
      if (value === undefined) continue
      found.push({
        start: isCount(words, start - 1) ? start - 1 : start,
        end: start + length,
        equipment: { field: 'features', value },
      })
      start += length - 1
      break
    }
  }
  return found
}

/** "4.5 grade", "grade 4": what an auction sheet says of a car, and no price. */
export function gradesIn(words: Words): Stretch[] {
  return words.tokens.flatMap((_token, at) => {
    if (!GRADE.has(wordAt(words, at) ?? '')) return []
    if (isGrade(words, at - 1)) return [{ start: at - 1, end: at + 1 }]
    return isGrade(words, at + 1) ? [{ start: at, end: at + 2 }] : []
  })
}

/** "7 seater", "saat seater", "۷ سیٹر"; "7 ya 8 seater" are either. */
export function seatsIn(words: Words): NamedEquipment[] {
  const found: NamedEquipment[] = []
  for (let start = 0; start < words.tokens.length; start += 1) {
    const seats = seatsAt(words, start)
    if (!seats) continue
    found.push(seats)
    start = seats.end - 1
  }
  return found
}

function seatsAt(words: Words, start: number): NamedEquipment | undefined {
  const value = seatCount(words, start)
  if (value === undefined) return undefined
  const next = start + 1
  if (SEATS.has(wordAt(words, next) ?? ''))
    return { start, end: next + 1, equipment: { field: 'seats', value } }
  const joined = EITHER_SEATS.has(wordAt(words, next) ?? '') ? next + 1 : next
  // "bara khandan", "bara 7 seater": a word next to a numeral is no second count.
  const isAlike = joined > next || isNumeral(words, start) === isNumeral(words, joined)
  const or = isAlike ? seatCount(words, joined) : undefined
  return or !== undefined && SEATS.has(wordAt(words, joined + 1) ?? '')
    ? { start, end: joined + 2, equipment: { field: 'seats', value, or } }
    : undefined
}

/** "6 airbags": more than one, and no car has more. */
const isCount = (words: Words, at: number): boolean => {
  const count = isFree(words, at) ? words.tokens[at]?.number : undefined
  return count !== undefined && Number.isInteger(count) && count > 1 && count <= MOST_ALIKE
}

const isGrade = (words: Words, at: number): boolean =>
  isFree(words, at) && (words.tokens[at]?.number ?? Infinity) <= BEST_GRADE

const isNumeral = ({ tokens }: Words, at: number): boolean => tokens[at]?.number !== undefined

function seatCount(words: Words, at: number): number | undefined {
  const word = wordAt(words, at)
  if (word === undefined) return undefined
  const count = words.tokens[at]?.number ?? NUMBER_WORDS.get(word)
  const fits = count !== undefined && count >= SEAT_COUNT.least && count <= SEAT_COUNT.most
  return fits && Number.isInteger(count) ? count : undefined
}

const areFree = (words: Words, start: number, length: number): boolean =>
  Array.from({ length }, (_, i) => start + i).every((at) => isFree(words, at))
