// Where a page of results lies, and what of the hits it shows. The best order is read in windows of
// several pages, so that a seller's many ads can be spread over them; others are cut as they come.
// Pure.
import { errors as kernelErrors } from '@pk-auto/kernel/errors'
import type { Hit, Page } from '../search-query.ts'
import { decodeCursor, encodeCursor } from './cursor.ts'
import { spread } from './spread.ts'

export type Place = {
  /** The hits to read. */
  readonly window: Page
  /** How many of them were shown already, in the order `spread` gives them for `width`. */
  readonly skip: number
  readonly width: number
  readonly isSpread: boolean
}

const PAGES_A_WINDOW = 5
const MOST_WIDTH = 100
/** Above every id: where a window begins just before its first hit. */
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

type Asked = { readonly hash: string; readonly isSpread: boolean; readonly sortValueCount: number }

/** @throws INVALID_CURSOR (invalid) */
export function placeOf(after: string, limit: number, asked: Asked): Place {
  const { hash, isSpread, sortValueCount: count } = asked
  const start = { skip: 0, width: limit, isSpread }
  if (after === '') return { ...start, window: { limit: limit * (isSpread ? PAGES_A_WINDOW : 1) } }
  if (!isSpread) return { ...start, window: { limit, after: decodeCursor(after, hash, count) } }
  const values = decodeCursor(after, hash, count + 2)
  const [skip, width, id] = values.slice(-3) as [number, number, string]
  if (!isWithin(width, 1, MOST_WIDTH) || !isWithin(skip, 0, MOST_WIDTH * PAGES_A_WINDOW))
    throw kernelErrors.INVALID_CURSOR()
  const window = { limit: width * PAGES_A_WINDOW, after: [...values.slice(0, -3), id] }
  return { window, skip, width, isSpread }
}

const isWithin = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most

/** The page, and where the next one lies; '' when there is none. */
export function pageAt(
  hits: readonly Hit[],
  { window, skip, width, isSpread }: Place,
  limit: number,
  hash: string,
): { readonly shown: readonly Hit[]; readonly next: string } {
  const last = hits.length === window.limit ? hits.at(-1)?.sortValues : undefined
  if (!isSpread) return { shown: hits, next: last ? encodeCursor(hash, last) : '' }
  const shown = spread(hits, width).slice(skip, skip + limit)
  const end = skip + shown.length
  const first = hits[0]?.sortValues
  const start = window.after ?? (first && [...first.slice(0, -1), LAST_ID])
  if (end < hits.length && start) return { shown, next: spreadCursor(hash, start, end, width) }
  return { shown, next: last ? spreadCursor(hash, last, 0, limit) : '' }
}

type SortValues = readonly (string | number)[]

const spreadCursor = (hash: string, values: SortValues, skip: number, width: number): string =>
  encodeCursor(hash, [...values.slice(0, -1), skip, width, ...values.slice(-1)])
