// A buyer saves a search before signing in; cars that match come up, become cheaper, and are seen.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { newId } from '@pk-auto/kernel/id'
import AxeBuilder from '@axe-core/playwright'
import { type PushService, startPushService } from '@pk-auto/testing/fakes/push-service'
import { until } from '@pk-auto/testing/until'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { notifySecrets } from '../secrets/development-secrets.ts'
import { newAddress, newNumber } from '../processes/processes.ts'
import { sell, type Ad } from '../test/faults/scenario.ts'
import { signIn, type Visitor as Seller } from '../visitor.ts'
import { openJourney, type Journey, type Visitor } from './journey.ts'

const PICTURES = fileURLToPath(new URL('../../test-results', import.meta.url))
const SEARCH = '/cars?colour=green&make=toyota'

let journey: Journey
let buyer: Visitor
let seller: Seller
let ad: Ad
let pushes: PushService
beforeAll(async () => {
  journey = await openJourney(inject('servers'), { listings: 0, people: 0, pictures: 0 })
  pushes = await startPushService(notifySecrets()['VAPID_PUBLIC_KEY'] ?? '')
  await journey.platform.settled()
  buyer = await journey.visitor()
  seller = await signIn(journey.platform.gatewayUrl, newNumber(), { headers: newAddress() })
})
afterAll(async () => {
  await buyer?.[Symbol.asyncDispose]()
  await pushes?.[Symbol.asyncDispose]()
  await journey?.[Symbol.asyncDispose]()
})

const isFine = async (page: Page, name: string) => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(over).toBeLessThanOrEqual(0)
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true })
}
const newOnes = (page: Page) => page.getByTestId('alert-new').allTextContents()

test('an anonymous buyer saves a search, signs in and comes back to it saved', async () => {
  const { page } = buyer
  await page.goto(SEARCH)
  await page.getByTestId('save-search').click()
  await page.waitForURL(/\/login/)
  await journey.signIn(page, '03001117788').catch(() => undefined)
  await page.waitForURL((url) => url.pathname === '/cars')
  const seen = page.getByTestId('saved-searches')
  await seen.waitFor()
  await isFine(page, 'saved-en')
  await seen.click()
  await page.getByTestId('alerts').waitFor()
  expect(await page.getByTestId('alert').count()).toBe(1)
  await isFine(page, 'alerts-en')
})

test('the buyer’s phone takes pushes, at any hour', async () => {
  const { request } = buyer.page
  const { endpoint, ...keys } = pushes.browser().subscription
  const headers = { origin: journey.platform.webUrl }
  const answers = [
    await request.post('/api/v1/me/push-subscriptions', { headers, data: { endpoint, keys } }),
    await request.patch('/api/v1/me/notification-preferences', {
      ...{ headers, data: { quietHours: null } },
    }),
  ]
  expect(answers.map((answer) => answer.status())).toEqual([201, 200])
})

test('a car that matches is new, and seen once it was looked at', async () => {
  const { page } = buyer
  ad = await sell(seller, { colour: 'green' })
  await journey.platform.settled()
  await page.goto('/me/alerts')
  expect((await newOnes(page)).map((text) => text.trim())).toEqual(['1 new'])
  await page.getByTestId('alert-open').click()
  await page.getByTestId('matches').waitFor()
  expect(await page.getByTestId('listing-card').getAttribute('data-id')).toBe(ad.id)
  await isFine(page, 'matches-en')
  await page.goto('/me/alerts')
  expect(await newOnes(page)).toEqual([])
})

test('the car is behind the bell and on the phone, once each, and both lead to it', async () => {
  const { page } = buyer
  // How long a window stays open is search's own to test.
  await journey.probe.rows(
    'search',
    'update saved_search_match set due_at = now() where due_at is not null returning search_id',
  )
  const pushed = await until('the push', () => pushes.pushed[0], { timeoutMs: 30_000 })
  await journey.platform.settled()
  await page.goto('/me/notifications')
  const entry = page.locator('[data-kind=alert-new]')
  await entry.waitFor()
  expect([await entry.count(), pushes.pushed.length]).toEqual([1, 1])
  expect(await entry.textContent()).toContain('1 car for your saved search')
  expect(pushed.payload).toMatchObject({ title: '1 car for your saved search', badge: 1 })
  await entry.locator('a').click()
  await page.getByTestId('matches').waitFor()
  expect(new URL(page.url()).pathname).toBe(pushed.payload.url)
  expect(await page.getByTestId('listing-card').getAttribute('data-id')).toBe(ad.id)
})

test('when it becomes cheaper it counts again, in Urdu too', async () => {
  const { page } = buyer
  const price = { minor: 375_000_000, currency: 'PKR' }
  const headers = { 'if-match': `"${ad.version}"` }
  const path = `/api/v1/listings/${ad.id}`
  expect((await seller.call('PATCH', path, { price }, headers)).status).toBe(200)
  await journey.platform.settled()
  await page.goto('/ur/me/alerts')
  expect(await newOnes(page)).toHaveLength(1)
  await isFine(page, 'alerts-ur')
})

test('a name and a frequency are saved; what is deleted comes back on demand', async () => {
  const { page } = buyer
  await page.goto('/me/alerts')
  await page.getByTestId('alert-name').fill('Green for Abbu')
  await page.getByTestId('alert-frequency').selectOption('daily')
  await page.getByTestId('alert-save').click()
  await page.getByText('Saved.', { exact: true }).waitFor()
  await page.reload()
  expect(await page.getByTestId('alert-open').textContent()).toBe('Green for Abbu')
  await page.getByTestId('alert-delete').click()
  await page.getByTestId('alert-undo').click()
  await page.getByText('It is back.').waitFor()
  await page.reload()
  expect(await page.getByTestId('alert-frequency').inputValue()).toBe('daily')
  await page.getByTestId('alert-delete').click()
  await page.getByTestId('alert-undo').waitFor()
  await page.reload()
  expect(await page.getByTestId('alerts-empty').isVisible()).toBe(true)
})

test('the page of a car leads on to one like it, also when the ad is over', async () => {
  const { page } = buyer
  const like = await sell(seller, { colour: 'green', km: 50_000 })
  const over = await sell(seller, { colour: 'green', km: 40_000 })
  await journey.platform.settled()
  await page.goto(`/cars/${ad.id}/x`)
  const ids = async () => {
    const cards = page.getByTestId('same-car').getByTestId('listing-card')
    const found = await cards.evaluateAll((all) => all.map(({ dataset }) => dataset['id'] ?? ''))
    return new Set(found)
  }
  expect(await ids()).toEqual(new Set([like.id, over.id]))
  const headers = { 'if-match': `"${over.version}"`, 'idempotency-key': newId() }
  const close = `/api/v1/listings/${over.id}/close`
  await seller.call('POST', close, { reason: 'other' }, headers)
  await journey.platform.settled()
  const answer = await page.goto(`/cars/${over.id}/x`)
  expect([answer?.status(), await page.getByTestId('page-over').isVisible()]).toEqual([404, true])
  expect(await ids()).toContain(like.id)
  await isFine(page, 'over-en')
})
