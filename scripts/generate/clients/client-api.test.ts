// Proves that the names of filters reach clients by their kind.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  FLAG_FILTERS,
  RANGE_FILTERS,
  TERM_FILTERS,
} from '../../../services/search/src/domain/filters.ts'
import { SORTS } from '../../../services/search/src/domain/sort.ts'
import { searchParameters, type SearchDocument } from './client-api.ts'

const byName = (one: string, other: string) => one.localeCompare(other)
const documentOf = (parameters: SearchDocument['paths']['/api/v1/listings']['get']['parameters']) =>
  ({ paths: { '/api/v1/listings': { get: { parameters } } } }) as const

test('a list is a choice, a whole number a bound, a truth value a flag', () => {
  const text = searchParameters(
    documentOf([
      { name: 'make', in: 'query', schema: { type: 'array' } },
      { name: 'yearFrom', in: 'query', schema: { type: 'integer' } },
      { name: 'certified', in: 'query', schema: { type: 'boolean' } },
      { name: 'limit', in: 'query', schema: { type: 'integer' } },
      { name: 'X-Client', in: 'header', schema: { type: 'string' } },
      { name: 'sort', in: 'query', schema: { type: 'string', enum: ['newest'] } },
    ]),
  )
  expect(text).toContain("CHOICES = [\n  'make',\n]")
  expect(text).toContain("BOUNDS = [\n  'yearFrom',\n]")
  expect(text).toContain("FLAGS = [\n  'certified',\n]")
  expect(text).toContain("SORTS = [\n  'newest',\n]")
  expect(text).not.toContain('X-Client')
})

test('the gateway takes exactly the filters and orders that search knows', () => {
  const text = searchParameters(
    JSON.parse(readFileSync('gateways/pwa/openapi.json', 'utf8')) as SearchDocument,
  )
  const namesIn = (list: string) =>
    [...(text.split(`const ${list} = [`)[1]?.split(']')[0] ?? '').matchAll(/'([^']+)'/g)]
      .map(([, name = '']) => name)
      .toSorted(byName)
  expect(namesIn('CHOICES')).toEqual([...TERM_FILTERS].toSorted(byName))
  expect(namesIn('BOUNDS')).toEqual([...RANGE_FILTERS].toSorted(byName))
  expect(namesIn('FLAGS')).toEqual([...FLAG_FILTERS].toSorted(byName))
  expect(namesIn('SORTS')).toEqual([...SORTS].toSorted(byName))
})
