// Proves in a real browser that a seller's page is reached from their ad, shows what they have, and
// says where there is nothing or nobody.
import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { answering, buildPages, serveWeb } from './built-web.ts'
import { cardOf, listing, searchPage, taxonomy } from './sample-market.ts'

const SELLER = { id: 's1', displayName: '<Bilal> بلال', memberSince: listing.createdAt }
const person = { ...SELLER, badges: ['phone-verified'], liveAds: 30 }
let items = [cardOf(listing)]
const stack = new AsyncDisposableStack()
let browser: Browser
let url: string

beforeAll(async () => {
  const gateway = stack.use(
    await answering({
      '/taxonomy': () => taxonomy,
      '/people/s1': () => person,
      '/listings': () => ({ ...searchPage(items), next: items.length > 0 ? 'n+/=' : null }),
      [`/listings/${listing.id}`]: () => listing,
      [`/listings/${listing.id}/price-history`]: () => [],
    }),
  )
  const dist = await buildPages()
  url = stack.use(await serveWeb(dist, gateway.url)).url
  browser = await openBrowser()
  stack.defer(() => browser.close())
})
afterAll(() => stack.disposeAsync())

const open = async (path: string): Promise<Page> => {
  const context = await browser.newContext({ viewport: { width: 375, height: 740 } })
  const page = await context.newPage()
  await page.goto(url + path)
  return page
}
const looksWell = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  for (const width of [375, 320]) {
    await page.setViewportSize({ width, height: 740 })
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(over).toBeLessThanOrEqual(0)
  }
}

test('an ad leads to all that its seller has', async () => {
  const page = await open(`/cars/${listing.id}/x`)
  await page.getByTestId('seller-ads').click()
  await page.waitForURL(`${url}/sellers/s1`)
  expect(await page.locator('h1').textContent()).toBe(SELLER.displayName)
  expect(await page.getByTestId('seller-count').textContent()).toBe('30 cars for sale')
  expect(await page.getByTestId('listing-card').count()).toBe(1)
  expect(await page.getByTestId('next-page').getAttribute('href')).toBe(
    '/sellers/s1?after=n%2B%2F%3D',
  )
  expect(await page.locator('meta[name=robots]').getAttribute('content')).toBe('noindex')
  await looksWell(page)
})

test('in Urdu, and for a seller whose cars are gone', async () => {
  items = []
  const page = await open('/ur/sellers/s1')
  await page.getByTestId('seller-none').waitFor()
  await looksWell(page)
  items = [cardOf(listing)]
})

test('somebody who is not there is a 404 page with a way on', async () => {
  const page = await open('/sellers/nobody')
  const gone = page.getByTestId('seller-gone')
  expect(await gone.getByRole('link').getAttribute('href')).toBe('/cars')
  expect((await page.reload())?.status()).toBe(404)
  await looksWell(page)
})
