// A visitor saves a car, signs in for it and finds it saved; its price falls and it is sold; the
// list is shown to somebody else, and taken back.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import AxeBuilder from '@axe-core/playwright'
import { until } from '@pk-auto/testing/until'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { breachesAtRest } from '../invariants/check-all.ts'
import { sell, type Ad } from '../test/faults/scenario.ts'
import { signIn, type Visitor as Seller } from '../visitor.ts'
import { openJourney, type Journey, type Visitor } from './journey.ts'

const PICTURES = fileURLToPath(new URL('../../test-results/pages', import.meta.url))

let journey: Journey
let buyer: Visitor
let seller: Seller
let ad: Ad
let shared = ''

beforeAll(async () => {
  journey = await openJourney(inject('servers'))
  buyer = await journey.visitor()
  seller = await signIn(journey.platform.gatewayUrl, '+923005556677')
  ad = await sell(seller)
  await journey.platform.settled()
})

afterAll(async () => {
  await buyer?.[Symbol.asyncDispose]()
  await journey?.[Symbol.asyncDispose]()
})

const heartOf = (page: Page, id: string) => page.locator(`[data-heart="${id}"]`).first()
const pressed = (page: Page, id: string, wanted: boolean) =>
  until(`the heart of ${id} is ${wanted}`, async () => {
    const value = await heartOf(page, id).getAttribute('aria-pressed')
    return value === String(wanted)
  })

/** The first two pages of results, the second shown by the script of the page. */
async function allCars(page: Page) {
  await page.goto('/cars?sort=newest')
  await page.locator('html.live').waitFor()
  const first = await page.getByTestId('listing-card').count()
  await page.getByTestId('next-page').click()
  await until(
    'more cars are there',
    async () => (await page.getByTestId('listing-card').count()) > first,
  )
}

async function mustReadWell(page: Page, name: string) {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  for (const width of [320, 375]) {
    await page.setViewportSize({ width, height: 812 })
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(over, `${name} at ${width} px`).toBeLessThanOrEqual(0)
  }
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true })
}

test('who is not signed in signs in at a heart, comes back and finds the car saved', async () => {
  const { page } = buyer
  await page.goto('/cars?sort=newest')
  await heartOf(page, ad.id).click()
  await page.waitForURL(/\/login\?next=/)
  await journey.signIn(page, '03004445566')
  await page.waitForURL(/\/cars\?sort=newest$/)
  await pressed(page, ad.id, true)
  await page.getByTestId('heart-toast').getByRole('link').waitFor()
  await mustReadWell(page, 'results-saved-en')
  await page.goto(`/cars/${ad.id}`)
  await pressed(page, ad.id, true)
  await mustReadWell(page, 'car-saved-en')
  expect(await page.locator('[data-heart][aria-pressed=true]').count()).toBe(1)
})

test('a heart works by the keyboard, and offline it waits and is saved', async () => {
  const { page, context } = buyer
  await page.goto('/cars?sort=newest')
  await pressed(page, ad.id, true)
  const heart = heartOf(page, ad.id)
  await heart.focus()
  await page.keyboard.press('Space')
  await pressed(page, ad.id, false)
  await page
    .getByTestId('heart-toast')
    .getByText(/removed/i)
    .waitFor()
  const saves: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'PUT') saves.push(new URL(request.url()).pathname)
  })
  await context.setOffline(true)
  await heart.focus()
  await page.keyboard.press('Enter')
  await page
    .getByTestId('heart-toast')
    .getByText(/on this phone/i)
    .waitFor()
  await page.locator('[data-testid=waiting][data-count="1"]').waitFor()
  await pressed(page, ad.id, true)
  await mustReadWell(page, 'results-waiting-en')
  await context.setOffline(false)
  await page.getByTestId('waiting').waitFor({ state: 'detached' })
  await pressed(page, ad.id, true)
  // The first was refused by the missing line; the next is the page's or the worker's.
  expect(new Set(saves)).toEqual(new Set([`/api/v1/me/favourites/${ad.id}`]))
  await page.goto('/favourites')
  await page.getByTestId('saved-ad').waitFor()
})

test('hearts of cards that come later are filled, too', async () => {
  const { page } = buyer
  await allCars(page)
  const last = page.getByTestId('listing-card').last()
  const id = (await last.getAttribute('data-id')) ?? ''
  await last.getByTestId('heart').click()
  await page.getByTestId('heart-toast').getByText(/saved/i).first().waitFor()
  await allCars(page)
  await pressed(page, id, true)
})

