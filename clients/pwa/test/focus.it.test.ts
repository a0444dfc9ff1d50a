// Proves in a real browser that whoever goes by keyboard keeps their place: when the control they
// used goes away, or is switched off while something is sent, the focus goes on beside it.
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCutOff, Refused, type CutOff } from './cut-off-phone.ts'
import { listing } from './sample-market.ts'

const ad = { ...listing, state: 'live', version: 3 }
let web: CutOff
beforeAll(async () => {
  web = await openCutOff()
})
afterAll(() => web?.[Symbol.asyncDispose]())

async function myAds(shown: object = ad): Promise<Page> {
  const page = await web.phone({ signedIn: true })
  web.answers['/me/listings'] = () => ({ items: [shown], next: null })
  await page.goto(`${web.door.url}/me/ads`)
  await page.getByTestId('ad').waitFor()
  return page
}
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { activeElement } = document
    return activeElement?.getAttribute('data-testid') ?? activeElement?.localName ?? ''
  })
const press = async (page: Page, testId: string): Promise<void> => {
  await page.getByTestId(testId).focus()
  await page.keyboard.press('Enter')
}

test('a form that is saved or left gives the focus back to what opened it', async () => {
  const page = await myAds()
  web.answers[`PATCH /listings/${ad.id}`] = () => ({ ...ad, version: 4 })
  await press(page, 'ad-edit-text')
  await page.keyboard.type('First owner. ')
  await press(page, 'text-save')
  await page.getByTestId('text-input').waitFor({ state: 'detached' })
  await expect.poll(() => focused(page)).toBe('ad-edit-text')
  await press(page, 'ad-edit-price')
  await page.getByRole('button', { name: 'Cancel' }).press('Enter')
  await expect.poll(() => focused(page)).toBe('ad-edit-price')
})

test('a form that was refused has the focus again', async () => {
  const page = await myAds()
  web.answers[`PATCH /listings/${ad.id}`] = () => {
    throw new Refused({ status: 503, code: 'UNAVAILABLE' })
  }
  await press(page, 'ad-edit-text')
  await press(page, 'text-save')
  await page.getByTestId('ad-error').waitFor()
  await expect.poll(() => focused(page)).toBe('text-save')
})

test('behind a sale the focus is where it can be taken back, and then where it began', async () => {
  const page = await myAds()
  const sold = { ...ad, state: 'sold', version: 4, undoSaleMs: 600_000 }
  web.answers[`POST /listings/${ad.id}/close`] = () => sold
  web.answers[`POST /listings/${ad.id}/reactivate`] = () => ({ ...ad, version: 5 })
  await press(page, 'ad-sold')
  await press(page, 'price-save')
  await expect.poll(() => focused(page)).toBe('ad-undo')
  await page.keyboard.press('Enter')
  await expect.poll(() => focused(page)).toBe('ad-sold')
})

test('a button that worked keeps the focus, or leaves it with what was done', async () => {
  const page = await myAds()
  web.answers[`POST /listings/${ad.id}/refresh`] = () => ({ ...ad, version: 4 })
  web.answers[`POST /listings/${ad.id}/close`] = () => ({ ...ad, state: 'closed', version: 5 })
  await press(page, 'ad-refresh')
  await page.getByTestId('ad-note').waitFor()
  await expect.poll(() => focused(page)).toBe('ad-refresh')
  page.on('dialog', (dialog) => void dialog.accept())
  await press(page, 'ad-close')
  await expect.poll(() => focused(page)).toBe('ad-note')
})

test('a device that was signed out leaves the focus at the list', async () => {
  const page = await web.phone({ signedIn: true })
  const device = { name: 'Chrome on Linux', lastSeenAt: listing.createdAt, current: false }
  web.answers['/me/devices'] = () => ({ items: [{ ...device, id: 'd1' }] })
  web.answers['DELETE /me/devices/d1'] = () => ({})
  await page.goto(`${web.door.url}/me/account`)
  await page.getByTestId('device').getByRole('button').press('Enter')
  await page.getByTestId('device').waitFor({ state: 'detached' })
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('devices')
})
