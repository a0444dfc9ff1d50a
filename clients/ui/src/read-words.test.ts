// Words of a search and the ticks they were read as: who changes neither keeps the words.
import { expect, test } from 'vitest'
import { READ, readField, withoutRead } from './read-words.ts'
import { readSearch, searchPath } from './search-url.ts'

const read = readField({
  ...{ q: 'cheapest civic lahore sunroof', rest: 'sunroof', sort: 'price-asc' },
  fields: [
    ...[['make', 'honda'] as const, ['model', 'civic'] as const, ['city', 'lahore'] as const],
    ['priceTo', '30 lac'],
  ],
})
const form = (more: string, q = 'cheapest civic lahore sunroof') =>
  new URLSearchParams(`${new URLSearchParams({ q, [READ]: read }).toString()}&${more}`)
const pathOf = (params: URLSearchParams) => searchPath(readSearch(params).state)
const AS_READ = 'make=honda&model=civic&city=lahore&priceTo=30 lac'
const WORDS = '/cars?q=cheapest+civic+lahore+sunroof'

test('what the words were read as stays theirs while nobody changes it', () => {
  expect(pathOf(form(AS_READ))).toBe(WORDS)
  expect(pathOf(form(`${AS_READ}&fuel=petrol&yearFrom=2015`))).toBe(
    `${WORDS}&fuel=petrol&yearFrom=2015`,
  )
})

test('one tick less or more, and all of it is chosen by hand', () => {
  expect(pathOf(form('make=honda&city=lahore&priceTo=30 lac'))).toBe(
    '/cars?q=sunroof&make=honda&city=lahore&priceTo=3000000&sort=price-asc',
  )
  expect(pathOf(form(`${AS_READ}&city=karachi&sort=km-asc`))).toBe(
    '/cars?q=sunroof&make=honda&model=civic&city=karachi&city=lahore&priceTo=3000000&sort=km-asc',
  )
  expect(pathOf(form('make=honda&model=civic&city=lahore&priceTo=25 lac'))).toContain(
    'priceTo=2500000',
  )
})

test('other words bring their own: the ticks of the words before go', () => {
  expect(pathOf(form(`${AS_READ}&fuel=petrol`, 'alto karachi'))).toBe(
    '/cars?q=alto+karachi&fuel=petrol',
  )
  expect(pathOf(form(AS_READ, ''))).toBe('/cars')
})

test('a field that says nothing readable changes nothing', () => {
  for (const odd of ['', '{', '[]', '[1,2,3,4]', '["q",[["make"]],"",""]'])
    expect(withoutRead(new URLSearchParams({ make: 'kia', [READ]: odd })).toString()).toBe(
      'make=kia',
    )
})
