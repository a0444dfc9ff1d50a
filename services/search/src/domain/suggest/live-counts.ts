// How many live ads there are of each make, model and city: what is popular comes first. Pure.
import type { Entry } from './entries.ts'

export type LiveCounts = {
  readonly makes: ReadonlyMap<string, number>
  /** By `make/model`. */
  readonly models: ReadonlyMap<string, number>
  readonly cities: ReadonlyMap<string, number>
}

export const NO_COUNTS: LiveCounts = { makes: new Map(), models: new Map(), cities: new Map() }

/** Of a generation: those of its model. */
export function countOf({ makes, models, cities }: LiveCounts, entry: Entry): number {
  const { kind, slug, make, model } = entry
  if (kind === 'make') return makes.get(slug) ?? 0
  return (kind === 'city' ? cities.get(slug) : models.get(`${make}/${model}`)) ?? 0
}
