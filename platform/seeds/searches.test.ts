// Made-up saved searches are the same for the same order, ask what the taxonomy knows, and belong
// to people of the market.
import { readTaxonomy } from '@pk-auto/catalogue/service'
import { expect, test } from 'vitest'
import { savedSearches } from './searches.ts'

const order = { seed: 7, people: 50, searches: 100 }
const made = savedSearches(order)

test('one order gives the same searches again, and another seed others', () => {
  expect(savedSearches(order)).toEqual(made)
  expect(savedSearches({ ...order, seed: 8 })).not.toEqual(made)
  expect(made).toHaveLength(100)
})

test('whose they are is in the market, and an empty market has none', () => {
  expect(made.every(({ personIndex }) => personIndex >= 0 && personIndex < 50)).toBe(true)
  expect(savedSearches({ ...order, people: 0 })).toEqual([])
})

test('cars and cities are ones that there are, in both languages and at both paces', () => {
  const { makes, cities } = readTaxonomy()
  const known = {
    make: makes.map(({ slug }) => slug),
    model: makes.flatMap(({ models }) => models.map(({ slug }) => slug)),
    city: cities.map(({ slug }) => slug),
  }
  const unknown = made.flatMap(({ filters }) =>
    Object.entries(known).flatMap(([name, slugs]) =>
      filters.some((one) => one.name === name && !slugs.includes(one.values[0] ?? '')) ? name : [],
    ),
  )
  expect(unknown).toEqual([])
  expect(made.some(({ name }) => /[\u0600-\u06ff]/.test(name))).toBe(true)
  expect(new Set(made.map(({ frequency }) => frequency))).toEqual(new Set(['instant', 'daily']))
})
