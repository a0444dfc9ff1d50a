// Every call and every operation whose answer holds an ad has a row in the written list of reads,
// with what of the matrix of visibility shows who sees it: a new one without a row fails here.
import { readFileSync } from 'node:fs'
import { READS } from '@pk-auto/platform/test/reads-of-ads'
import { expect, test } from 'vitest'
import { SAMPLE, readDescriptors } from '../generate/descriptor.ts'
import { callsWithAds, operationsWithAds, type OpenapiDocument } from './answers-with-ads.ts'

const LIST = 'platform/test/reads-of-ads.txt'
/** The file begins with three lines that say how to read it. */
const rows = readFileSync(LIST, 'utf8')
  .split('\n')
  .slice(3)
  .filter(Boolean)
  .map((row) => row.split(' | '))
const named = rows.map(([name = '']) => name)

const files = (await readDescriptors()).filter(({ name }) => !name.startsWith(SAMPLE))
const document = JSON.parse(readFileSync('gateways/pwa/openapi.json', 'utf8')) as OpenapiDocument
const calls = callsWithAds(files)
const operations = operationsWithAds(document)

test('every answer with an ad has a row', () => {
  expect(calls).toContain('pkauto.search.v1.Search/SearchListings')
  expect(operations).toContain('GET /api/v1/listings')
  expect([...calls, ...operations].filter((name) => !named.includes(name))).toEqual([])
})

test('every row is of a call or an operation that is there, once', () => {
  const all = [
    ...files.flatMap((file) =>
      (file.service ?? []).flatMap(({ name, method }) =>
        method.map((each) => `${file.package}.${name}/${each.name}`),
      ),
    ),
    ...Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    ),
  ]
  expect(named.filter((name) => !all.includes(name))).toEqual([])
  expect(new Set(named).size).toBe(named.length)
})

test('a row names reads of the matrix, or says why nobody outside sees an ad there', () => {
  const wrong = rows.filter(([, reads = '', why = '']) =>
    reads === '-' ? why.length < 20 : !reads.split(', ').every((read) => READS.includes(read)),
  )
  expect(wrong).toEqual([])
  const reads = new Set(rows.flatMap(([, each = '']) => each.split(', ')))
  expect([...new Set(READS)].filter((read) => !reads.has(read))).toEqual([])
})
