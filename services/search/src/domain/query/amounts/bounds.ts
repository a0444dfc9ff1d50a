// What an amount with a direction bounds: price, year, kilometres or engine. Pure.
import type { RangeFilter } from '../../filters.ts'
import type { Direction } from '../words/direction-words.ts'
import type { Quantity } from './quantity.ts'

export type Bounds = { readonly [F in RangeFilter]?: number }

/** What a range filter is about. */
export type Measure = 'price' | 'year' | 'km' | 'engine'

export type Measured = { readonly measure: Measure; readonly value: number }

const OLDEST_YEAR = 1960
/** Rupees; anything cheaper is a typing error or not a price. */
const LEAST_PRICE = 50_000
const MOST_PRICE = 2_000_000_000
/** Thousands without a unit are kilometres below this and rupees from it on. */
const LEAST_SCALED_PRICE = 300_000
/** Fewer are no mileage: "13 km per litre", "5 km away". */
const LEAST_KM = 100
const MOST_KM = 2_000_000
/** A bare number between these, where a price is expected, means lacs. */
const BARE_LACS = { least: 5, most: 300 }
const LAC = 100_000
/** What cars are called by, without a unit: "alto 660", "corolla 1300". */
const COMMON_CC: ReadonlySet<number> = new Set([
  ...[660, 800, 850, 1_000, 1_200, 1_300, 1_500, 1_600, 1_800, 2_400, 2_500, 2_700, 2_800, 3_000],
])
const MOST_SMALL_LITRES = 2.7
/** Makers round: a "1300" has 1298 or 1329 cc. */
const ENGINE_SLACK_CC = 50
const AROUND = 0.1

export type AtNumber = {
  readonly thisYear: number
  /** The car that is named has no engine of more than 2.7 litres: "mehran 4.5" is a price. */
  readonly smallEngine: boolean
  /** A direction, a currency or a word for price stands next to the number. */
  readonly priceSlot: boolean
}

/** Decides what an amount is about; nothing when it makes no sense for a car. */
export function measure(
  quantity: Quantity,
  { thisYear, smallEngine, priceSlot }: AtNumber,
): Measured | undefined {
  const { kind, value, decimal } = quantity
  if (kind === 'money')
    return price(quantity.scale === 1 && inBareLacs(value) ? value * LAC : value)
  if (kind === 'km') return within('km', value, value === 0 ? 0 : LEAST_KM, MOST_KM)
  if (kind === 'engine')
    return within('engine', value < 10 && decimal ? value * 1_000 : value, 200, 9_000)
  if (kind === 'scaled')
    return value < LEAST_SCALED_PRICE ? within('km', value, 1_000, MOST_KM) : price(value)
  if (!decimal && value >= OLDEST_YEAR && value <= thisYear + 1) return { measure: 'year', value }
  if (decimal && value >= 0.6 && value < BARE_LACS.least + 2 && !priceSlot)
    return smallEngine && value > MOST_SMALL_LITRES
      ? price(value * LAC)
      : { measure: 'engine', value: Math.round(value * 1_000) }
  if (COMMON_CC.has(value) && !priceSlot) return { measure: 'engine', value }
  if (value >= LEAST_PRICE) return price(value)
  return priceSlot ? lacs(value) : undefined
}

/** A bare number as a price in lacs; nothing outside 5 to 300. */
export const lacs = (value: number): Measured | undefined =>
  inBareLacs(value) ? price(value * LAC) : undefined

const inBareLacs = (value: number): boolean => value >= BARE_LACS.least && value <= BARE_LACS.most
const price = (value: number): Measured | undefined =>
  within('price', Math.round(value), LEAST_PRICE, MOST_PRICE)
const within = (what: Measure, value: number, least: number, most: number): Measured | undefined =>
  value >= least && value <= most ? { measure: what, value: Math.round(value) } : undefined

/**
 * The bounds of one amount. Without a direction a price or mileage is the most one wants, a year or
 * an engine is meant exactly.
 */
export function boundsOf(
  { measure: what, value }: Measured,
  direction: Direction | undefined,
): Bounds {
  if (what === 'engine') return engineBounds(value, direction)
  if (direction === 'around') {
    const slack = what === 'year' ? 1 : Math.round(value * AROUND)
    return { [`${what}From`]: value - slack, [`${what}To`]: value + slack }
  }
  if (direction === 'from') return { [`${what}From`]: value }
  if (direction === 'to' || what !== 'year') return { [`${what}To`]: value }
  return { yearFrom: value, yearTo: value }
}

function engineBounds(cc: number, direction: Direction | undefined): Bounds {
  const from = direction === 'to' ? {} : { engineFrom: cc - ENGINE_SLACK_CC }
  const to = direction === 'from' ? {} : { engineTo: cc + ENGINE_SLACK_CC }
  return { ...from, ...to }
}

/** The bounds of "A to B", in either order. */
export function boundsBetween(a: Measured, b: Measured): Bounds {
  const [low, high] = a.value <= b.value ? [a, b] : [b, a]
  return { ...boundsOf(low, 'from'), ...boundsOf(high, 'to') }
}
