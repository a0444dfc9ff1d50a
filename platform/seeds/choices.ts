// Which car somebody sells: Zipf over models, younger years more often, a variant that was really
// made that year.
import type { SeedGeneration, SeedMake, SeedModel, SeedTaxonomy, SeedVariant } from './shape.ts'
import type { ModelPrices, PriceTable } from './prices.ts'
import { weighted, type Prng } from './prng.ts'

export type Choice = {
  make: SeedMake
  model: SeedModel
  generation: SeedGeneration
  variant: SeedVariant
  year: number
  prices: ModelPrices
}

/** Oldest car the market offers, in years; plates of older ones are collectors' matters. */
const OLDEST = 33

/**
 * Draws cars whose slugs and years are all possible. Models without a row in the price table are
 * not sold. @throws RangeError when nothing is left
 */
export function choices(
  taxonomy: Pick<SeedTaxonomy, 'makes'>,
  prices: PriceTable,
  thisYear: number,
): (chance: Prng) => Choice {
  const models = new Map<string, { make: SeedMake; model: SeedModel }>(
    taxonomy.makes.flatMap((make) =>
      make.models.map((model) => [`${make.slug}/${model.slug}`, { make, model }] as const),
    ),
  )
  const sold = [...prices].flatMap(([key, modelPrices]) => {
    const at = models.get(key)
    const cars = at ? carsOf(at.make, at.model, modelPrices, thisYear) : []
    return cars.length > 0
      ? [weighted(cars, ({ year, shares }) => ageWeight(thisYear - year) / shares)]
      : []
  })
  const model = weighted(sold, (_, index) => 1 / (index + 2))
  return (chance) => model(chance)(chance)
}

type Car = Choice & { shares: number }

/**
 * Every variant and year of a model; `shares` = how many variants share that year, so that a model
 * with many trims has no more cars for it.
 */
function carsOf(make: SeedMake, model: SeedModel, prices: ModelPrices, thisYear: number): Car[] {
  const cars = model.generations.flatMap((generation) =>
    generation.variants.flatMap((variant) => {
      const from = Math.max(variant.yearFrom ?? generation.yearFrom, thisYear - OLDEST)
      const to = Math.min(variant.yearTo ?? generation.yearTo ?? thisYear, thisYear)
      return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => ({
        make,
        model,
        generation,
        variant,
        year: from + i,
        prices,
      }))
    }),
  )
  const perYear = new Map<number, number>()
  for (const { year } of cars) perYear.set(year, (perYear.get(year) ?? 0) + 1)
  return cars.map((car) => Object.assign(car, { shares: perYear.get(car.year) ?? 1 }))
}

/** Few sell in the first year, most between two and twelve, ever fewer after. */
const ageWeight = (age: number): number =>
  age === 0 ? 0.5 : age <= 12 ? 1 : Math.exp((12 - age) / 7)
