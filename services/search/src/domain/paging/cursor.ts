// Where the next page starts: the last hit's sort values, bound to the query they belong to. Pure.
import { createHash } from 'node:crypto'
import { errors as kernelErrors } from '@pk-auto/kernel/errors'
import { isId } from '@pk-auto/kernel/id'
import { filtersToWire } from '../filters.ts'
import type { SearchQuery } from '../search-query.ts'

/**
 * What a cursor is bound to: the market, everything that was asked, and the order. Not the page
 * size.
 */
export function queryHash(query: SearchQuery): string {
  const { market, channel, filters, words, sort, seller } = query
  const asked = [market, channel, filtersToWire(filters), words, sort]
  const { equipment, ranks, equipmentFirst, nearPrice } = query
  const ranked = [seller ?? '', equipment ?? [], ranks, equipmentFirst, nearPrice]
  const text = JSON.stringify([...asked, ...ranked])
  return createHash('sha256').update(text).digest('base64url').slice(0, 12)
}

export const encodeCursor = (hash: string, sortValues: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify([hash, ...sortValues])).toString('base64url')

/** @throws INVALID_CURSOR (invalid) for anything but a cursor of this very query */
export function decodeCursor(
  cursor: string,
  hash: string,
  sortValueCount: number,
): readonly (string | number)[] {
  const [of, ...values] = parse(cursor)
  const id = values.at(-1)
  const numbers = values.slice(0, -1)
  const fits =
    of === hash &&
    values.length === sortValueCount &&
    typeof id === 'string' &&
    isId(id) &&
    numbers.every((value) => Number.isFinite(value))
  if (!fits)
    throw kernelErrors.INVALID_CURSOR(
      {},
      { fields: [{ path: 'after', code: 'INVALID_CURSOR', message: 'belongs to another search' }] },
    )
  return values as (string | number)[]
}

function parse(cursor: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(value) ? value : []
  } catch {
    return []
  }
}
