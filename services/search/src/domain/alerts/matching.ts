// Whether an ad is what a saved search asks for, by the same rules as the index. Pure.
import type { Directory } from '../directory.ts'
import { fitsTerm, leftAlone } from '../either-car.ts'
import { type FlagFilter, FLAG_FILTERS, TERM_FILTERS } from '../filters.ts'
import type { Listing } from '../listing.ts'
import type { Predicate } from './saved-search.ts'

/** A live ad, and the folded words of its names and title. */
export type Ad = { readonly listing: Listing; readonly names: readonly string[] }

/** Minor units of a rupee: prices are asked in rupees. */
export const PAISA = 100
/** Shorter words must be there whole. */
const MIN_BEGINNING = 2
// Nobody certifies, inspects or films cars yet.
const FLAGS: Readonly<Record<FlagFilter, boolean>> = {
  ...{ certified: false, inspected: false, hasVideo: false },
}

export function isMatch({ filters, words }: Predicate, ad: Ad, directory: Directory): boolean {
  const { listing } = ad
  const { terms, ranges, flags, near } = filters
  const left = leftAlone(filters, directory)
  const lies = (value: number, from = -Infinity, to = Infinity) => from <= value && value <= to
  return (
    TERM_FILTERS.every((name) => !terms[name] || fitsTerm(listing, name, terms[name], left)) &&
    lies(Number(listing.price.minor) / PAISA, ranges.priceFrom, ranges.priceTo) &&
    lies(listing.year, ranges.yearFrom, ranges.yearTo) &&
    lies(listing.km, ranges.kmFrom, ranges.kmTo) &&
    lies(listing.engineCc, ranges.engineFrom, ranges.engineTo) &&
    FLAG_FILTERS.every((name) => (flags[name] ?? FLAGS[name]) === FLAGS[name]) &&
    (!near || directory.citiesNear(near).some(({ city }) => city === listing.city)) &&
    words.every((word) => ad.names.some((name) => isWordOf(word, name)))
  )
}

const isWordOf = (word: string, name: string): boolean =>
  word === name || (word.length >= MIN_BEGINNING && name.startsWith(word))
