// What a search does without is said in words that help, and a refusal costs its filter alone.
import { translator } from '@pk-auto/ui/i18n'
import { readSearch } from '@pk-auto/ui/search-url'
import { expect, test } from 'vitest'
import { unreadText, withoutUnknown } from './unread.ts'

const t = translator('en')
const read = (query: string) => readSearch(new URLSearchParams(query))
const sentence = (query: string) =>
  read(query)
    .unread.map((one) => unreadText(t, one))
    .join()
    .replace(/[\u2068\u2069]/g, '')

test.each([
  ['priceTo=abc', 'We could not read “abc” as a price. Type it like 28.5 lac.'],
  ['priceTo=301', '“301” is less than any car costs. Type it like 28.5 lac.'],
  ['yearTo=16', 'We could not read “16” as a year. Type it like 2016.'],
  ['kmTo=far', 'We could not read “far” as a mileage. Type it like 50,000 or 1.5 lac.'],
  ['engineTo=V8', 'We could not read “v8” as an engine size. Type it like 1300 or 1.3.'],
  ['kmTo=99 crore', '“99 crore” is more than any car has. Type a smaller number.'],
  ['sort=best', 'Sort: we do not know “best”, so it is left out.'],
  ['yearFrom=2020&yearTo=2010', /^Model year: .*swapped/],
])('%s is answered with what helps', (query, text) => {
  expect(sentence(query).toLowerCase()).toMatch(
    typeof text === 'string' ? text.toLowerCase() : new RegExp(text, 'i'),
  )
})

const problem = (status: number, ...paths: string[]) => ({
  ...{ type: 'about:blank', title: 'x', status, code: 'INVALID_SEARCH', traceId: 't' },
  errors: paths.map((path) => ({ path, code: 'UNKNOWN_VALUE', message: 'x' })),
})

test('what only the server knows to be no value costs its filter and nothing else', () => {
  const { state } = read('make=toyotaa&city=lahore&sort=newest')
  const known = withoutUnknown(state, problem(422, 'make', 'sort'))
  expect(known?.state).toEqual(read('city=lahore').state)
  expect(known?.unread).toEqual([
    { name: 'make', typed: 'toyotaa', why: 'unknown' },
    { name: 'sort', typed: 'newest', why: 'unknown' },
  ])
})

test('a refusal that names no part of the search is one of the whole page', () => {
  const { state } = read('make=toyota')
  expect(withoutUnknown(state, problem(422, 'limit'))).toBeUndefined()
  expect(withoutUnknown(state, problem(500, 'make'))).toBeUndefined()
})

test('a cursor of another search is left out without a word', () => {
  const { state } = read('city=lahore&after=x')
  expect(withoutUnknown(state, { ...problem(422), code: 'INVALID_CURSOR' })).toEqual({
    state: read('city=lahore').state,
    unread: [],
  })
})
