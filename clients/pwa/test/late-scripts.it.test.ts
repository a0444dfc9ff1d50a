// Proves in a real browser when a page's scripts come: after what is read, at a touch before that,
// and never too late for what was done without them.
import type { ServerResponse } from 'node:http'
import type { Browser, Page, Route } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, openPatientBrowser } from './browser.ts'
import { answering, buildPages, listen, serveWeb } from './built-web.ts'
import { shifted, watchShifts } from './measures.ts'
import { cardOf, listing, searchPage, taxonomy } from './sample-market.ts'

const stack = new AsyncDisposableStack()
let patient: Browser
let url: string
const asked: string[] = []

beforeAll(async () => {
  const toyota = { value: 'toyota', label: { en: 'Toyota', ur: 'ٹویوٹا' }, count: 1 }
  const gateway = stack.use(
    await answering({
      '/taxonomy': () => taxonomy,
      '/listings': (query) => {
        asked.push(query.toString())
        return { ...searchPage([cardOf(listing)]), facets: { make: [toyota] } }
      },
      [`/listings/${listing.id}`]: () => listing,
      [`/listings/${listing.id}/price-history`]: () => [],
    }),
  )
  const dist = await buildPages()
  url = stack.use(await serveWeb(dist, gateway.url)).url
  patient = await openPatientBrowser()
  stack.defer(() => patient.close())
})
afterAll(() => stack.disposeAsync())

const SCRIPTS = '**/_astro/*.js'

/** When scripts were asked for, as the page's clock has it, next to its load event. */
const times = (page: Page) =>
  page.evaluate(() => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    const scripts = performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.endsWith('.js'))
      .map(({ startTime }) => startTime)
    return { loaded: navigation?.loadEventStart ?? 0, scripts }
  })

test.for(['/', '/cars', `/cars/${listing.id}/x`, '/terms', '/login', '/sell'])(
  'the scripts of %s come once the page is there',
  async (path) => {
    const page = await patient.newPage()
    const script = page.waitForRequest(SCRIPTS)
    await page.goto(url + path)
    await script
    await page.waitForFunction(() => !document.querySelector('script[type=late]'))
    const { loaded, scripts } = await times(page)
    expect(Math.min(...scripts)).toBeGreaterThanOrEqual(loaded)
  },
)

test('a touch brings the scripts before the page is there', async () => {
  await using stackOfTest = new AsyncDisposableStack()
  const browser = await openBrowser()
  stackOfTest.defer(() => browser.close())
  const page = await browser.newPage()
  await page.goto(`${url}/cars`)
  const { loaded, scripts } = await times(page)
  expect(scripts.length).toBeGreaterThan(0)
  expect(Math.max(...scripts)).toBeLessThan(loaded)
})

test('a page that its script makes does not wait', async () => {
  const page = await patient.newPage()
  await page.goto(`${url}/chat`)
  const { loaded, scripts } = await times(page)
  expect(Math.min(...scripts)).toBeLessThan(loaded)
})

test('choices that are fetched in advance hold up no script', async () => {
  const page = await patient.newPage()
  const choices = page.waitForRequest('**/api/v1/taxonomy*')
  await page.route('**/api/v1/taxonomy*', () => undefined)
  const script = page.waitForRequest(SCRIPTS)
  await page.goto(`${url}/sell`)
  await choices
  await script
})

/** A page whose scripts wait for `come`. */
const early = async (width: number, path = '/cars') => {
  const page = await patient.newPage()
  await page.setViewportSize({ width, height: 740 })
  const waiting: Route[] = []
  let isLate = false
  await page.route(SCRIPTS, (route) => (isLate ? route.continue() : void waiting.push(route)))
  await page.goto(url + path, { waitUntil: 'commit' })
  const asked = () => expect.poll(() => waiting.length).toBeGreaterThan(0)
  const come = async () => {
    isLate = true
    await Promise.all(waiting.map((route) => route.continue()))
  }
  return { page, asked, come, lost: () => Promise.all(waiting.map((route) => route.abort())) }
}

test.for(['/sell', '/ur/sell'])('%s is read from the start, before its script', async (path) => {
  const { page, ...scripts } = await early(360, path)
  await scripts.asked()
  const words = page.getByTestId('sign-in-later')
  await words.waitFor()
  expect(await page.getByTestId('sell-make').count()).toBe(0)
  await scripts.come()
  await page.getByTestId('sell-make').waitFor()
  expect(await words.count()).toBe(1)
})

test('a number typed before the script came stays, and is sent by the next Enter', async () => {
  const { page, ...scripts } = await early(360, '/login')
  const field = page.getByTestId('login-phone')
  await field.pressSequentially('0300 123')
  await scripts.asked()
  expect(await page.getByTestId('login-send').isDisabled()).toBe(true)
  await field.press('Enter')
  await scripts.come()
  await page.getByTestId('login').waitFor()
  await page.keyboard.type('4567')
  expect(await field.inputValue()).toBe('0300 1234567')
  const sent = page.waitForRequest('**/auth/otp/request')
  await page.keyboard.press('Enter')
  expect((await sent).postDataJSON()).toMatchObject({ phone: '+923001234567' })
  expect(new URL(page.url()).search).toBe('')
})

test('a form whose script has not come puts no number into an address', async () => {
  const { page, ...scripts } = await early(360, '/login')
  await page.getByTestId('login-phone').fill('0300 1234567')
  await scripts.asked()
  // As Firefox restores it after a reload of a page whose script had enabled it.
  await page.getByTestId('login-send').evaluate((button) => button.removeAttribute('disabled'))
  const sent = page.waitForEvent('framenavigated')
  await page.getByTestId('login-phone').press('Enter')
  await sent
  expect(page.url()).not.toContain('300')
})

