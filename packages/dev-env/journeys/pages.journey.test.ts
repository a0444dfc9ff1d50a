// The public pages as people meet them: readable without JavaScript, usable by everyone, in both languages and both directions.
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import AxeBuilder from '@axe-core/playwright'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openStreet, type Street } from './street.ts'

const PICTURES = fileURLToPath(new URL('../../../test-results/pages', import.meta.url))

let street: Street
let carPath: string

beforeAll(async () => {
  street = await openStreet(inject('servers'), inject('offset'))
  await using visitor = await street.visitor()
  await visitor.page.goto('/cars')
  carPath = (await visitor.page.locator('[data-testid=listing-card] a').first().getAttribute('href')) ?? ''
})

afterAll(() => street?.[Symbol.asyncDispose]())

const PAGES = [
  { name: 'home', path: () => '/' },
  { name: 'results', path: () => '/cars?make=toyota' },
  { name: 'nothing found', path: () => '/cars?make=toyota&priceTo=60000' },
  { name: 'car', path: () => carPath },
  { name: 'login', path: () => '/login' },
] as const

for (const lang of ['en', 'ur'] as const)
  for (const { name, path } of PAGES)
    test(`the page ${name} in ${lang} has no accessibility fault, no wrong direction and no sideways scroll on a phone`, async () => {
      await using visitor = await street.visitor({ lang })
      const response = await visitor.page.goto(lang === 'ur' ? `/ur${path()}` : path())
      expect(response?.status()).toBe(200)
      const { violations } = await new AxeBuilder({ page: visitor.page }).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
      expect(await visitor.page.locator('html').getAttribute('dir')).toBe(lang === 'ur' ? 'rtl' : 'ltr')
      expect(await visitor.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0)
      const file = join(PICTURES, `${name.replace(' ', '-')}-${lang}.png`)
      await visitor.page.screenshot({ path: file, fullPage: true })
      expect((await stat(file)).size).toBeGreaterThan(10_000)
    })

test('results, a car and the next page can be read without JavaScript', async () => {
  await using visitor = await street.visitor({ javaScript: false })
  await visitor.page.goto('/cars')
  const first = await visitor.page.getByTestId('listing-card').count()
  expect(first).toBeGreaterThan(5)
  await visitor.page.getByTestId('next-page').click()
  expect(await visitor.page.getByTestId('listing-card').count()).toBeGreaterThan(5)
  await visitor.page.goto(carPath)
  expect(await visitor.page.getByTestId('detail-title').textContent()).not.toBe('')
  expect(await visitor.page.getByTestId('specs').isVisible()).toBe(true)
})

test('what a query was understood as is shown, and each filter’s count is what choosing it brings', async () => {
  await using visitor = await street.visitor({ width: 1280 })
  await visitor.page.goto('/cars?q=suzuki')
  expect(await visitor.page.getByTestId('understood').textContent()).toContain('Suzuki')
  await visitor.page.goto('/cars')
  const toyota = visitor.page.getByTestId('facet-make-toyota')
  const row = await toyota.locator('xpath=ancestor::label').textContent()
  const count = Number(/(\d[\d,]*)\s*$/.exec(row ?? '')?.[1]?.replaceAll(',', ''))
  await visitor.page.goto('/cars?make=toyota')
  expect(await visitor.page.getByTestId('result-total').textContent()).toContain(String(count))
})

test('a page that does not exist says so, and a foreign id is a page that does not exist', async () => {
  await using visitor = await street.visitor()
  for (const path of ['/nowhere', '/cars/01900000-0000-7000-8000-000000000000', '/cars/..%2f..%2fetc']) {
    const response = await visitor.page.goto(path)
    expect(response?.status()).toBe(404)
  }
})

test('the results page brings at most 30 KB of packed scripts', async () => {
  const dist = fileURLToPath(new URL('../../../clients/pwa/dist/client', import.meta.url))
  await using visitor = await street.visitor()
  const scripts = new Set<string>()
  visitor.page.on('request', (request) => void (request.resourceType() === 'script' && scripts.add(new URL(request.url()).pathname)))
  await visitor.page.goto('/cars', { waitUntil: 'networkidle' })
  const packed = new Map(
    (await readdir(dist, { recursive: true })).filter((file) => file.endsWith('.js.br')).map((file) => [`/${file.slice(0, -3)}`, join(dist, file)]),
  )
  let bytes = 0
  for (const script of scripts) bytes += (await stat(packed.get(script) ?? join(dist, script))).size
  expect(scripts.size).toBeGreaterThan(0)
  expect(bytes).toBeLessThanOrEqual(30 * 1024)
})
