// Proves in a real browser that Urdu pages bring their letters along, that digits and Latin letters
// come from the body's font, and that English pages pay nothing for it.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { answering, buildPages, serveWeb } from './built-web.ts'
import { shifted, watchShifts } from './measures.ts'
import { cardOf, listing, searchPage, taxonomy } from './sample-market.ts'

const NO_NASTALIQ = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <selectfont><rejectfont><glob>*Nastaliq*</glob></rejectfont></selectfont>
</fontconfig>`

const stack = new AsyncDisposableStack()
let browser: Browser
let url: string

beforeAll(async () => {
  const gateway = stack.use(
    await answering({
      '/taxonomy': () => taxonomy,
      '/listings': () => searchPage([cardOf(listing)]),
      [`/listings/${listing.id}`]: () => listing,
      [`/listings/${listing.id}/price-history`]: () => [],
    }),
  )
  const dist = await buildPages()
  url = stack.use(await serveWeb(dist, gateway.url)).url
  const folder = await mkdtemp(join(tmpdir(), 'pk-auto-fonts-'))
  stack.defer(() => rm(folder, { recursive: true }))
  await writeFile(join(folder, 'fonts.conf'), NO_NASTALIQ)
  browser = await openBrowser({ env: { FONTCONFIG_FILE: join(folder, 'fonts.conf') } })
  stack.defer(() => browser.close())
})
afterAll(() => stack.disposeAsync())

type Visit = { readonly page: Page; readonly fonts: string[] }

const visit = async (context: BrowserContext, path: string): Promise<Visit> => {
  const page = await context.newPage()
  const fonts: string[] = []
  page.on('request', (request) => {
    if (request.resourceType() === 'font') fonts.push(request.url())
  })
  await page.goto(url + path)
  return { page, fonts }
}
const phone = (options: BrowserContextOptions = {}): Promise<BrowserContext> =>
  browser.newContext({ viewport: { width: 360, height: 740 }, ...options })

/** Until the device has the letters. */
const fetched = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => document.cookie.includes('nastaliq=1'))

/** A later visit: of a device that has them. */
const openAgain = async (path: string): Promise<Visit> => {
  const context = await phone()
  await fetched((await visit(context, path)).page)
  const again = await visit(context, path)
  await again.page.evaluate(() => document.fonts.ready)
  return again
}

/** How many glyphs of an element came from a font of the page, and from fonts of the device. */
const glyphsOf = async (page: Page, selector: string) => {
  const client = await page.context().newCDPSession(page)
  await client.send('DOM.enable')
  await client.send('CSS.enable')
  const { root } = await client.send('DOM.getDocument')
  const { nodeId } = await client.send('DOM.querySelector', { nodeId: root.nodeId, selector })
  const { fonts } = await client.send('CSS.getPlatformFontsForNode', { nodeId })
  const sum = (own: boolean): number =>
    fonts
      .filter(({ isCustomFont }) => isCustomFont === own)
      .reduce((total, { glyphCount }) => total + glyphCount, 0)
  return { own: sum(true), device: sum(false) }
}

test('an Urdu page brings one font of at most 120 kB; an English page none', async () => {
  const context = await phone()
  const english = await visit(context, `/cars/${listing.id}/x`)
  const { page, fonts } = await visit(context, `/ur/cars/${listing.id}/x`)
  await fetched(page)
  expect(english.fonts).toEqual([])
  expect(new Set(fonts).size).toBe(1)
  const answer = await fetch(fonts[0] ?? '')
  expect((await answer.arrayBuffer()).byteLength).toBeLessThanOrEqual(120 * 1024)
  expect(answer.headers.get('content-type')).toBe('font/woff2')
  expect(answer.headers.get('cache-control')).toContain('immutable')
})

test('letters come when all else is there on the first visit, at once on the next', async () => {
  const context = await phone()
  const { page } = await visit(context, '/ur')
  await fetched(page)
  const [asked, loaded] = await page.evaluate(() => [
    performance.getEntriesByType('resource').find(({ name }) => name.endsWith('.woff2'))?.startTime,
    (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).loadEventStart,
  ])
  expect(asked).toBeGreaterThanOrEqual(loaded ?? Infinity)
  expect(await page.locator('link[as=font]').count()).toBe(0)
  const again = await visit(context, '/ur')
  expect(await again.page.locator('link[rel=preload][as=font]').count()).toBe(1)
  expect(await again.page.locator('html.nastaliq').count()).toBe(1)
  expect(await (await visit(context, '/')).page.locator('link[as=font]').count()).toBe(0)
})

test('a device with Nastaliq of its own is spared the font', async () => {
  await using own = await openBrowser()
  const page = await own.newPage()
  let fonts = 0
  page.on('request', (request) => (fonts += Number(request.resourceType() === 'font')))
  await page.goto(`${url}/ur`)
  expect(await page.evaluate(() => document.fonts.check("1em 'Nastaliq here'", 'ا'))).toBe(true)
  await page.waitForLoadState('networkidle')
  expect(fonts).toBe(0)
})

test('without scripts the letters come with the page', async () => {
  const { fonts } = await visit(await phone({ javaScriptEnabled: false }), '/ur')
  expect(new Set(fonts).size).toBe(1)
})

test('digits and Latin letters are of the body’s font on an Urdu page, too', async () => {
  const { page } = await openAgain(`/ur/cars/${listing.id}/x`)
  await page.evaluate(() => {
    const write = (id: string, text: string): void => {
      document.querySelector('main')?.append(Object.assign(document.createElement('p'), { id }))
      document.querySelector(`#${id}`)?.append(text)
    }
    write('latin', '2016Corolla')
    write('urdu', 'گاڑیاں')
  })
  expect(await glyphsOf(page, '#latin')).toEqual({ own: 0, device: 11 })
  const urdu = await glyphsOf(page, '#urdu')
  expect(urdu.own).toBeGreaterThan(0)
  expect(urdu.device).toBe(0)
})

test('a heading is Urdu even where the seller wrote English, which stands below it', async () => {
  const context = await phone()
  const { page } = await visit(context, `/ur/cars/${listing.id}/x`)
  expect(await page.locator('h1').textContent()).toBe(listing.title.ur)
  expect(await page.locator('.written').textContent()).toContain(listing.sellerTitle)
  const english = await visit(context, `/cars/${listing.id}/x`)
  expect(await english.page.locator('h1').textContent()).toBe(listing.sellerTitle)
})

test.for(['/ur', '/ur/cars', '/ur/cars?make=toyota', '/ur/sell', '/ur/login'])(
  'letters that come late move nothing on %s',
  async (path) => {
    const page = await (await phone()).newPage()
    await watchShifts(page)
    await page.route('**/*.woff2', async (route) => {
      await page.waitForFunction(() => performance.getEntriesByType('paint').length > 0)
      await route.continue()
    })
    await page.goto(url + path)
    await fetched(page)
    expect(await shifted(page)).toBeLessThan(0.05)
  },
)
