// Proves which searches engines may list.
import { parseSearch } from '@pk-auto/ui/search-url'
import { expect, test } from 'vitest'
import { isLanding } from './indexing.ts'

const landing = (query: string, total = 20): boolean =>
  isLanding(parseSearch(new URLSearchParams(query)), total)

test.for(['', 'make=kia', 'make=kia&model=sportage', 'city=lahore&make=kia', 'body=suv'])(
  'engines may list ?%s',
  (query) => expect(landing(query)).toBe(true),
)

test.for([
  'q=corolla',
  'make=kia&make=toyota',
  'model=sportage',
  'make=kia&priceTo=3000000',
  'make=kia&fuel=petrol',
  'make=kia&after=abc',
  'near=31.5,74.3,20',
])('engines do not list ?%s', (query) => expect(landing(query)).toBe(false))

test('engines do not list a page with hardly a car on it', () => {
  expect([landing('make=kia', 2), landing('make=kia', 3)]).toEqual([false, true])
})
