// The part of the taxonomy that seeds need, as a shape: what the catalogue's files and its public
// GET /taxonomy both have.
import type { Money } from '@pk-auto/kernel/money'

export type Words = { en: string; ur: string }
type Year = number | null | undefined

export type SeedVariant = {
  slug: string
  name: Words
  engineCc: number
  fuel: string
  transmission: string
  yearFrom?: Year
  yearTo?: Year
}
export type SeedGeneration = {
  slug: string
  name: Words
  yearFrom: number
  yearTo?: Year
  assembly: string
  variants: readonly SeedVariant[]
}
export type SeedModel = {
  slug: string
  name: Words
  body: string
  generations: readonly SeedGeneration[]
}
export type SeedMake = { slug: string; name: Words; models: readonly SeedModel[] }
export type SeedCity = {
  slug: string
  name: Words
  province: string
  areas?: readonly { slug: string; name: Words }[] | null | undefined
}
export type SeedTaxonomy = {
  makes: readonly SeedMake[]
  cities: readonly SeedCity[]
  colours: readonly { slug: string; name: Words }[]
  features: readonly { slug: string }[]
}

/** Somebody who sells. The phone is a sandbox number (+92300…), unique in one market. */
export type SeedPerson = { index: number; name: Words; phone: string; city: string }

/**
 * The body of POST /listings, and what happens to it after. Days are whole days before the market's
 * `now`.
 */
export type SeedListing = {
  make: string
  model: string
  generation: string
  variant?: string
  year: number
  price: Money
  km: number
  engineCc: number
  fuel: string
  transmission: string
  assembly: string
  body: string
  colour: string
  city: string
  area?: string
  /** A city, or `unregistered`. */
  registrationCity: string
  condition: 'used' | 'new'
  frameNumber?: string
  vin?: string
  features: string[]
  title: string
  description: { text: string; lang: SeedLang }
  photos: string[]
  visibility: 'public'
  channels: ['automart']
  sellerIndex: number
  publishedDaysAgo: number
  /**
   * Later asking prices, oldest first, each lower than the one before; `price` above is the first.
   */
  priceDrops?: { daysAgo: number; price: Money }[]
  sold?: { daysAgo: number }
}

/** English, Urdu, and Urdu in Latin letters. */
export type SeedLang = 'en' | 'ur' | 'ur-Latn'

export type SeedOrder = {
  seed: number
  listings: number
  people: number
  pictures: number
  /** About some of the ads; none unless given. */
  conversations?: number
  /** Saved by some of the people; none unless given. */
  searches?: number
  now: Date
}
