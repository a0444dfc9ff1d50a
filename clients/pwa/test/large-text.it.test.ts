// Proves in a real browser that small phones with large text lose nothing: the head stays in one
// line, the filters' own head in sight, and nothing moves while a page becomes whole.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { answering, buildPages, serveWeb } from './built-web.ts'
import { enlarge, overhang, shifted, watchShifts } from './measures.ts'
import { cardOf, listing, searchPage, taxonomy } from './sample-market.ts'

const stack = new AsyncDisposableStack()
let browser: Browser
let url: string

beforeAll(async () => {
  const label = { en: 'One of many', ur: 'بہت میں سے ایک' }
  const values = Array.from({ length: 60 }, (_, i) => ({ value: `x${i}`, label, count: i + 1 }))
  const found = searchPage([cardOf(listing)])
  const gateway = stack.use(
    await answering({
      '/taxonomy': () => taxonomy,
      '/listings': () => ({ ...found, facets: { ...found.facets, make: values, city: values } }),
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

const phone = async (width: number): Promise<Page> =>
  (await browser.newContext({ viewport: { width, height: 740 } })).newPage()

test.for(
  [320, 360, 390, 768].flatMap((width) => [[width, false] as const, [width, true] as const]),
)(
  'at %i px the head of a page is one line; for who is signed in: %j',
  async ([width, signedIn]) => {
    const page = await phone(width)
    if (signedIn) await page.context().addCookies([{ name: 'session', value: 'x', url }])
    for (const path of ['/', '/ur', `/cars/${listing.id}/x`, `/ur/cars/${listing.id}/x`]) {
      await page.goto(url + path)
      for (const times of [1, 1.3]) {
        await enlarge(page, times)
        const middles = await page.evaluate(() =>
          [...document.querySelectorAll('.header nav > a')]
            .map((link) => link.getBoundingClientRect())
            .filter((box) => box.width > 0)
            .map((box) => Math.round(box.top + box.height / 2)),
        )
        expect([path, times, await overhang(page)]).toEqual([path, times, 0])
        expect(Math.max(...middles) - Math.min(...middles), `${path} × ${times}`).toBeLessThan(6)
      }
    }
  },
)

test.for(['', '/ur'])('the sheet of filters never scrolls its own head away: %j', async (lang) => {
  const page = await phone(360)
  await page.goto(`${url}${lang}/cars`)
  await page.getByTestId('filters-open').click()
  await page.getByTestId('filters-show').hover()
  await page.mouse.wheel(0, 600)
  await page.keyboard.press('End')
  const sheet = page.getByTestId('filters-sheet')
  const hidden = await sheet.evaluate((one) => one.scrollHeight - one.clientHeight)
  expect([hidden, await sheet.evaluate((one) => one.scrollTop)]).toEqual([0, 0])
  expect(await page.getByTestId('filters-close').isVisible()).toBe(true)
})

test.for(['/sell', '/ur/sell', '/login', '/ur/login'])(
  'nothing moves while %s becomes whole',
  async (path) => {
    const page = await phone(360)
    await watchShifts(page)
    // Scripts come late, as on a slow line: after the page was seen.
    await page.route('**/_astro/*.js', async (route) => {
      await page.waitForFunction(() => performance.getEntriesByType('paint').length > 0)
      await route.continue()
    })
    // Who this is would be answered last of all; a page that knows need not ask.
    const form = page.locator('#sell select, [data-testid=login] input').first()
    let asked = 0
    await page.route('**/api/v1/me', async (route) => {
      asked += 1
      await form.waitFor()
      await route.fulfill({ status: 401, json: { code: 'SIGN_IN_REQUIRED', status: 401 } })
    })
    await page.goto(url + path, { waitUntil: 'commit' })
    await form.waitFor()
    if (path.endsWith('/sell')) await page.getByTestId('sign-in-later').waitFor()
    expect(await shifted(page)).toBeLessThan(0.05)
    expect(asked).toBe(0)
  },
)
