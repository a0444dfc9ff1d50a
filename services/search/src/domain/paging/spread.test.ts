// No seller floods a page of the best order, and paging shows every hit once.
import { expect, test } from 'vitest'
import type { Hit } from '../search-query.ts'
import { pageAt, placeOf } from './place.ts'
import { spread } from './spread.ts'

const of = (sellers: string) => Array.from(sellers, (seller, at) => ({ at, seller }))
const names = (hits: readonly { seller: string }[]) => hits.map(({ seller }) => seller).join('')

test.each([
  ['what fits stays as it is', 'aabbcc', 'aabbcc'],
  ['the fourth of a seller waits for a later page', 'aaaabcdefg', 'aaabcdaefg'],
  ['with nobody else a seller has the page', 'aaaaaaaa', 'aaaaaaaa'],
  ['few others are shown before the rest of the seller’s', 'aaaaaaab', 'aaaaabaa'],
])('%s', (_, sellers, expected) => {
  expect(names(spread(of(sellers), 6))).toBe(expected)
})

test('a page keeps the order of the hits, and unknown sellers are all different', () => {
  const hits = of('aaaaaaab')
  expect(spread(hits, 6).map(({ at }) => at)).toEqual([0, 1, 2, 3, 4, 7, 5, 6])
  const unknown = Array.from({ length: 9 }, (_, at) => ({ at, seller: '' }))
  expect(spread(unknown, 6)).toEqual(unknown)
})

const idOf = (at: number) => `01900000-0000-7000-8000-${String(at).padStart(12, '0')}`
const ranked = (count: number): Hit[] =>
  Array.from({ length: count }, (_, at) => ({
    ...{ id: idOf(count - at), card: {} as Hit['card'] },
    seller: at % 3 === 0 ? 'other' + at : 'dealer',
    sortValues: [2, 1_000, idOf(count - at)],
  }))

const key = (values: readonly unknown[]) => values.map((one) => String(one).padStart(40)).join()

/** As the index does: by sort values, all descending. */
const read = (
  hits: readonly Hit[],
  { limit, after }: { limit: number; after?: readonly unknown[] },
) => hits.filter(({ sortValues }) => !after || key(sortValues) < key(after)).slice(0, limit)

test.each([10, 24, 100])('pages of %s show each of 1,000 hits once', (limit) => {
  const asked = { hash: 'h', isSpread: true, sortValueCount: 3 }
  const all = ranked(1_000)
  const seen: string[] = []
  let cursor = ''
  do {
    const place = placeOf(cursor, limit, asked)
    const { shown, next } = pageAt(read(all, place.window), place, limit, 'h')
    seen.push(...shown.map(({ id }) => id))
    cursor = next
  } while (cursor !== '')
  expect(seen).toHaveLength(1_000)
  expect(new Set(seen).size).toBe(1_000)
})

test('the first pages hold at most three of a dealer who has two thirds of all', () => {
  const asked = { hash: 'h', isSpread: true, sortValueCount: 3 }
  const place = placeOf('', 24, asked)
  const { shown } = pageAt(read(ranked(1_000), place.window), place, 24, 'h')
  expect(shown.filter(({ seller }) => seller === 'dealer')).toHaveLength(3)
})

test('an ad that comes between two pages repeats none', () => {
  const asked = { hash: 'h', isSpread: true, sortValueCount: 3 }
  const before = ranked(40)
  const first = placeOf('', 10, asked)
  const one = pageAt(read(before, first.window), first, 10, 'h')
  const newcomer = { ...before[0]!, id: idOf(99), sortValues: [2, 2_000, idOf(99)] }
  const second = placeOf(one.next, 10, asked)
  const two = pageAt(read([newcomer, ...before], second.window), second, 10, 'h')
  const ids = [...one.shown, ...two.shown].map(({ id }) => id)
  expect(new Set(ids).size).toBe(20)
  expect(ids).not.toContain(idOf(99))
})

test.each([
  [0, 10],
  [-1, 10],
  [1, 101],
  [1.5, 10],
])('a cursor that skips %s of pages of %s is no cursor', (skip, width) => {
  const forged = Buffer.from(JSON.stringify(['h', 2, 1, skip, width === 10 ? 0 : width, idOf(1)]))
  const asked = { hash: 'h', isSpread: true, sortValueCount: 3 }
  expect(() => placeOf(forged.toString('base64url'), 10, asked)).toThrowError('INVALID_CURSOR')
})
