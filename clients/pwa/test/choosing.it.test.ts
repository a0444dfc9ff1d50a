// Proves in a real browser how a car is chosen: the filters in the order people ask by, found by
// typing, before the list for whoever goes by keyboard; a compact list that is remembered.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { answering, buildPages, serveWeb } from './built-web.ts'
import { cardOf, listing, searchPage, taxonomy } from './sample-market.ts'

const stack = new AsyncDisposableStack()
let browser: Browser
let url: string
const CITIES = ['Karachi', 'Lahore', 'Multan', 'Peshawar', 'Quetta', 'Sialkot', 'Sukkur', 'Gujrat']

beforeAll(async () => {
  const card = cardOf(listing)
  const label = { en: 'One', ur: 'ایک' }
  const one = (value: string) => [{ value, label, count: 3 }]
  const gateway = stack.use(
    await answering({
      '/taxonomy': () => taxonomy,
      '/listings': () => ({
        ...searchPage(Array.from({ length: 8 }, () => card)),
        facets: {
          ...{ fuel: one('petrol'), make: one('toyota'), model: one('corolla') },
          city: CITIES.map((name) => ({
            ...{ value: name.toLowerCase(), count: 9 },
            label: { en: name, ur: `${name} شہر` },
          })),
        },
      }),
    }),
  )
  const dist = await buildPages()
  url = stack.use(await serveWeb(dist, gateway.url)).url
  browser = await openBrowser()
  stack.defer(() => browser.close())
})
afterAll(() => stack.disposeAsync())

const open = async (path: string, width = 1280, javaScriptEnabled = true): Promise<Page> => {
  const context = await browser.newContext({
    ...{ viewport: { width, height: 740 }, javaScriptEnabled },
  })
  const page = await context.newPage()
  await page.goto(url + path)
  return page
}

test('the filters come in the order in which people choose', async () => {
  const page = await open('/cars')
  const legends = await page.locator('#facets :is(legend, summary)').allTextContents()
  const names = [...new Set(legends.map((text) => text.trim()))]
  expect(names.slice(0, 6)).toEqual(['Price', 'City', 'Make', 'Model', 'Model year', 'Mileage'])
})

test('a long list is found in by typing, in either script, and sends nothing', async () => {
  for (const [path, typed] of [
    ['/cars', 'mul'],
    ['/ur/cars', 'Multan ش'],
    ['/ur/cars', 'multan'],
  ] as const) {
    const page = await open(path)
    await page.getByTestId('find-city').fill(typed)
    await page.keyboard.press('Enter')
    const shown = page.locator('[data-facet=city] li:visible')
    expect([path, await shown.count()]).toEqual([path, 1])
    await page.getByTestId('find-city').fill('zzz')
    expect(await shown.count()).toBe(0)
    expect(await page.locator('[data-facet=city] [data-none]').isVisible()).toBe(true)
    expect(page.url()).toBe(url + path)
    expect(await page.getByTestId('find-make').count()).toBe(0)
  }
})

test('by keyboard filters come before the list, and one link leads past them', async () => {
  const page = await open('/cars')
  const isBefore = await page.evaluate(() => {
    const [facets, list] = ['#facets', '#results'].map((id) => document.querySelector(id))
    return facets && list && facets.compareDocumentPosition(list) & Node.DOCUMENT_POSITION_FOLLOWING
  })
  expect(isBefore).toBe(4)
  await page.getByTestId('skip-filters').focus()
  expect(await page.getByTestId('skip-filters').isVisible()).toBe(true)
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.activeElement?.id === 'results')
  await page.keyboard.press('Tab')
  await page.waitForFunction(() =>
    document.querySelector('#results')?.contains(document.activeElement),
  )
})

test('past the filters the list stays as it is, and so does the focus in it', async () => {
  const page = await open('/cars')
  const first = page.getByTestId('listing-card').first()
  await first.evaluate((card) => card.setAttribute('data-seen', ''))
  // Of the page alone: its worker may store lists whenever it likes.
  const lists: string[] = []
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url())
    if (pathname === '/cars' && request.resourceType() === 'fetch') lists.push(search)
  })
  await page.getByTestId('skip-filters').focus()
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.activeElement?.id === 'results')
  await page.goBack()
  // Whatever the two steps would have asked for is before this answer.
  await page.evaluate(() => fetch('/cars?city=sukkur'))
  expect(lists).toEqual(['?city=sukkur'])
  expect(await first.getAttribute('data-seen')).toBe('')
})

test('past the filters the list keeps its length, also through a reload', async () => {
  const page = await open('/cars')
  const cards = page.getByTestId('listing-card')
  const before = await cards.count()
  await page.locator('a[data-more]').click()
  await page.waitForFunction(
    (count) => document.querySelectorAll('[data-testid=listing-card]').length > count,
    before,
  )
  const length = await cards.count()
  await page.getByTestId('skip-filters').focus()
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.activeElement?.id === 'results')
  await page.reload()
  await page.waitForFunction(
    (count) => document.querySelectorAll('[data-testid=listing-card]').length === count,
    length,
  )
})

test('without a script a phone shows the cars before the filters', async () => {
  const page = await open('/cars', 360, false)
  const [list, facets] = await Promise.all(
    ['#results', '#facets'].map(async (id) => (await page.locator(id).boundingBox())?.y ?? 0),
  )
  expect(list).toBeLessThan(facets ?? 0)
  expect(await page.getByTestId('compact').isVisible()).toBe(false)
})

test('a compact list shows more cars, and the next page comes as compact', async () => {
  const page = await open('/cars', 360)
  const heightOf = async () =>
    (await page.getByTestId('listing-card').first().boundingBox())?.height ?? 0
  const whole = await heightOf()
  await page.getByTestId('compact').click()
  expect(await heightOf()).toBeLessThan(whole / 2)
  await page.goto(`${url}/ur/cars?make=toyota`)
  expect(await page.locator('#results').getAttribute('class')).toContain('compact')
  expect(await page.getByTestId('compact').getAttribute('aria-pressed')).toBe('true')
  await page.getByTestId('compact').click()
  await page.reload()
  expect(await page.locator('#results').getAttribute('class')).toBe('list')
})

test.for(['/', '/ur'])('on a phone %s has its ways in within two screens', async (path) => {
  const page = await open(path, 360)
  for (const id of ['budgets', 'shapes', 'cities']) {
    const box = await page.locator(`section[aria-labelledby=${id}]`).boundingBox()
    expect([id, (box?.y ?? 9_999) + (box?.height ?? 0) < 2 * 740]).toEqual([id, true])
  }
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(over).toBe(0)
})
