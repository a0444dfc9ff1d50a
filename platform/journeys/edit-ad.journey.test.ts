// A seller changes everything of a live ad: what is begun survives a reload, an edit made elsewhere
// is shown before anything is saved, and buyers see the new ad.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { until } from '@pk-auto/testing/until'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { breachesAtRest } from '../invariants/check-all.ts'
import { drawPicture } from '../seeds/pictures.ts'
import { sell, type Ad } from '../test/faults/scenario.ts'
import type { Visitor as AtApp } from '../visitor.ts'
import { openJourney, type Journey, type Visitor } from './journey.ts'
import { enlarge, lookAt } from './talk.ts'
import { readyPhotos } from './wizard.ts'

const PHONE = '03005557711'

let journey: Journey
let seller: Visitor
let app: AtApp
let ad: Ad
let folder: string

beforeAll(async () => {
  journey = await openJourney(inject('servers'), { listings: 0, people: 0, pictures: 0 })
  app = await journey.personAtApp(PHONE)
  ad = await sell(app, { description: { text: 'First owner', lang: 'en' } })
  seller = await journey.visitor({ width: 360 })
  folder = await mkdtemp(join(tmpdir(), 'pk-auto-edit-'))
  await journey.signIn(seller.page, PHONE)
})

afterAll(async () => {
  await seller?.[Symbol.asyncDispose]()
  await journey?.[Symbol.asyncDispose]()
  if (folder) await rm(folder, { recursive: true, force: true })
})

test('an ad opens filled in, and what makes it this car stays', async () => {
  const { page } = seller
  await page.goto('/me/ads')
  await page.getByTestId('ad-edit').click()
  await page.getByTestId('wizard').waitFor()
  await page.getByTestId('edit-fixed').waitFor()
  expect(await page.getByTestId('sell-km').inputValue()).toBe('92000')
  expect(await page.getByTestId('sell-colour').inputValue()).toBe('white')
  expect(await page.getByTestId('sell-make').isDisabled()).toBe(true)
  await lookAt(page, 'edit-car-en')
})

test('every part can be changed, and a reload in between loses nothing', async () => {
  const { page } = seller
  const file = join(folder, 'photo.jpg')
  await writeFile(file, (await drawPicture(1, 99)).jpeg)
  await page.getByTestId('sell-km').fill('95000')
  await page.getByTestId('sell-colour').selectOption('black')
  await page.getByTestId('wizard-next').click()
  await page.getByTestId('photo-input').setInputFiles([file])
  await until('the photo is ready', async () => (await readyPhotos(page)) === 1)
  await page.reload()
  await page.getByTestId('photo').waitFor()
  await page.getByTestId('wizard-next').click()
  await page.getByTestId('sell-price').fill('37 lac')
  await page.getByTestId('sell-title').fill('One careful owner')
  await page.getByTestId('wizard-next').click()
  for (const name of ['km', 'colour', 'photos', 'price', 'title'])
    await page.getByTestId(`change-${name}`).waitFor()
  expect(await page.getByTestId('change-km').textContent()).toMatch(/92,000 km.*95,000 km/)
  await lookAt(page, 'edit-review-en')
  await page.goto(page.url().replace('/me/', '/ur/me/'))
  await page.getByTestId('edit-changes').waitFor()
  await lookAt(page, 'edit-review-ur')
  await enlarge(page)
  const lines = await page
    .getByTestId('review-make')
    .locator('bdi')
    .evaluate((value) => value.clientHeight / parseFloat(getComputedStyle(value).lineHeight))
  expect(Math.round(lines)).toBe(1)
  await lookAt(page, 'edit-review-ur-large')
})

test('an edit made elsewhere in between is shown, and nothing is saved until then', async () => {
  const { page } = seller
  const elsewhere = { km: 92_500, engineCc: 1_600 }
  const headers = { 'if-match': `"${ad.version}"` }
  const path = `/api/v1/listings/${ad.id}`
  expect((await app.call('PATCH', path, elsewhere, headers)).status).toBe(200)
  await page.getByTestId('publish').click()
  const shown = page.getByTestId('edit-elsewhere')
  await shown.getByTestId('change-km').waitFor()
  await shown.getByTestId('change-engineCc').waitFor()
  await lookAt(page, 'edit-elsewhere-ur')
  const there = await app.call<Record<string, unknown>>('GET', path)
  expect(there.body).toMatchObject(elsewhere)
  await page.getByTestId('publish').click()
  await page.getByTestId('edited').waitFor()
  await lookAt(page, 'edited-ur')
  const { body } = await app.call<Record<string, unknown>>('GET', path)
  const wanted = { km: 95_000, engineCc: 1_600, colour: 'black', sellerTitle: 'One careful owner' }
  expect(body).toMatchObject({ ...wanted, price: { minor: 370_000_000 } })
  expect(body['photos']).toHaveLength(1)
  expect(body['description']).toMatchObject({ text: 'First owner' })
})

test('a sale is taken back within its minutes, and the ad is live as it was', async () => {
  const { page } = seller
  for (const lang of ['en', 'ur'] as const) {
    await page.goto(lang === 'ur' ? '/ur/me/ads' : '/me/ads')
    await page.getByTestId('ad-sold').click()
    await page.getByTestId('price-input').fill('36 lac')
    await page.getByTestId('price-save').click()
    await page.getByTestId('ad-undo-sale').waitFor()
    await page.reload()
    const left = await page.getByTestId('ad-undo-sale').getByRole('timer').textContent()
    expect(left).toMatch(/^(?:10:00|9:\d\d)$/)
    await lookAt(page, `sold-undo-${lang}`)
    await page.getByTestId('ad-undo').click()
    await page.locator('[data-testid=ad][data-state=live]').waitFor()
  }
})

test('buyers see it, and an ad that is not one’s own says where to go', async () => {
  await journey.platform.settled()
  const found = await fetch(`${journey.platform.gatewayUrl}/api/v1/listings?colour=black`)
  expect(JSON.stringify(await found.json())).toContain(ad.id)
  await using other = await journey.visitor({ width: 360 })
  await journey.signIn(other.page, '03005557722')
  await other.page.goto(`/me/ads/${ad.id}`)
  await other.page.getByTestId('edit-refused').waitFor()
  await lookAt(other.page, 'edit-refused-en')
  const written = {
    what: 'publish listing',
    id: ad.id,
    version: ad.version,
    outcome: 'ok',
  } as const
  expect(await breachesAtRest(journey.probe, [written])).toEqual([])
})

test('a sold car begins a new ad that is filled in, and a draft is not overwritten', async () => {
  const { page } = seller
  await page.goto('/ur/me/ads')
  await page.getByTestId('ad-sold').click()
  await page.getByTestId('price-input').fill('36 lac')
  await page.getByTestId('price-save').click()
  await page.getByTestId('ad-undo-sale').waitFor()
  await page.goto(`/ur/me/ads/${ad.id}`)
  await page.getByTestId('edit-again').click()
  await page.getByTestId('wizard').waitFor()
  expect(new URL(page.url()).search).toBe('')
  expect(await page.getByTestId('sell-km').inputValue()).toBe('95000')
  expect(await page.getByTestId('sell-colour').inputValue()).toBe('black')
  expect(await page.getByTestId('sell-make').isDisabled()).toBe(false)
  await lookAt(page, 'sell-again-ur')
  await page.getByTestId('sell-km').fill('99000')
  await page.goto(`/sell?again=${ad.id}`)
  await page.getByTestId('wizard').waitFor()
  expect(await page.getByTestId('sell-km').inputValue()).toBe('99000')
})
