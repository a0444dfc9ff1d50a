// The made-up market: people who sell and the listings they post, the same for the same seed.
// Listings stream, so a hundred thousand need no memory.
import { rupees } from '@pk-auto/kernel/money'
import { chassisMark } from './frames.ts'
import { choices, type Choice } from './choices.ts'
import { featuresOf } from './features.ts'
import { people as makePeople } from './people.ts'
import { photosOf } from './pictures/subjects.ts'
import { places as makePlaces } from './places.ts'
import { askable, fairRupees, readPrices, type PriceTable } from './prices.ts'
import { prng, weighted, type Prng } from './prng.ts'
import type { SeedListing, SeedPerson, SeedTaxonomy } from './shape.ts'
import { wordsOf } from './words.ts'

export type MarketOrder = {
  taxonomy: SeedTaxonomy
  seed: number
  listings: number
  people: number
  /** Ids of the drawn pictures by their index; empty = listings without photos. */
  pictureIds: readonly string[]
  now: Date
  /** Default: the table next to this module. */
  prices?: PriceTable
}

/** Colours by how many cars wear them; those not named share the rest. */
const COLOUR_WEIGHT: Record<string, number> = {
  white: 34,
  silver: 13,
  black: 12,
  grey: 9,
  'pearl-white': 7,
  'gun-metallic': 5,
  blue: 4,
  red: 4,
  maroon: 3,
  beige: 2,
  gold: 2,
}
const OLDEST_AD_DAYS = 44

/**
 * Seed 0 to 2³²−1. `listings` may be walked any number of times and gives the same each time; reads
 * the price table once unless given one.
 */
export function generateMarket(order: MarketOrder): {
  people: SeedPerson[]
  listings: Iterable<SeedListing>
} {
  const places = makePlaces(order.taxonomy)
  const people = makePeople(order.seed, order.people, (chance) => places.city(chance).slug)
  const thisYear = order.now.getUTCFullYear()
  const choose = choices(order.taxonomy, order.prices ?? readPrices(), thisYear)
  const colour = weighted(order.taxonomy.colours, ({ slug }) => COLOUR_WEIGHT[slug] ?? 0.6)
  const features = new Set(order.taxonomy.features.map(({ slug }) => slug))
  // A few people sell many cars, most one or two.
  const seller = weighted(people, (_, index) => 1 / (index + 12))

  function listing(index: number): SeedListing {
    const chance = prng(order.seed, 'listing', index)
    const car = choose(chance)
    const { index: sellerIndex, city: homeCity } = seller(chance)
    const city = chance.chance(0.6) ? places.bySlug(homeCity) : places.city(chance)
    const paint = colour(chance)
    const condition =
      car.year === thisYear && car.generation.assembly === 'local' && chance.chance(0.35)
        ? 'new'
        : 'used'
    const km = kmOf(chance, thisYear - car.year, condition)
    const registrationCity = places.registration(chance, {
      city: city.slug,
      year: car.year,
      assembly: car.generation.assembly,
      condition,
      thisYear,
    })
    const fair = fairRupees({ ...car, km, thisYear, city: city.slug, registrationCity })
    const area = places.area(chance, city)
    return {
      make: car.make.slug,
      model: car.model.slug,
      generation: car.generation.slug,
      ...(chance.chance(0.92) && { variant: car.variant.slug }),
      year: car.year,
      km,
      engineCc: car.variant.engineCc,
      fuel: car.variant.fuel,
      transmission: car.variant.transmission,
      assembly: car.generation.assembly,
      body: car.model.body,
      colour: paint.slug,
      city: city.slug,
      ...(area !== undefined && { area }),
      registrationCity,
      condition,
      ...(chance.chance(0.7) && chassisMark(order.seed, index, car)),
      features: featuresOf(chance, features, fair, car.year),
      ...wordsOf(chance, { car, km, condition, city: city.name, colour: paint.name }),
      photos: photosOf(chance, order.pictureIds, car.model.body, paint.slug),
      visibility: 'public',
      channels: ['automart'],
      sellerIndex,
      ...lifeOf(chance, fair, car),
    }
  }

  return {
    people,
    listings: {
      *[Symbol.iterator]() {
        for (let index = 0; index < order.listings; index++) yield listing(index)
      },
    },
  }
}

/**
 * Whole kilometres as an odometer is quoted: mostly to the thousand, sometimes exactly. Never above
 * 420,000.
 */
function kmOf(chance: Prng, age: number, condition: 'used' | 'new'): number {
  if (condition === 'new') return chance.int(0, 60)
  const perYear = 11_000 * Math.exp(0.35 * chance.bell())
  // Old cars are driven less each year.
  const driven = Math.min(420_000, 900 + perYear * (age <= 8 ? age + 0.3 : 8 + (age - 8) * 0.55))
  return chance.chance(0.7)
    ? Math.max(1_000, Math.round(driven / 1_000) * 1_000)
    : Math.round(driven)
}

/**
 * The asking price with the seller's mood, when the ad went up, what was dropped since, whether it
 * is sold.
 */
function lifeOf(
  chance: Prng,
  fair: number,
  car: Choice,
): Pick<SeedListing, 'price' | 'publishedDaysAgo' | 'priceDrops' | 'sold'> {
  const first = askable(fair * (1 + 0.04 * chance.bell()))
  const publishedDaysAgo = Math.floor(OLDEST_AD_DAYS * chance.next() ** 1.7)
  const priceDrops: NonNullable<SeedListing['priceDrops']> = []
  let asked = first
  let daysAgo = publishedDaysAgo
  for (let drops = chance.chance(0.18) ? chance.int(1, 3) : 0; drops > 0 && daysAgo > 3; drops--) {
    daysAgo = chance.int(1, daysAgo - 2)
    const lower = askable(Number(asked) * (1 - 0.01 * chance.int(2, 6)))
    if (lower < asked) priceDrops.push({ daysAgo, price: rupees((asked = lower)) })
  }
  // Common cars go quickly.
  const sold = chance.chance(car.prices.anchors.length > 5 ? 0.07 : 0.04) && daysAgo > 0
  return {
    price: rupees(first),
    publishedDaysAgo,
    ...(priceDrops.length > 0 && { priceDrops }),
    ...(sold && { sold: { daysAgo: chance.int(0, daysAgo - 1) } }),
  }
}
