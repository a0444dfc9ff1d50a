// The public pages as people meet them: readable without JavaScript, usable by everyone, in both
// languages and both directions.
import { stat } from 'node:fs/promises'
import { freePort } from '@pk-auto/testing/fakes/free-port'
import { get } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import AxeBuilder from '@axe-core/playwright'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { startWeb } from '../web.ts'
import { packedScripts } from './packed-scripts.ts'
import { openJourney, type Journey } from './journey.ts'
import { paleWords } from './pale-words.ts'

const PICTURES = fileURLToPath(new URL('../../test-results/pages', import.meta.url))

let journey: Journey
let carPath: string

beforeAll(async () => {
  journey = await openJourney(inject('servers'))
  await using visitor = await journey.visitor()
  await visitor.page.goto('/cars')
  carPath =
    (await visitor.page.locator('[data-testid=listing-card] a').first().getAttribute('href')) ?? ''
})

afterAll(() => journey?.[Symbol.asyncDispose]())

const PAGES = [
  { name: 'home', path: () => '/' },
  { name: 'results', path: () => '/cars?make=toyota' },
  { name: 'nothing found', path: () => '/cars?make=toyota&priceTo=60000' },
  { name: 'car', path: () => carPath },
  { name: 'login', path: () => '/login' },
  { name: 'sell', path: () => '/sell' },
  { name: 'terms', path: () => '/terms' },
  { name: 'privacy', path: () => '/privacy' },
] as const

for (const lang of ['en', 'ur'] as const)
  for (const { name, path } of PAGES)
    test(`${name} in ${lang} is accessible, reads its way and fits a phone`, async () => {
      await using visitor = await journey.visitor({ lang })
      const response = await visitor.page.goto(lang === 'ur' ? `/ur${path()}` : path())
      expect(response?.status()).toBe(200)
      const { violations } = await new AxeBuilder({ page: visitor.page }).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
      expect(await visitor.page.locator('html').getAttribute('dir')).toBe(
        lang === 'ur' ? 'rtl' : 'ltr',
      )
      expect(
        await visitor.page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        ),
      ).toBeLessThanOrEqual(0)
      const file = join(PICTURES, `${name.replace(' ', '-')}-${lang}.png`)
      await visitor.page.screenshot({ path: file, fullPage: true })
      expect((await stat(file)).size).toBeGreaterThan(10_000)
      await visitor.page.emulateMedia({ colorScheme: 'dark' })
      // What is out of sight would otherwise have the colours of the day (content-visibility).
      await visitor.page.reload()
      expect(await paleWords(visitor.page)).toEqual([])
    })

test('results, a car and the next page can be read without JavaScript', async () => {
  await using visitor = await journey.visitor({ javaScript: false })
  await visitor.page.goto('/cars')
  const first = await visitor.page.getByTestId('listing-card').count()
  expect(first).toBeGreaterThan(5)
  await visitor.page.getByTestId('next-page').click()
  expect(await visitor.page.getByTestId('listing-card').count()).toBeGreaterThan(5)
  await visitor.page.goto(carPath)
  expect(await visitor.page.getByTestId('detail-title').textContent()).not.toBe('')
  expect(await visitor.page.getByTestId('specs').isVisible()).toBe(true)
})

