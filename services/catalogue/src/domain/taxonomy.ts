// What cars and places the market knows: makes down to variants, cities, colours, features, value
// lists. Pure types and look-ups.

/** A text in both languages of the market; both are always there. */
export type Words = { en: string; ur: string }
/**
 * What every row has. Nicknames are spellings people type (Roman Urdu, misspelt Latin, Urdu);
 * source says where the facts come from.
 */
export type Row = { slug: string; name: Words; nicknames: string[]; source: string }

export type Fuel = 'petrol' | 'diesel' | 'cng' | 'lpg' | 'hybrid' | 'phev' | 'ev'
export type Transmission = 'manual' | 'automatic'
export type Assembly = 'local' | 'imported'
export type Body =
  | 'sedan'
  | 'hatchback'
  | 'suv'
  | 'crossover'
  | 'mpv'
  | 'mini-van'
  | 'van'
  | 'pickup'
  | 'double-cabin'
  | 'micro-van'
  | 'coupe'
  | 'convertible'
  | 'wagon'

/**
 * One trim with one engine. `engineCc` is 0 for `ev` only. Years narrow those of the generation;
 * absent = the generation's own. Slugs are unique inside a model.
 */
export type Variant = Omit<Row, 'nicknames'> & {
  engineCc: number
  fuel: Fuel
  transmission: Transmission
  yearFrom?: number
  yearTo?: number
  engineCode?: string
}
/**
 * One shape of a model as sold in Pakistan: production years there, or model years of the imports.
 * No `yearTo` = still made. Slugs are unique everywhere.
 */
export type Generation = Row & {
  yearFrom: number
  yearTo?: number
  assembly: Assembly
  variants: Variant[]
}
export type Model = Row & { body: Body; generations: Generation[] }
export type Make = Row & { models: Model[] }

export type Province = Row
/** A part of a city; slugs are unique inside the city only (two have a `dha-phase-5`). */
export type Area = Row
/** `lat` and `lon` are the centre in degrees, rounded to about one kilometre. */
export type City = Row & { province: string; lat: number; lon: number; areas?: Area[] }
/** `hex` (`#rrggbb`) is a swatch, not a paint. */
export type Colour = Row & { hex: string }
export type Feature = Row
/** Seats a model is sold with, or features that every car of a variant has. */
export type Equipment = {
  model: string
  variant?: string
  seats?: number[]
  features?: string[]
  source: string
}
export type EnumValue = Omit<Row, 'name'> & { label: Words }
export const ENUM_NAMES = [
  'fuel',
  'transmission',
  'assembly',
  'body',
  'condition',
  'sellerType',
  'sort',
  'visibility',
  'channels',
] as const
export type EnumName = (typeof ENUM_NAMES)[number]

export type Taxonomy = {
  version: number
  makes: Make[]
  provinces: Province[]
  cities: City[]
  colours: Colour[]
  features: Feature[]
  equipment: Equipment[]
  enums: Record<EnumName, EnumValue[]>
}

/** Slugs as a listing carries them. A variant may be named without its generation. */
export type PlaceSlugs = {
  make: string
  model: string
  generation?: string | undefined
  variant?: string | undefined
}
/** Where a car stands in the taxonomy; the generation is known whenever the variant is. */
export type Place = { make: Make; model: Model; generation?: Generation; variant?: Variant }
export type PlaceUnknown = { unknown: keyof PlaceSlugs }

/**
 * Finds the rows behind slugs, or the first slug that does not fit (a variant of another
 * generation is an unknown variant).
 */
export function findPlace(
  taxonomy: Pick<Taxonomy, 'makes'>,
  slugs: PlaceSlugs,
): Place | PlaceUnknown {
  const make = bySlug(taxonomy.makes, slugs.make)
  if (!make) return { unknown: 'make' }
  const model = bySlug(make.models, slugs.model)
  if (!model) return { unknown: 'model' }
  const named =
    slugs.generation === undefined ? undefined : bySlug(model.generations, slugs.generation)
  if (slugs.generation !== undefined && !named) return { unknown: 'generation' }
  if (slugs.variant === undefined) return { make, model, ...(named && { generation: named }) }
  for (const generation of named ? [named] : model.generations) {
    const variant = bySlug(generation.variants, slugs.variant)
    if (variant) return { make, model, generation, variant }
  }
  return { unknown: 'variant' }
}

/**
 * The model years (ascending, inclusive) in which such a car was made, up to `latestYear`; a model
 * without a generation named may have gaps.
 */
export function possibleYears(place: Place, latestYear: number): number[] {
  const years = new Set<number>()
  for (const generation of place.generation ? [place.generation] : place.model.generations) {
    const { from, to } = place.variant
      ? variantYears(generation, place.variant)
      : { from: generation.yearFrom, to: generation.yearTo }
    for (let year = from; year <= Math.min(to ?? latestYear, latestYear); year++) years.add(year)
  }
  return [...years].sort((a, b) => a - b)
}

/** First and last model year of a variant; no `to` = still made. */
function variantYears(
  generation: Generation,
  variant: Variant,
): { from: number; to: number | undefined } {
  return { from: variant.yearFrom ?? generation.yearFrom, to: variant.yearTo ?? generation.yearTo }
}

/**
 * The city and, if named, its area; undefined where the slug is unknown or the area lies in another
 * city.
 */
export function findCity(
  taxonomy: Pick<Taxonomy, 'cities'>,
  slugs: { city: string; area?: string | undefined },
): { city: City; area?: Area } | undefined {
  const city = bySlug(taxonomy.cities, slugs.city)
  if (!city || slugs.area === undefined) return city && { city }
  const area = bySlug(city.areas ?? [], slugs.area)
  return area && { city, area }
}

function bySlug<T extends { slug: string }>(rows: readonly T[], slug: string): T | undefined {
  return rows.find((row) => row.slug === slug)
}