test('a filter that was ticked before the script came is read by it', async () => {
  const { page, ...scripts } = await early(1280)
  await page.getByTestId('facet-make-toyota').check()
  await scripts.asked()
  expect(asked.filter((query) => query.includes('make=toyota'))).toEqual([])
  await scripts.come()
  await page.waitForURL('**/cars?make=toyota')
})

test('filters that were asked for before the script came open with it', async () => {
  const { page, ...scripts } = await early(360)
  await page.getByTestId('filters-open').click()
  await scripts.asked()
  expect(await page.locator('#facets').isVisible()).toBe(false)
  await scripts.come()
  await page.locator('dialog #facets').waitFor()
  expect(new URL(page.url()).hash).toBe('')
})

test('a tap on the filters is seen and not lost where the engine follows links later', async () => {
  const { page, ...scripts } = await early(360)
  const button = page.getByTestId('filters-open')
  await button.waitFor()
  // As Firefox does it: the click is over, a script runs, and only then the address changes.
  await page.evaluate(() => {
    addEventListener('click', (event) => {
      const link = event.target instanceof Element && event.target.closest('a')
      if (!link || event.defaultPrevented) return
      event.preventDefault()
      addEventListener('scripted-late', () => (location.hash = link.hash))
    })
  })
  await button.click()
  await scripts.asked()
  expect(await button.getAttribute('aria-busy')).toBe('true')
  await scripts.come()
  await page.waitForFunction(() => document.documentElement.classList.contains('live'))
  await page.evaluate(() => dispatchEvent(new Event('scripted-late')))
  await page.locator('dialog #facets').waitFor({ timeout: 5000 })
  expect(await button.getAttribute('aria-busy')).toBe(null)
  expect(new URL(page.url()).hash).toBe('')
})

test('a seller who is reached for before the script came is reached for once', async () => {
  const { page, ...scripts } = await early(360, `/cars/${listing.id}/x`)
  const button = page.getByTestId('contact-message')
  await button.waitFor()
  await page.evaluate(() => {
    const counted = { presses: 0 }
    Object.assign(globalThis, { counted })
    document.querySelector('[data-contact]')?.addEventListener('click', () => counted.presses++)
  })
  await button.click()
  await button.click()
  await scripts.asked()
  expect(await button.getAttribute('aria-busy')).toBe('true')
  expect(await page.evaluate('counted.presses')).toBe(0)
  await scripts.come()
  await page.getByTestId('message-text').waitFor()
  expect(await page.evaluate('counted.presses')).toBe(1)
})

/** The web whose ads stop short of the script of their buttons until `rest` is resolved. */
const arriving = (rest: Promise<void>) => {
  const forward = async (path: string, response: ServerResponse) => {
    const answer = await fetch(url + path)
    const headers = Object.fromEntries(answer.headers)
    for (const name of ['content-encoding', 'content-length']) delete headers[name]
    response.writeHead(answer.status, headers)
    const body = Buffer.from(await answer.arrayBuffer())
    const at = body.indexOf('<script type="late" src="/_astro/_...slug_')
    if (!path.startsWith('/cars/')) return response.end(body)
    if (at < 0) throw new Error('the page has no script of its own to stop short of')
    response.write(body.subarray(0, at))
    await rest
    return response.end(body.subarray(at))
  }
  return listen((request, response) => {
    forward(request.url ?? '/', response).catch((error: Error) => response.destroy(error))
  })
}

test('a button pressed while its page still arrives waits for the scripts to come', async () => {
  const rest = Promise.withResolvers<void>()
  await using web = await arriving(rest.promise)
  const page = await patient.newPage()
  await page.setViewportSize({ width: 360, height: 740 })
  const first = page.locator('script[type=module]').first()
  const waiting = Promise.withResolvers<Route>()
  await page.route(SCRIPTS, (route) => waiting.resolve(route), { times: 1 })
  // A photo that never comes: the page is read, and its load event is not waited for.
  await page.route('**/media/**', () => undefined)
  await page.goto(`${web.url}/cars/${listing.id}/x`, { waitUntil: 'commit' })
  const button = page.getByTestId('contact-message')
  await button.click()
  await first.evaluate((script) => {
    const ran = new Promise<void>((done) => script.addEventListener('load', () => done()))
    Object.assign(globalThis, { ran })
  })
  await (await waiting.promise).continue()
  await page.evaluate('ran')
  expect(await button.getAttribute('aria-busy')).toBe('true')
  rest.resolve()
  await page.getByTestId('message-text').waitFor()
  expect(await button.getAttribute('aria-busy')).toBe(null)
})

test('where the script cannot be fetched the filters are on the page', async () => {
  const { page, ...scripts } = await early(360)
  await page.getByTestId('filters-open').click()
  await scripts.asked()
  await scripts.lost()
  await page.locator('#facets').waitFor()
  expect(await page.getByTestId('facets-apply').isVisible()).toBe(true)
})

test('where the script of signing in cannot be fetched the page says what to do', async () => {
  const { page, ...scripts } = await early(360, '/login')
  const words = page.getByTestId('login-not-whole')
  await scripts.asked()
  expect(await words.isVisible()).toBe(false)
  await scripts.lost()
  await words.getByRole('link').click()
  await page.getByTestId('login-phone').waitFor()
})

test('a short list stands still when the scripts come', async () => {
  const context = await patient.newContext({ viewport: { width: 360, height: 740 } })
  await watchShifts(context)
  const page = await context.newPage()
  await page.goto(`${url}/cars`)
  await page.getByTestId('heart').first().waitFor()
  expect(await shifted(page)).toBeLessThan(0.05)
})
