// Proves in a real browser that the search box suggests: by keyboard, by tap, by its form alone.
import { readdir, readFile } from 'node:fs/promises'
import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { answering, buildPages, serveWeb } from './built-web.ts'
import { cardOf, listing, searchPage, taxonomy } from './sample-market.ts'

const items = [
  { kind: 'model', text: { en: 'Toyota Corolla', ur: 'ٹویوٹا کرولا' }, query: 'Toyota Corolla' },
  { kind: 'city', text: { en: 'Lahore', ur: 'لاہور' }, query: 'Lahore' },
]
let stack: AsyncDisposableStack
let browser: Browser
let url: string
let dist: URL

beforeAll(async () => {
  stack = new AsyncDisposableStack()
  const gateway = stack.use(
    await answering({
      '/taxonomy': () => taxonomy,
      '/listings': () => searchPage([cardOf(listing)]),
      '/suggest': () => ({ items }),
    }),
  )
  dist = await buildPages()
  url = stack.use(await serveWeb(dist, gateway.url)).url
  browser = await openBrowser()
  stack.defer(() => browser.close())
})
afterAll(() => stack?.disposeAsync())

const open = async (path: string, javaScriptEnabled = true): Promise<Page> => {
  const viewport = { width: 375, height: 700 }
  const context = await browser.newContext({ viewport, javaScriptEnabled })
  const page = await context.newPage()
  await page.goto(url + path)
  return page
}
const rows = (page: Page) => page.locator('[role=option]')
const searched = (page: Page) => page.waitForURL(/[?&]q=/).then(() => new URL(page.url()))

test('arrows choose, Enter searches with what was chosen', async () => {
  const page = await open('/')
  const box = page.getByTestId('search-box')
  const answered = page.waitForResponse(/suggest\?q=cor$/)
  await box.fill('cor')
  // The list of the empty box came first: what is chosen in it goes with it.
  await (await answered).finished()
  const options = rows(page)
  await options.first().waitFor()
  expect(await box.getAttribute('aria-expanded')).toBe('true')
  await box.press('ArrowDown')
  await box.press('ArrowDown')
  const chosen = rows(page).and(page.locator('[aria-selected=true]'))
  expect(await chosen.textContent()).toBe('Lahore')
  expect(await box.getAttribute('aria-activedescendant')).toBe(await chosen.getAttribute('id'))
  await box.press('ArrowUp')
  await box.press('Enter')
  expect((await searched(page)).searchParams.get('q')).toBe('Toyota Corolla')
  await page.close()
})

test('Escape closes and leaves the text; Enter then searches for it as typed', async () => {
  const page = await open('/cars')
  const box = page.getByTestId('search-box')
  await box.fill('cor')
  await rows(page).first().waitFor()
  await box.press('Escape')
  expect(await rows(page).count()).toBe(0)
  expect([await box.inputValue(), await box.getAttribute('aria-expanded')]).toEqual([
    'cor',
    'false',
  ])
  await box.press('Enter')
  expect((await searched(page)).searchParams.get('q')).toBe('cor')
  await page.close()
})

test('in Urdu an empty box shows what is popular, accessible and by a tap', async () => {
  const page = await open('/ur/cars')
  await page.getByTestId('search-box').focus()
  const second = rows(page).nth(1)
  await second.waitFor()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  expect(await second.textContent()).toBe('لاہور')
  await page.screenshot({ path: 'test-results/suggestions-ur.png' })
  await second.click()
  expect((await searched(page)).searchParams.get('q')).toBe('Lahore')
  await page.close()
})

test('what suggests weighs at most 2 KB', async () => {
  const folder = new URL('client/_astro/', dist)
  const scripts = (await readdir(folder)).filter((name) => name.endsWith('.js'))
  const texts = await Promise.all(scripts.map((name) => readFile(new URL(name, folder), 'utf8')))
  const sizes = texts.filter((text) => text.includes('/api/v1/suggest')).map((text) => text.length)
  expect(sizes).toHaveLength(1)
  expect(sizes[0]).toBeLessThanOrEqual(2_048)
})

test('without a script the box is a field of its form', async () => {
  const page = await open('/', false)
  expect(await page.locator('[role=combobox]').count()).toBe(0)
  await page.getByTestId('search-box').fill('civic')
  await page.getByTestId('search-submit').click()
  expect((await searched(page)).searchParams.get('q')).toBe('civic')
  await page.close()
})
