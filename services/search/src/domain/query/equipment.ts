// Equipment and seats that a query names: "sunroof", "back camera", "7 seater". No filter holds
// them: they rank, or are demanded where nothing else is. Pure.
import { isFree, wordAt, type Words } from './phrase-match.ts'
import { type Token, phraseKey } from './tokens.ts'
import type { Vocabulary } from './vocabulary.ts'
import { foldedWords } from './words/fold.ts'
import { NUMBER_WORDS } from './words/number-words.ts'
import type { Stretch } from './negation.ts'

/** A feature by its slug, or a number of seats. */
export type Equipment =
  | { readonly field: 'features'; readonly value: string }
  | { readonly field: 'seats'; readonly value: number }

export type NamedEquipment = Stretch & { readonly equipment: Equipment }

const SEATS = foldedWords('seater seats seat سیٹر سیٹ سیٹوں سیٹیں')
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
      found.push({ start, end: start + length, equipment: { field: 'features', value } })
      start += length - 1
      break
    }
  }
  return found
}

/** "7 seater", "saat seater", "۷ سیٹر". */
export function seatsIn(words: Words): NamedEquipment[] {
  return words.tokens.flatMap((token, start) => {
    const value = areFree(words, start, 2) && SEATS.has(wordAt(words, start + 1) ?? '')
    const seats = value ? seatCount(token) : undefined
    return seats === undefined
      ? []
      : [{ start, end: start + 2, equipment: { field: 'seats', value: seats } as const }]
  })
}

function seatCount({ number, norm }: Token): number | undefined {
  const count = number ?? NUMBER_WORDS.get(norm)
  const fits = count !== undefined && count >= SEAT_COUNT.least && count <= SEAT_COUNT.most
  return fits && Number.isInteger(count) ? count : undefined
}

const areFree = (words: Words, start: number, length: number): boolean =>
  Array.from({ length }, (_, i) => start + i).every((at) => isFree(words, at))