test('a lower price stands next to the one it was saved at, and a sale is marked', async () => {
  const price = { minor: 370_000_000, currency: 'PKR' }
  const path = `/api/v1/listings/${ad.id}`
  const cheaper = await seller.call('PATCH', path, { price }, { 'if-match': `"${ad.version}"` })
  expect(cheaper.status).toBe(200)
  const { page } = buyer
  const row = page.locator(`[data-testid=saved-ad][data-id="${ad.id}"]`)
  await page.goto('/favourites')
  expect(await row.getByTestId('saved-change').textContent()).toContain('was Rs 38.5 lac')
  await page.goto('/ur/favourites')
  expect(await row.getByTestId('saved-change').textContent()).toContain('38.5 لاکھ')
  const sale = { reason: 'sold' }
  await seller.call('POST', `${path}/close`, sale, { 'if-match': cheaper.etag! })
  await page.goto('/favourites')
  await until('the ad is sold', async () => (await row.getAttribute('data-state')) === 'sold')
  expect(await row.getByTestId('saved-state').textContent()).toBe('Sold')
})

test('the list reads well in both languages', async () => {
  const { page } = buyer
  for (const [lang, path] of [
    ['en', '/favourites'],
    ['ur', '/ur/favourites'],
  ] as const) {
    await page.goto(path)
    await page.getByTestId('share-box').waitFor()
    await mustReadWell(page, `favourites-${lang}`)
  }
})

test('a link opens the list in another browser, which learns nothing of its owner', async () => {
  const { page } = buyer
  await page.goto('/favourites')
  await page.getByTestId('share-open').click()
  shared = await page.getByTestId('share-link').inputValue()
  await mustReadWell(page, 'favourites-shared-en')
  expect(shared).toMatch(/\/shortlists\/[\w-]{22}$/)
  for (const lang of ['en', 'ur'] as const) {
    await using friend = await journey.visitor({ lang })
    const url = lang === 'ur' ? shared.replace('/shortlists', '/ur/shortlists') : shared
    const response = await friend.page.goto(url)
    expect(response?.headers()['referrer-policy']).toBe('same-origin')
    const html = (await response?.text()) ?? ''
    expect(html).toContain('name="robots" content="noindex"')
    expect(html).not.toMatch(/4445566/)
    expect(await friend.page.getByTestId('listing-card').count()).toBe(2)
    await mustReadWell(friend.page, `shortlist-${lang}`)
  }
})

test('a link that was taken back leads to a page that names the way on', async () => {
  const { page } = buyer
  page.once('dialog', (dialog) => void dialog.accept())
  await page.getByTestId('share-stop').click()
  await page
    .getByTestId('share-note')
    .getByText(/no longer works/)
    .waitFor()
  for (const lang of ['en', 'ur'] as const) {
    await using friend = await journey.visitor({ lang })
    const url = lang === 'ur' ? shared.replace('/shortlists', '/ur/shortlists') : shared
    expect((await friend.page.goto(url))?.status()).toBe(404)
    const gone = friend.page.getByTestId('shortlist-gone')
    expect(await gone.getByRole('link').getAttribute('href')).toBe(
      lang === 'ur' ? '/ur/cars' : '/cars',
    )
    await mustReadWell(friend.page, `shortlist-gone-${lang}`)
  }
})

test('what is removed can be brought back, and is gone once the page is left', async () => {
  const { page } = buyer
  await page.goto('/favourites')
  const row = page.locator(`[data-testid=saved-ad][data-id="${ad.id}"]`)
  await row.getByTestId('saved-remove').click()
  await page.getByTestId('saved-undo').click()
  await row.waitFor()
  await row.getByTestId('saved-remove').click()
  await page.getByTestId('saved-removed').waitFor()
  await page.goto('/cars')
  await until('one car is left', async () => {
    await page.goto('/favourites')
    await page.getByTestId('saved-list').waitFor()
    return (await page.getByTestId('saved-ad').count()) === 1
  })
})

test('after all of it every promise holds', async () => {
  const what = { what: 'publish listing', id: ad.id }
  expect(
    await breachesAtRest(journey.probe, [{ ...what, version: ad.version, outcome: 'ok' }]),
  ).toEqual([])
})
