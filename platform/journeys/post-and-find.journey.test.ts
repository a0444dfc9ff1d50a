// The main journey: a person posts a car with 20 photos over a bad line, another finds it, by
// facet and in Urdu, and opens it.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from '@pk-auto/testing/until'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { breachesAtRest } from '../invariants/check-all.ts'
import { drawPicture } from '../seeds/pictures.ts'
import { openJourney, type Journey, type Visitor } from './journey.ts'
import { fillCar, readyPhotos } from './wizard.ts'

const PHOTOS = 20
const CUT_AT = 7
/** 1.6 Mbit/s up and down with 150 ms of delay: slow 4G, in bytes per second. */
const SLOW_4G = {
  offline: false,
  downloadThroughput: 200_000,
  uploadThroughput: 200_000,
  latency: 150,
}

let journey: Journey
let seller: Visitor
let folder: string
let files: string[]
let adId: string

beforeAll(async () => {
  journey = await openJourney(inject('servers'))
  seller = await journey.visitor()
  folder = await mkdtemp(join(tmpdir(), 'pk-auto-photos-'))
  files = []
  for (let i = 0; i < PHOTOS; i += 1) {
    const file = join(folder, `photo-${String(i + 1).padStart(2, '0')}.jpg`)
    await writeFile(file, (await drawPicture(i, 99)).jpeg)
    files.push(file)
  }
})

