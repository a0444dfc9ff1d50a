// Puts what was chosen and what was understood together: the chosen wins, and what contradicts it is dropped. Pure.
import type { Directory } from '../directory.ts'
import { type Filters, RANGE_FILTERS, type RangeFilter, TERM_FILTERS, type TermFilter } from '../filters.ts'
import type { Understood } from './understand.ts'

export type Applied = {
  /** What the search runs with. */
  readonly filters: Filters
  /** The understood part of it. */
  readonly understood: Filters
  readonly text: string
}

export function applyUnderstood(chosen: Filters, { terms, ranges, text }: Understood, directory: Directory): Applied {
  const understood: Filters = { terms: consistentTerms(chosen, terms, directory), ranges: consistentRanges(chosen, ranges), flags: {} }
  return {
    filters: { ...chosen, terms: { ...understood.terms, ...chosen.terms }, ranges: { ...understood.ranges, ...chosen.ranges } },
    understood,
    text,
  }
}

function consistentTerms(chosen: Filters, terms: Understood['terms'], directory: Directory): Filters['terms'] {
  const makes = chosen.terms.make ?? chosen.terms.model?.flatMap((model) => directory.makesOf(model))
  const fits: { readonly [F in TermFilter]?: (value: string) => boolean } = {
    make: (make) => !makes || makes.includes(make),
    model: (model) => !makes || directory.makesOf(model).some((make) => makes.includes(make)),
    generation: (generation) => {
      const models = directory.modelsOf(generation)
      if (chosen.terms.model) return models.some((model) => chosen.terms.model?.includes(model))
      return !makes || models.some((model) => directory.makesOf(model).some((make) => makes.includes(make)))
    },
    area: (area) => !chosen.terms.city || directory.citiesOf(area).some((city) => chosen.terms.city?.includes(city)),
  }
  const kept = TERM_FILTERS.flatMap((name) => {
    const values = chosen.terms[name] ? [] : (terms[name] ?? []).filter((value) => fits[name]?.(value) ?? true)
    return values.length > 0 ? [[name, values] as const] : []
  })
  return Object.fromEntries(kept)
}

function consistentRanges(chosen: Filters, ranges: Understood['ranges']): Filters['ranges'] {
  const kept = RANGE_FILTERS.flatMap((name) => {
    const value = ranges[name]
    const free = value !== undefined && chosen.ranges[name] === undefined && !crosses(name, value, chosen.ranges)
    return free ? [[name, value] as const] : []
  })
  return Object.fromEntries(kept)
}

function crosses(name: RangeFilter, value: number, chosen: Filters['ranges']): boolean {
  const lower = name.endsWith('From')
  const other = chosen[(lower ? name.replace('From', 'To') : name.replace('To', 'From')) as RangeFilter]
  return other !== undefined && (lower ? value > other : value < other)
}
