// Values of an address that stand by their names, until the server has named their slugs.
import { expect, test } from 'vitest'
import { readSearch, searchPath, withSlugs } from './search-url.ts'

const read = (query: string) => readSearch(new URLSearchParams(query))

test('a value may stand by its name in any script, for the server to say which one it is', () => {
  const { state: found, unread } = read('make=ٹویوٹا،Mercedes Benz&city=dera ghazi khan')
  expect(unread).toEqual([])
  expect(found.choices).toEqual({ make: ['mercedes benz', 'ٹویوٹا'], city: ['dera ghazi khan'] })
  const corrections = [
    { filter: 'make', why: 'named', given: 'ٹویوٹا', value: 'toyota' },
    { filter: 'make', why: 'named', given: 'mercedes benz', value: 'mercedes-benz' },
    { filter: 'year', why: 'swapped' },
  ]
  expect(searchPath(withSlugs(found, corrections))).toBe(
    '/cars?make=mercedes-benz&make=toyota&city=dera+ghazi+khan',
  )
})
