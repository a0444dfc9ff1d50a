// Cars and cities as the taxonomy of catalogue names them: search refuses other words in filters.
import { readdirSync, readFileSync } from 'node:fs'
import { parse } from 'yaml'

export type Words = {
  /** By popularity, from 0. */
  model(rank: number): { readonly make: string; readonly model: string }
  city(rank: number): string
}

type Named = { readonly slug: string }
const FOLDER = new URL('../../../services/catalogue/taxonomy/', import.meta.url)
const read = <T>(path: string): T => parse(readFileSync(new URL(path, FOLDER), 'utf8')) as T

/** The first model of each make, then the second of each …; ranks beyond the last begin anew. */
export function taxonomyWords(): Words {
  const makes = readdirSync(new URL('makes/', FOLDER))
    .sort()
    .map((file) => read<Named & { readonly models: readonly Named[] }>(`makes/${file}`))
  const most = Math.max(...makes.map(({ models }) => models.length))
  const models = Array.from({ length: most }, (_, nth) =>
    makes.flatMap(({ slug, models: all }) =>
      all.slice(nth, nth + 1).map((one) => ({ make: slug, model: one.slug })),
    ),
  ).flat()
  const { cities } = read<{ readonly cities: readonly Named[] }>('cities.yaml')
  return {
    model: (rank) => models[rank % models.length]!,
    city: (rank) => cities[rank % cities.length]!.slug,
  }
}