test('a car is looked for and opened in Urdu without JavaScript', async () => {
  await using visitor = await journey.visitor({ lang: 'ur', javaScript: false })
  const { page } = visitor
  await page.goto('/ur')
  await page.locator('input[name=q]').first().fill('سوزوکی')
  await page.locator('input[name=q]').first().press('Enter')
  await page.waitForURL('**/ur/cars?**')
  expect(await page.getByTestId('understood').textContent()).toContain('سوزوکی')
  const card = page.locator('[data-testid=listing-card] a').first()
  const href = (await card.getAttribute('href')) ?? ''
  await card.click()
  await page.waitForURL(`**${href}`)
  expect(href).toMatch(/^\/ur\/cars\//)
  expect(await page.getByTestId('detail-title').textContent()).toMatch(/\p{Script=Arabic}/u)
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
})

test('the reading of a query is shown, and a filter’s count is what it brings', async () => {
  await using visitor = await journey.visitor({ width: 1280 })
  await visitor.page.goto('/cars?q=suzuki')
  expect(await visitor.page.getByTestId('understood').textContent()).toContain('Suzuki')
  await visitor.page.goto('/cars')
  const toyota = visitor.page.getByTestId('facet-make-toyota')
  const row = await toyota.locator('xpath=ancestor::label').textContent()
  const count = Number(/(\d[\d,]*)\s*$/.exec(row ?? '')?.[1]?.replaceAll(',', ''))
  await visitor.page.goto('/cars?make=toyota')
  expect(await visitor.page.getByTestId('result-total').textContent()).toContain(String(count))
})

for (const how of ['live', 'without JavaScript'])
  test(`what the words were read as is ticked, ${how}`, async () => {
    const javaScript = how === 'live'
    await using visitor = await journey.visitor({ width: 1280, javaScript })
    const { page } = visitor
    const [suzuki, toyota] = ['suzuki', 'toyota'].map((make) =>
      page.getByTestId(`facet-make-${make}`),
    )
    const apply = async () => {
      if (!javaScript) await page.getByTestId('facets-apply').click()
    }
    await page.goto('/cars?q=suzuki+40+lac+tak')
    expect(await suzuki!.isChecked()).toBe(true)
    expect(await page.locator('input[name=priceTo]').inputValue()).toBe('40 lac')
    await page.locator('input[name=yearFrom]').fill('2005')
    await page.locator('input[name=yearFrom]').press('Enter')
    // Nobody has touched what the words say.
    await page.waitForURL((url) => url.search === '?q=suzuki+40+lac+tak&yearFrom=2005')
    await toyota!.check()
    await apply()
    await page.waitForURL((url) => url.searchParams.getAll('make').length === 2)
    const chosen = new URL(page.url()).searchParams
    expect([chosen.get('q'), chosen.get('priceTo')]).toEqual([null, '4000000'])
    expect(await suzuki!.isChecked()).toBe(true)
    const box = page.getByTestId('search-box')
    await box.fill('corolla')
    await page.getByTestId('search-submit').click()
    await page.waitForURL(/q=corolla/)
    // What was chosen by hand outlives new words; what older words said would not.
    expect(new URL(page.url()).searchParams.getAll('make')).toEqual(['suzuki', 'toyota'])
    await page.goto('/cars?q=suzuki')
    await box.fill('corolla')
    await page.getByTestId('search-submit').click()
    await page.waitForURL((url) => url.search === '?q=corolla')
    expect(await page.getByTestId('facet-model-corolla').isChecked()).toBe(true)
  })

for (const lang of ['en', 'ur'] as const)
  test(`each understood word can be taken back, and so can the order, in ${lang}`, async () => {
    await using visitor = await journey.visitor({ lang })
    const { page } = visitor
    const q =
      lang === 'ur'
        ? 'سب سے سستی سوزوکی یا ٹویوٹا سن روف والی'
        : 'cheapest suzuki ya toyota with sunroof'
    await page.goto(`${lang === 'ur' ? '/ur' : ''}/cars?q=${encodeURIComponent(q)}`)
    const total = await page.getByTestId('result-total').getAttribute('data-total')
    expect(Number(total)).toBeGreaterThan(0)
    const file = join(PICTURES, `question-${lang}.png`)
    await page.screenshot({ path: file })
    expect((await stat(file)).size).toBeGreaterThan(10_000)
    await page.getByTestId('understood-sort').click()
    await page.waitForURL((url) => !url.searchParams.has('sort') && url.searchParams.has('make'))
    expect(await page.getByTestId('result-total').getAttribute('data-total')).toBe(total)
    await page.goBack()
    await page.getByTestId('understood-make').first().click()
    await page.waitForURL((url) => url.searchParams.get('sort') === 'price-asc')
    expect(await page.getByTestId('sort').inputValue()).toBe('price-asc')
    const left = await page.getByTestId('result-total').getAttribute('data-total')
    expect(Number(left)).toBeGreaterThan(0)
    expect(Number(left)).toBeLessThan(Number(total))
  })

test('words that a chosen filter overrules are named where people see them', async () => {
  await using visitor = await journey.visitor()
  await visitor.page.goto('/cars?q=corolla&make=honda')
  const aside = visitor.page.getByTestId('set-aside')
  expect(await aside.textContent()).toContain('corolla')
  expect((await aside.getByText('corolla').boundingBox())?.height).toBeGreaterThan(10)
})

test('a page that does not exist is a 404 page, and so is a foreign id', async () => {
  await using visitor = await journey.visitor()
  for (const path of [
    '/nowhere',
    '/cars/01900000-0000-7000-8000-000000000000',
    '/cars/..%2f..%2fetc',
  ]) {
    const response = await visitor.page.goto(path)
    expect(response?.status()).toBe(404)
    expect(await visitor.page.getByTestId('page-404').isVisible()).toBe(true)
  }
})

/** A page as a machine gets it: undici would unpack it by itself. */
const rawPage = (url: string, accepted: string) =>
  new Promise<{ status: number | undefined; coding: string; body: Buffer }>((resolve, reject) => {
    get(
      url,
      { headers: accepted === 'identity' ? {} : { 'accept-encoding': accepted } },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () =>
          resolve({
            status: response.statusCode,
            coding: response.headers['content-encoding'] ?? 'identity',
            body: Buffer.concat(parts),
          }),
        )
      },
    ).on('error', reject)
  })