afterAll(async () => {
  await seller?.[Symbol.asyncDispose]()
  await journey?.[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

test('a person signs in with a code on a phone', async () => {
  await journey.signIn(seller.page, '03001112233')
  await seller.page.goto('/me/account')
  expect(await seller.page.getByTestId('account-phone').textContent()).toContain('111')
})

test('twenty photos go up over 1.6 Mbit/s, and a cut at the seventh loses none', async () => {
  const { page, context } = seller
  await page.goto('/sell')
  await page.getByTestId('wizard').waitFor()
  await fillCar(page, { city: 'multan', colour: 'gold' })
  const line = await context.newCDPSession(page)
  await line.send('Network.emulateNetworkConditions', SLOW_4G)
  const completed: string[] = []
  // Wholly there: an answer that the cut tears off is no answer, and its photo is completed again.
  page.on('requestfinished', async (request) => {
    const id = /\/api\/v1\/media\/([^/]+)\/complete$/.exec(new URL(request.url()).pathname)?.[1]
    if (id !== undefined && (await request.response())?.ok()) completed.push(id)
  })
  await page.getByTestId('photo-input').setInputFiles(files)
  await until('six photos are ready', async () => (await readyPhotos(page)) >= CUT_AT - 1, {
    timeoutMs: 120_000,
  })
  await line.send('Network.emulateNetworkConditions', { ...SLOW_4G, offline: true })
  const doneAtCut = new Set(completed)
  const readyAtCut = await readyPhotos(page)
  await page
    .getByText(/offline|line/i)
    .first()
    .waitFor()
  expect(await readyPhotos(page)).toBeGreaterThanOrEqual(readyAtCut)
  await line.send('Network.emulateNetworkConditions', SLOW_4G)
  await until(
    'all twenty are ready',
    async () => {
      const again = page.getByTestId('photos-retry-all')
      if (await again.isVisible()) await again.click().catch(() => undefined)
      return (await readyPhotos(page)) === PHOTOS
    },
    { timeoutMs: 240_000 },
  )
  // The page may know it a moment before this test hears of it.
  await until('the last answer has come', () => new Set(completed).size >= PHOTOS)
  // What was done stays done: nothing that was complete at the cut was completed again, and no
  // photo twice.
  expect(new Set(completed).size).toBe(completed.length)
  expect([...doneAtCut].every((id) => completed.includes(id))).toBe(true)
  expect(new Set(completed).size).toBe(PHOTOS)
  await line.send('Network.emulateNetworkConditions', {
    offline: false,
    downloadThroughput: -1,
    uploadThroughput: -1,
    latency: 0,
  })
})

test('the second photo can be made the cover, and a reload of the page loses nothing', async () => {
  const { page } = seller
  const names = () =>
    page
      .getByTestId('photo')
      .evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute('data-name')))
  const [first, second] = await names()
  await page.getByTestId('photo-later').first().click()
  expect((await names()).slice(0, 2)).toEqual([second, first])
  await page.reload()
  await page.getByTestId('wizard').waitFor()
  await page.getByTestId('photo').first().waitFor()
  expect((await names()).slice(0, 2)).toEqual([second, first])
  await until('every photo is back', async () => (await readyPhotos(page)) === PHOTOS)
  expect(await names()).toHaveLength(PHOTOS)
})

test('the price is typed in the market’s words and the ad is published', async () => {
  const { page } = seller
  await page.getByTestId('wizard-next').click()
  await page.getByTestId('sell-price').fill('38.5 lac')
  await until(
    'the price is read back',
    async () => (await page.getByTestId('price-echo').getAttribute('data-rupees')) === '3850000',
  )
  await page.getByTestId('sell-description').fill('Bilkul genuine, call 0300 1234567')
  await page.getByTestId('phone-nudge').waitFor()
  await page
    .getByTestId('sell-description')
    .fill('Bilkul genuine gari hai, first owner, token paid')
  await page.getByTestId('phone-nudge').waitFor({ state: 'detached' })
  await page.getByTestId('wizard-next').click()
  await page.getByTestId('review').waitFor()
  await page.getByTestId('publish').click()
  const published = page.getByTestId('published')
  await published.waitFor()
  adId = (await published.getAttribute('data-id')) ?? ''
  expect(adId).toMatch(/^[0-9a-f-]{36}$/)
})

test('another browser finds the car by its facets and opens it', async () => {
  await using buyer = await journey.visitor({ width: 1280 })
  await journey.platform.settled()
  await buyer.page.goto('/cars?make=toyota')
  await buyer.page.getByTestId('facet-city-multan').check()
  await buyer.page.waitForURL(/city=multan/)
  const card = buyer.page.locator(`[data-testid=listing-card] a[href*="${adId}"]`).first()
  await card.click()
  await buyer.page.getByTestId('detail').waitFor()
  expect(await buyer.page.getByTestId('detail-price').textContent()).toContain('38.5')
  expect(await buyer.page.getByTestId('gallery-photo').count()).toBeGreaterThanOrEqual(1)
  const [data] = await buyer.page.locator('script[type="application/ld+json"]').allTextContents()
  expect(data).toContain('"Car"')
  expect(data).toContain('3850000')
})

test('an Urdu query finds it too', async () => {
  await using buyer = await journey.visitor({ lang: 'ur' })
  await buyer.page.goto(`/ur/cars?q=${encodeURIComponent('ٹویوٹا کرولا ملتان ۴۰ لاکھ تک')}`)
  await buyer.page.locator(`[data-testid=listing-card] a[href*="${adId}"]`).first().waitFor()
  expect(await buyer.page.locator('html').getAttribute('dir')).toBe('rtl')
  expect(await buyer.page.getByTestId('understood').count()).toBe(1)
})

test('a lower price is shown on the page with its history', async () => {
  const { page } = seller
  await page.goto('/me/ads')
  const ad = page.locator(`[data-testid=ad][data-id="${adId}"]`)
  await ad.getByTestId('ad-edit-price').click()
  await page.getByTestId('price-input').fill('37 lac')
  await page.getByTestId('price-save').click()
  await until('the new price stands', async () =>
    (await ad.getByTestId('ad-price').textContent())?.includes('37'),
  )
  await journey.platform.settled()
  await using buyer = await journey.visitor()
  await buyer.page.goto(`/cars/${adId}`)
  await buyer.page.getByTestId('price-history').waitFor()
  expect(await buyer.page.getByTestId('price-point').count()).toBe(2)
})

test('a sold car leaves the results and its page shows that it is sold', async () => {
  const { page } = seller
  const ad = page.locator(`[data-testid=ad][data-id="${adId}"]`)
  await ad.getByTestId('ad-sold').click()
  await page.getByTestId('price-save').click()
  await until('the ad is sold', async () => (await ad.getAttribute('data-state')) === 'sold')
  await journey.platform.settled()
  await using buyer = await journey.visitor()
  await until('it is gone from the results', async () => {
    await buyer.page.goto('/cars?make=toyota&city=multan')
    return (await buyer.page.locator(`a[href*="${adId}"]`).count()) === 0
  })
  await buyer.page.goto(`/cars/${adId}`)
  await buyer.page.getByTestId('sold-notice').waitFor()
})

test('after all of it every promise holds', async () => {
  expect(
    await breachesAtRest(journey.probe, [
      { what: 'publish listing', id: adId, version: 3, outcome: 'ok' },
    ]),
  ).toEqual([])
})
