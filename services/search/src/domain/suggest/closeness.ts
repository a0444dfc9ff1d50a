// How well what was typed so far begins a name: exactly it, its beginning, the beginning of a later
// word, or nearly one of those. Pure.
import { editDistance } from '../query/edit-distance.ts'
import type { Entry } from './entries.ts'

/** Less is closer; undefined is not close at all. */
export type Closeness = 0 | 1 | 2 | 3

/** Shorter beginnings are near too much. */
const MIN_GUESSED = 4
const TWO_SLIPS_FROM = 8

export function closeness(typed: string, { keys, innerKeys }: Entry): Closeness | undefined {
  if (keys.includes(typed)) return 0
  if (keys.some((key) => key.startsWith(typed))) return 1
  return innerKeys.some((key) => key.startsWith(typed)) ? 2 : undefined
}

/** Whether it begins the name but for a slip or two of the finger. */
export function isNearly(typed: string, { keys }: Entry): boolean {
  if (typed.length < MIN_GUESSED || /\d/.test(typed)) return false
  const limit = typed.length >= TWO_SLIPS_FROM ? 2 : 1
  return keys.some((key) => begins(typed, key, limit))
}

// A letter left out or typed twice moves the end of the beginning.
function begins(typed: string, key: string, limit: number): boolean {
  for (let length = typed.length - limit; length <= typed.length + limit; length += 1) {
    if (length > key.length && length > typed.length) return false
    if (editDistance(typed, key.slice(0, length), limit) <= limit) return true
  }
  return false
}