const UNPACK = {
  br: brotliDecompressSync,
  gzip: gunzipSync,
  identity: (body: Buffer) => body,
} as const

test('a page that is missing or failed can be read however it is packed', async () => {
  const port = await freePort()
  // Nobody answers on port 9: the pages of this web all fail.
  await using broken = await startWeb(
    'clients/pwa',
    {
      ...{ PROFILE: 'test', PORT: String(port), GATEWAY_URL: 'http://127.0.0.1:9' },
      ...{ MEDIA_URL: 'http://127.0.0.1:9', UPLOAD_ORIGINS: 'http://127.0.0.1:9' },
    },
    { watched: false },
  )
  expect(broken).toBeDefined()
  for (const accepted of ['br', 'gzip', 'identity'] as const) {
    const missing = await rawPage(
      `${journey.platform.webUrl}/ur/cars/01900000-0000-7000-8000-000000000000`,
      accepted,
    )
    expect([missing.status, missing.coding]).toEqual([404, accepted])
    expect(UNPACK[accepted](missing.body).toString()).toMatch(
      /data-testid="page-404".*صفحہ نہیں ملا/s,
    )
    const failed = await rawPage(
      `http://127.0.0.1:${port}/cars/01900000-0000-7000-8000-000000000000`,
      accepted,
    )
    expect([failed.status, failed.coding]).toEqual([500, accepted])
    expect(UNPACK[accepted](failed.body).toString()).toMatch(
      /data-testid="page-500".*Something went wrong on our side.*href=""[^>]*>Try again/s,
    )
  }
})

test('where nothing is found, nothing covers the ways out, however short the phone', async () => {
  for (const lang of ['en', 'ur'] as const) {
    await using visitor = await journey.visitor({ lang })
    await visitor.page.goto(`${lang === 'ur' ? '/ur' : ''}/cars?make=toyota&priceTo=60000`)
    const ways = visitor.page.getByTestId('results-empty').locator('a')
    const tools = visitor.page.getByTestId('filters-open')
    for (const height of [568, 600, 640, 667, 700, 740, 780, 812]) {
      await visitor.page.setViewportSize({ width: 375, height })
      const bar = await tools.boundingBox()
      for (const way of await ways.all()) {
        const box = await way.boundingBox()
        const apart = bar && box && (bar.y + bar.height <= box.y || box.y + box.height <= bar.y)
        expect(apart, `${lang} ${height} px: ${await way.textContent()}`).toBe(true)
      }
    }
    await visitor.page.screenshot({
      path: join(PICTURES, `nothing-found-first-screen-${lang}.png`),
    })
  }
})

test('every link of ours leads to a page by its own address, or to signing in', async () => {
  const { webUrl } = journey.platform
  const from = ['/', '/cars', '/cars?q=corolla', carPath, '/terms', '/login']
  const links = new Map<string, string>()
  for (const page of from.flatMap((path) => [path, `/ur${path}`])) {
    const html = await (await fetch(webUrl + page)).text()
    for (const [, href = ''] of html.matchAll(/<a\b[^>]*\shref="(\/[^"#]*)/g))
      links.set(href.replaceAll('&amp;', '&'), page)
  }
  expect(links.size).toBeGreaterThan(100)
  const astray: string[] = []
  for (const [href, page] of links) {
    const answer = await fetch(webUrl + href, { redirect: 'manual' })
    await answer.arrayBuffer()
    const toSignIn = /^(\/ur)?\/login\?next=/.test(answer.headers.get('location') ?? '')
    if (answer.status !== 200 && !toSignIn) astray.push(`${answer.status} ${href} on ${page}`)
  }
  expect(astray).toEqual([])
})

test.each(['the results page', 'the page of a car'])(
  '%s brings at most 30 KB of packed scripts',
  async (name) => {
    await using visitor = await journey.visitor()
    const path = name === 'the results page' ? '/cars' : carPath
    const bytes = await packedScripts(visitor.page, path)
    expect(bytes).toBeLessThanOrEqual(30 * 1024)
  },
)
