// The same journey in Urdu, right to left: sign in, post, find, lower the price, sell; every screen
// looked at by axe and stored as a picture.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import AxeBuilder from '@axe-core/playwright'
import { until } from '@pk-auto/testing/until'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { drawPicture } from '../seeds/pictures.ts'
import { openJourney, type Journey, type Visitor } from './journey.ts'
import { fillCar, readyPhotos } from './wizard.ts'

const PICTURES = fileURLToPath(new URL('../../test-results/urdu', import.meta.url))

let journey: Journey
let seller: Visitor
let adId: string

beforeAll(async () => {
  journey = await openJourney(inject('servers'), {
    listings: 40,
    people: 10,
    pictures: 8,
  })
  seller = await journey.visitor({ lang: 'ur' })
})

afterAll(async () => {
  await seller?.[Symbol.asyncDispose]()
  await journey?.[Symbol.asyncDispose]()
})

/**
 * No accessibility fault, right to left, nothing hanging out of the side; leaves a picture to look
 * at.
 */
async function lookAt(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true })
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${name} ${id}: ${nodes[0]?.html}`)).toEqual([])
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
  expect(
    await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    ),
  ).toBeLessThanOrEqual(0)
}

test('a person signs in in Urdu', async () => {
  const { page } = seller
  await page.goto('/ur/login')
  await page.getByTestId('login-phone').waitFor()
  await lookAt(page, '1-login')
  await journey.signIn(page, '03007778899', 'ur')
  await page.goto('/ur/me/account')
  await page.getByTestId('account').waitFor()
  await lookAt(page, '2-account')
})

test('a car is posted in Urdu, with the price in Urdu digits and words', async () => {
  const { page } = seller
  await page.goto('/ur/sell')
  await page.getByTestId('wizard').waitFor()
  await lookAt(page, '3-sell-car')
  await fillCar(page, { city: 'multan', colour: 'silver' })
  const photos = await Promise.all(
    [0, 1].map(async (i) => ({
      name: `${i}.jpg`,
      mimeType: 'image/jpeg',
      buffer: (await drawPicture(i, 5)).jpeg,
    })),
  )
  await page.getByTestId('photo-input').setInputFiles(photos)
  await until('both photos are ready', async () => (await readyPhotos(page)) === 2, {
    timeoutMs: 60_000,
  })
  await lookAt(page, '4-sell-photos')
  await page.getByTestId('wizard-next').click()
  await page.getByTestId('sell-price').fill('۳۸ لاکھ')
  await until(
    'the price is read back',
    async () => (await page.getByTestId('price-echo').getAttribute('data-rupees')) === '3800000',
  )
  await page.getByTestId('sell-description').fill('گاڑی بالکل اصلی حالت میں ہے')
  await lookAt(page, '5-sell-price')
  await page.getByTestId('wizard-next').click()
  await page.getByTestId('review').waitFor()
  await lookAt(page, '6-sell-review')
  await page.getByTestId('publish').click()
  await page.getByTestId('published').waitFor()
  adId = (await page.getByTestId('published').getAttribute('data-id')) ?? ''
  expect(adId).not.toBe('')
})

test('another person finds it by an Urdu query and by a Roman Urdu one, and opens it', async () => {
  await journey.platform.settled()
  await using buyer = await journey.visitor({ lang: 'ur' })
  for (const query of ['کرولا ملتان ۴۰ لاکھ تک', 'toyta corola multan 40 lac tak']) {
    await buyer.page.goto(`/ur/cars?q=${encodeURIComponent(query)}`)
    await buyer.page.locator(`[data-testid=listing-card] a[href*="${adId}"]`).first().waitFor()
  }
  await lookAt(buyer.page, '7-results')
  await buyer.page.locator(`[data-testid=listing-card] a[href*="${adId}"]`).first().click()
  await buyer.page.getByTestId('detail').waitFor()
  await lookAt(buyer.page, '8-car')
})

test('the price is lowered and the car sold from the list of own ads', async () => {
  const { page } = seller
  await page.goto('/ur/me/ads')
  const ad = page.locator(`[data-testid=ad][data-id="${adId}"]`)
  await ad.getByTestId('ad-edit-price').click()
  await page.getByTestId('price-input').fill('36 lac')
  await page.getByTestId('price-save').click()
  await until('the new price stands', async () => (await ad.getAttribute('data-version')) === '3')
  await lookAt(page, '9-my-ads')
  await ad.getByTestId('ad-sold').click()
  await page.getByTestId('price-save').click()
  await until('the ad is sold', async () => (await ad.getAttribute('data-state')) === 'sold')
})
