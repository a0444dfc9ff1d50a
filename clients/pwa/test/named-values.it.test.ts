// Proves at the built web that a filter takes its values by name: the address ends with slugs, and
// what cannot be read stays named.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answering, buildPages, serveWeb } from './built-web.ts'
import { cardOf, listing, searchPage, taxonomy } from './sample-market.ts'

const stack = new AsyncDisposableStack()
let url: string

beforeAll(async () => {
  const gateway = stack.use(
    await answering({
      '/taxonomy': () => taxonomy,
      '/listings': (query) => ({
        ...searchPage([cardOf(listing)]),
        ...(query.has('make', 'ٹویوٹا') && {
          corrections: [{ filter: 'make', why: 'named', given: 'ٹویوٹا', value: 'toyota' }],
        }),
      }),
    }),
  )
  url = stack.use(await serveWeb(await buildPages(), gateway.url)).url
})
afterAll(() => stack.disposeAsync())

const get = (path: string) => fetch(url + path, { redirect: 'manual' })

test.each([
  ['/cars?make=ٹویوٹا', '/cars?make=toyota'],
  ['/ur/cars?make=ٹویوٹا&yearFrom=2015', '/ur/cars?make=toyota&yearFrom=2015'],
])('%s leads to the address with the slug', async (path, to) => {
  const answer = await get(path)
  expect([answer.status, answer.headers.get('location')]).toEqual([302, to])
})

test('beside what cannot be read the value is set, and the rest is named', async () => {
  const answer = await get('/cars?make=ٹویوٹا&priceTo=abc')
  const page = await answer.text()
  expect(answer.status).toBe(200)
  expect(page).toContain('data-testid="unread-priceTo"')
  expect(page).toMatch(/<input[^>]*name="make"[^>]*value="toyota"[^>]*checked/)
})
