// Puts what was chosen and what was understood together: the chosen wins, and the words that
// contradict it are set aside, never forgotten. Pure.
import type { Directory } from '../directory.ts'
import {
  type Filters,
  RANGE_FILTERS,
  type RangeFilter,
  TERM_FILTERS,
  type TermFilter,
} from '../filters.ts'
import type { Phrase, Understood } from './understand.ts'

export type Applied = {
  /** What the search runs with. */
  readonly filters: Filters
  /** The understood part of it. */
  readonly understood: Filters
  /** Rupees, and as typed: ads near it come first. */
  readonly nearPrice?: { readonly rupees: number; readonly text: string }
  readonly text: string
  readonly setAside: readonly SetAside[]
}

/**
 * Words of the text that filter nothing, as typed, with the filter that won over them; none when no
 * filter could hold them.
 */
export type SetAside = { readonly text: string; readonly filter?: TermFilter | RangeFilter }

export function applyUnderstood(
  chosen: Filters,
  { terms, ranges, nearPrice, text, phrases }: Understood,
  directory: Directory,
): Applied {
  const understood: Filters = {
    terms: consistentTerms(chosen, terms, directory),
    ranges: consistentRanges(chosen, ranges),
    flags: {},
  }
  const filters = {
    ...chosen,
    terms: { ...understood.terms, ...chosen.terms },
    ranges: { ...understood.ranges, ...chosen.ranges },
  }
  const near = phrases.find((phrase) => phrase.nearPrice !== undefined)
  return {
    filters,
    understood,
    ...(near &&
      nearPrice !== undefined &&
      !chosenPrice(chosen) && { nearPrice: { rupees: nearPrice, text: near.text } }),
    text,
    setAside: phrases.flatMap((part) => lostBy(part, chosen, filters)),
  }
}

/** A price that was chosen stands against one that was typed. */
const chosenPrice = ({ ranges }: Filters): RangeFilter | undefined =>
  (['priceTo', 'priceFrom'] as const).find((name) => ranges[name] !== undefined)

/** Which chosen filters can stand against a value, the nearest first. */
const AGAINST: { readonly [F in TermFilter]?: readonly TermFilter[] } = {
  make: ['make', 'model'],
  model: ['model', 'make'],
  generation: ['generation', 'model', 'make'],
  area: ['area', 'city'],
}

function lostBy(
  { text, ways, bounds, nearPrice }: Phrase,
  chosen: Filters,
  { terms, ranges }: Filters,
): SetAside[] {
  if (nearPrice !== undefined) {
    const filter = chosenPrice(chosen)
    return filter && chosen.ranges[filter] !== nearPrice ? [{ text, filter }] : []
  }
  const applies = ([name, value]: readonly [TermFilter, string]) =>
    terms[name]?.includes(value) === true
  if (ways.some((way) => way.every(applies))) return []
  const value = ways[0]?.find((one) => !applies(one))
  if (value) {
    const [name] = value
    return [
      { text, filter: (AGAINST[name] ?? [name]).find((other) => chosen.terms[other]) ?? name },
    ]
  }
  const bound = RANGE_FILTERS.find(
    (name) => bounds[name] !== undefined && bounds[name] !== ranges[name],
  )
  if (bound) return [{ text, filter: ranges[bound] === undefined ? otherBound(bound) : bound }]
  return Object.keys(bounds).length > 0 ? [] : [{ text }]
}

function consistentTerms(
  chosen: Filters,
  terms: Understood['terms'],
  directory: Directory,
): Filters['terms'] {
  const makes =
    chosen.terms.make ?? chosen.terms.model?.flatMap((model) => directory.makesOf(model))
  const fits: { readonly [F in TermFilter]?: (value: string) => boolean } = {
    make: (make) => !makes || makes.includes(make),
    model: (model) => !makes || directory.makesOf(model).some((make) => makes.includes(make)),
    generation: (generation) => {
      const models = directory.modelsOf(generation)
      if (chosen.terms.model) return models.some((model) => chosen.terms.model?.includes(model))
      return (
        !makes ||
        models.some((model) => directory.makesOf(model).some((make) => makes.includes(make)))
      )
    },
    area: (area) =>
      !chosen.terms.city ||
      directory.citiesOf(area).some((city) => chosen.terms.city?.includes(city)),
  }
  const remaining = TERM_FILTERS.flatMap((name) => {
    const values = chosen.terms[name]
      ? []
      : (terms[name] ?? []).filter((value) => fits[name]?.(value) ?? true)
    return values.length > 0 ? [[name, values] as const] : []
  })
  return Object.fromEntries(remaining)
}

function consistentRanges(chosen: Filters, ranges: Understood['ranges']): Filters['ranges'] {
  const remaining = RANGE_FILTERS.flatMap((name) => {
    const value = ranges[name]
    const free =
      value !== undefined &&
      chosen.ranges[name] === undefined &&
      !crosses(name, value, chosen.ranges)
    return free ? [[name, value] as const] : []
  })
  return Object.fromEntries(remaining)
}

function crosses(name: RangeFilter, value: number, chosen: Filters['ranges']): boolean {
  const other = chosen[otherBound(name)]
  return other !== undefined && (name.endsWith('From') ? value > other : value < other)
}

const otherBound = (name: RangeFilter): RangeFilter =>
  (name.endsWith('From') ? name.replace(/From$/, 'To') : name.replace(/To$/, 'From')) as RangeFilter
