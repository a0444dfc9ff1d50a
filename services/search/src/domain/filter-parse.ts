// Filters off the wire: known names, known values, sensible bounds — or every problem at once; and
// what of them was put right. Pure.
import { errors, type FieldProblem } from './errors.ts'
import { atMost, MOST_OF, readBound, type Measure } from '@pk-auto/reading/bound'
import type { Directory } from './directory.ts'
import { type Vocabulary, valueNamed } from './query/vocabulary.ts'
import {
  type Filters,
  FLAG_FILTERS,
  type FlagFilter,
  type Near,
  RANGE_FILTERS,
  type RangeFilter,
  TERM_FILTERS,
  type TermFilter,
  type WireFilter,
} from './filters.ts'

const MOST_VALUES = 50
const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
const MOST_NEAR_KM = 1_000
const PLAIN = /^\d{1,12}$/

type Found = {
  terms: { [F in TermFilter]?: string[] }
  ranges: { [F in RangeFilter]?: number }
  flags: { [F in FlagFilter]?: boolean }
  near?: Near
}

const isTerm = (name: string): name is TermFilter =>
  (TERM_FILTERS as readonly string[]).includes(name)
const isRange = (name: string): name is RangeFilter =>
  (RANGE_FILTERS as readonly string[]).includes(name)
const isFlag = (name: string): name is FlagFilter =>
  (FLAG_FILTERS as readonly string[]).includes(name)

/**
 * A value that was given by its name ("ٹویوٹا") with the one it stands for, or two bounds that came
 * the wrong way round.
 */
export type Correction =
  | { readonly filter: TermFilter; readonly given: string; readonly value: string }
  | { readonly filter: Measure }

export type Parsed = { readonly filters: Filters; readonly corrections: readonly Correction[] }

export type Known = { readonly directory: Directory; readonly vocabulary: Vocabulary }

/**
 * A filter named twice adds its values. @throws INVALID_SEARCH (invalid) with one problem per wrong
 * filter or value
 */
export function parseFilters(wire: readonly WireFilter[], known: Known): Parsed {
  const found: Found = { terms: {}, ranges: {}, flags: {} }
  const corrections: Correction[] = []
  const problems: FieldProblem[] = []
  const problem = (path: string, code: FieldProblem['code'], message: string) =>
    void problems.push({ path, code, message })
  for (const { name, values: given } of wire) {
    const values = given.map((value) => value.trim()).filter((value) => value !== '')
    if (values.length === 0) continue
    const [first = ''] = values
    if (values.length > MOST_VALUES)
      problem(name, 'TOO_MANY_VALUES', `takes at most ${MOST_VALUES} values`)
    else if (isTerm(name)) {
      const read = values.map((given) => readValue(name, given, known))
      for (const { given, value } of read)
        if (value === undefined) problem(name, 'UNKNOWN_VALUE', 'is not a value of this filter')
        else if (value !== given) corrections.push({ filter: name, given, value })
      const slugs = read.flatMap(({ value = [] }) => value)
      found.terms[name] = [...new Set([...(found.terms[name] ?? []), ...slugs])]
    } else if (values.length > 1) problem(name, 'TOO_MANY_VALUES', 'takes one value')
    else if (isRange(name)) takeBound(found, name, first, problem)
    else if (isFlag(name)) {
      if (first === 'true' || first === 'false') found.flags[name] = first === 'true'
      else problem(name, 'UNKNOWN_VALUE', 'must be true or false')
    } else if (name === 'near') takeNear(found, first, problem)
    else problem(name, 'UNKNOWN_FILTER', 'is not a filter')
  }
  if (problems.length > 0) throw errors.INVALID_SEARCH({}, { fields: problems })
  return { filters: found, corrections: [...corrections, ...swapReversed(found)] }
}

function readValue(filter: TermFilter, given: string, { directory, vocabulary }: Known) {
  const values = directory.valuesOf(filter)
  const isSlug = values ? values.has(given) : SLUG.test(given)
  return { given, value: isSlug ? given : valueNamed(filter, given, vocabulary) }
}

type Problem = (path: string, code: FieldProblem['code'], message: string) => void

function takeBound(found: Found, name: RangeFilter, text: string, problem: Problem): void {
  const measure = name.replace(/From$|To$/, '') as Measure
  // Digits alone are what clients send, in the unit of the measure; the rest is as people type it.
  const bound = PLAIN.test(text) ? atMost(measure, Number(text)) : readBound(measure, text)
  if (bound.ok) found.ranges[name] = bound.value
  else if (bound.why === 'too-high')
    problem(name, 'OUT_OF_RANGE', `must be at most ${MOST_OF[measure]}`)
  else if (bound.why === 'unreadable')
    problem(name, 'NOT_A_NUMBER', 'must be a number, or an amount as people write it')
}

function takeNear(found: Found, text: string, problem: Problem): void {
  const numbers = text
    .split(',')
    .map((part) => (/^-?\d{1,4}(\.\d{1,8})?$/.test(part.trim()) ? Number(part) : Number.NaN))
  const [lat = Number.NaN, lon = Number.NaN, km = Number.NaN] = numbers
  const fits =
    numbers.length === 3 &&
    Math.abs(lat) <= 90 &&
    Math.abs(lon) <= 180 &&
    km > 0 &&
    km <= MOST_NEAR_KM
  if (fits) found.near = { lat, lon, km }
  else
    problem(
      'near',
      'UNKNOWN_VALUE',
      `must read latitude,longitude,kilometres with at most ${MOST_NEAR_KM} km`,
    )
}

function swapReversed({ ranges }: Found): { readonly filter: Measure }[] {
  return (['price', 'year', 'km', 'engine'] as const).flatMap((measure) => {
    const [from, to] = [ranges[`${measure}From`], ranges[`${measure}To`]]
    if (from === undefined || to === undefined || from <= to) return []
    ranges[`${measure}From`] = to
    ranges[`${measure}To`] = from
    return [{ filter: measure }]
  })
}
