// A narrower choice narrows only what it belongs to: with Honda, Toyota and Civic chosen, Hondas
// are Civics and Toyotas are any. So "civic ya toyota" and "reborn ya corolla" mean either. Pure.
import type { Directory } from './directory.ts'
import type { Filters, TermFilter } from './filters.ts'
import type { Listing } from './listing.ts'

/** By the narrower filter, the wider values that it leaves alone. */
export type LeftAlone = {
  readonly [F in TermFilter]?: readonly (readonly [TermFilter, readonly string[]])[]
}

/**
 * Nothing is left alone where a narrower value belongs to none of the wider ones: such a choice
 * contradicts itself, and finds nothing.
 */
export function leftAlone({ terms }: Pick<Filters, 'terms'>, directory: Directory): LeftAlone {
  const { make = [], model = [], generation = [], city = [], area = [] } = terms
  const makes = alone(make, model, (slug) => directory.makesOf(slug)) ?? []
  const models = alone(model, generation, (slug) => directory.modelsOf(slug))
  const cities = alone(city, area, (slug) => directory.citiesOf(slug)) ?? []
  const cars = [['model', models ?? []] as const, ['make', models ? makes : []] as const]
  const some = cars.filter(([, values]) => values.length > 0)
  return {
    ...(makes.length > 0 && { model: [['make', makes]] }),
    ...(some.length > 0 && { generation: some }),
    ...(cities.length > 0 && { area: [['city', cities]] }),
  }
}

/** The wider values that no narrower one belongs to; undefined where a choice is not sound. */
function alone(
  wider: readonly string[],
  narrower: readonly string[],
  parentsOf: (value: string) => readonly string[],
): readonly string[] | undefined {
  const parents = narrower.map(parentsOf)
  const isSound = parents.every((some) => some.some((parent) => wider.includes(parent)))
  if (narrower.length === 0 || !isSound) return undefined
  return wider.filter((value) => !parents.some((some) => some.includes(value)))
}

/** Whether an ad is what one filter asks for. */
export const fitsTerm = (
  listing: Listing,
  name: TermFilter,
  values: readonly string[],
  left: LeftAlone,
): boolean =>
  values.includes(listing[name]) ||
  (left[name] ?? []).some(([wider, some]) => some.includes(listing[wider]))
