// Where the cars of the made-up market stand and where they were registered.
import type { SeedCity, SeedTaxonomy } from './shape.ts'
import { weighted, type Prng } from './prng.ts'

/** The biggest markets first; cities that are not named follow in the order of the taxonomy. */
const BIGGEST = [
  'karachi',
  'lahore',
  'islamabad',
  'rawalpindi',
  'faisalabad',
  'peshawar',
  'multan',
  'gujranwala',
  'sialkot',
  'quetta',
  'hyderabad',
  'bahawalpur',
  'sargodha',
  'abbottabad',
]
const REGISTRATION = { islamabad: 0.45, lahore: 0.35, karachi: 0.2 }

export type Places = {
  city(chance: Prng): SeedCity
  bySlug(slug: string): SeedCity
  area(chance: Prng, city: SeedCity): string | undefined
  registration(chance: Prng, car: Car): string
}
type Car = {
  city: string
  year: number
  assembly: string
  condition: 'used' | 'new'
  thisYear: number
}

/**
 * Zipf over cities: the second biggest has about half the cars of the first. @throws RangeError for
 * an unknown city or an empty list
 */
export function places(taxonomy: Pick<SeedTaxonomy, 'cities'>): Places {
  const rank = (city: SeedCity): number =>
    (BIGGEST.indexOf(city.slug) + 1 || BIGGEST.length + 1) - 1
  const ranked = taxonomy.cities.toSorted((a, b) => rank(a) - rank(b))
  const slugs = new Map(ranked.map((city) => [city.slug, city]))
  const registrars = weighted(
    Object.entries(REGISTRATION).filter(([slug]) => slugs.has(slug)),
    ([, weight]) => weight,
  )
  return {
    city: weighted(ranked, (_, index) => 1 / (index + 1.5)),
    bySlug(slug) {
      const city = slugs.get(slug)
      if (!city) throw new RangeError(`no city ${slug} in the taxonomy`)
      return city
    },
    area: (chance, city) =>
      city.areas?.length && chance.chance(0.75) ? chance.pick(city.areas).slug : undefined,
    registration(chance, car) {
      if (
        car.condition === 'new' ||
        (car.assembly === 'imported' && car.thisYear - car.year <= 4 && chance.chance(0.25))
      )
        return 'unregistered'
      return chance.chance(0.6) ? car.city : registrars(chance)[0]
    },
  }
}
