// The bounds of a search as people type them: one reading for the page, its script and the API.
import { readEngine, readKm, readYear } from './measure.ts'
import { readPrice } from './price.ts'
import { read, unread, type Reading } from './reading.ts'

/** The largest bound of each measure: rupees, model years, kilometres, cubic centimetres. */
export const MOST_OF = {
  price: 100_000_000_000,
  year: 2_200,
  km: 10_000_000,
  engine: 20_000,
} as const
export type Measure = keyof typeof MOST_OF

/** Of a filter nobody is asked whether it was meant: what is not sure is not read. */
const rupees = (typed: string): Reading<number, 'empty' | 'unreadable'> => {
  const price = readPrice(typed)
  if (!price.ok) return price
  return price.value.guessed ? unread('unreadable') : read(price.value.rupees)
}
const READERS = { price: rupees, year: readYear, km: readKm, engine: readEngine } as const

/** The same number unless it is beyond any car. */
export const atMost = (measure: Measure, value: number): Reading<number, 'too-high'> =>
  value > MOST_OF[measure] ? unread('too-high') : read(value)

/** A whole number in the unit of its measure; a bare price up to 300 is lacs. Never throws. */
export const readBound = (
  measure: Measure,
  typed: string,
): Reading<number, 'empty' | 'unreadable' | 'too-high'> => {
  const bound = READERS[measure](typed)
  return bound.ok ? atMost(measure, bound.value) : bound
}
