// Where a search waits for ads, and where an ad looks for searches: one key for market, channel,
// car and city, and bounds. Pure.
import type { Directory } from '../directory.ts'
import { leftAlone } from '../either-car.ts'
import type { Filters } from '../filters.ts'
import type { Listing } from '../listing.ts'
import { PAISA } from './matching.ts'
import type { SavedSearch } from './saved-search.ts'

/** `from` and `to` are included; the least and the greatest value where none was asked for. */
type Bounds = { readonly from: number; readonly to: number }

export type SearchKeys = {
  /** Of which an ad has one at most. */
  readonly keys: readonly string[]
  /** Minor units. */
  readonly price: Bounds
  readonly year: Bounds
  readonly km: Bounds
  readonly engine: Bounds
  /** Whether the search asks for more than key and bounds say. */
  readonly hasMore: boolean
}

const ANY = '*'
/** A search with more waits for its cars in every city, and is looked at more closely. */
const MOST_KEYS = 100
const GREATEST = 2_147_483_647
const GREATEST_PRICE = Number.MAX_SAFE_INTEGER

type Searched = Pick<SavedSearch, 'market' | 'channel' | 'filters' | 'words'>

export function keysOf(search: Searched, directory: Directory): SearchKeys {
  const { market, channel, filters, words } = search
  const { ranges } = filters
  const cars = carsOf(filters, directory)
  const cities = citiesOf(filters, directory)
  const tooMany = cars.length * cities.length > MOST_KEYS
  const keys = cars.flatMap((car) =>
    (tooMany ? [ANY] : cities).map((city) => keyOf(market, channel, car, city)),
  )
  const within = (from = 0, to = GREATEST): Bounds => ({ from, to })
  return {
    keys,
    price: {
      from: (ranges.priceFrom ?? 0) * PAISA,
      to: ranges.priceTo === undefined ? GREATEST_PRICE : ranges.priceTo * PAISA,
    },
    year: within(ranges.yearFrom, ranges.yearTo),
    km: within(ranges.kmFrom, ranges.kmTo),
    engine: within(ranges.engineFrom, ranges.engineTo),
    hasMore: tooMany || words.length > 0 || asksMore(filters, directory),
  }
}

/** Every key under which searches that the ad may match wait. */
export function keysFor({ market, channels, make, model, city }: Listing): string[] {
  const cars = [`model/${model}`, `make/${make}`, ANY]
  return channels.flatMap((channel) =>
    cars.flatMap((car) => [city, ANY].map((place) => keyOf(market, channel, car, place))),
  )
}

const keyOf = (market: string, channel: string, car: string, city: string): string =>
  [market, channel, car, city].join('|')

function carsOf(filters: Filters, directory: Directory): readonly string[] {
  const { model, make } = filters.terms
  const makes = (leftAlone(filters, directory).model ?? []).flatMap(([, some]) => some)
  if (model)
    return [...model.map((slug) => `model/${slug}`), ...makes.map((slug) => `make/${slug}`)]
  return make ? make.map((slug) => `make/${slug}`) : [ANY]
}

function citiesOf({ terms, near }: Filters, directory: Directory): readonly string[] {
  if (!near) return terms.city ?? [ANY]
  const around = directory.citiesNear(near).map(({ city }) => city)
  return terms.city ? terms.city.filter((city) => around.includes(city)) : around
}

const IN_KEY = new Set(['make', 'model', 'city'])

function asksMore({ terms, flags, near }: Filters, directory: Directory): boolean {
  const other = Object.keys(terms).some((name) => !IN_KEY.has(name))
  const makes = terms.make
  // A model belongs to the make that was chosen, or the make has to be looked at, too.
  const implied = !makes || !terms.model || terms.model.every(ofMakes(makes, directory))
  return other || Object.keys(flags).length > 0 || near !== undefined || !implied
}

const ofMakes = (makes: readonly string[], directory: Directory) => (model: string) => {
  const own = directory.makesOf(model)
  return own.length > 0 && own.every((make) => makes.includes(make))
}
