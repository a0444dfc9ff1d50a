// Proves in a real browser that what is changed offline waits for its person, is sent once
// in its order, and that a refusal names the way on.
import AxeBuilder from '@axe-core/playwright'
import { until } from '@pk-auto/testing/until'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCutOff, Refused, type CutOff } from './cut-off-phone.ts'
import { cardOf, listing } from './sample-market.ts'

const AD = `/cars/${listing.id}/toyota-corolla-2016`
const SAVE = `PUT /me/favourites/${listing.id}`
const UNSAVE = `DELETE /me/favourites/${listing.id}`
const EDIT = `PATCH /listings/${listing.id}`
const rupees = (whole: number) => ({ minor: whole * 100, currency: 'PKR' })
let web: CutOff

beforeAll(async () => {
  web = await openCutOff()
})
afterAll(() => web?.[Symbol.asyncDispose]())

const heart = (page: Page) => page.getByTestId('heart').first()
const isPressed = (page: Page, yes: boolean): Promise<unknown> =>
  until(
    `the heart is ${yes ? 'filled' : 'empty'}`,
    async () => (await heart(page).getAttribute('aria-pressed')) === String(yes),
  )
const waits = (page: Page, count: number): Promise<unknown> =>
  page.locator(`[data-testid=waiting][data-count="${count}"]`).waitFor()
/** Pages of somebody who is here: the worker has stored them. */
async function atHome(path: string): Promise<Page> {
  const page = await web.phone({ signedIn: true, path })
  await until('the person is known', () =>
    page.evaluate(async () => (await caches.match('/person')) !== undefined),
  )
  await until('the page opens offline', () =>
    page.evaluate(async () => (await caches.match('/me/ads')) !== undefined),
  )
  await page.reload()
  return page
}
/** The connection is back: the browser notices by itself on a phone, in a test it is told. */
async function mend(page: Page): Promise<void> {
  web.door.mend()
  await page.evaluate(() => dispatchEvent(new Event('online')))
}
const looksWell = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}

test('a heart offline stays filled, says that it waits, and is saved once', async () => {
  const page = await atHome(AD)
  web.answers[SAVE] = () => ({})
  web.door.cut()
  await heart(page).click()
  await page
    .getByTestId('heart-toast')
    .getByText(/on this phone/)
    .waitFor()
  await waits(page, 1)
  await isPressed(page, true)
  await looksWell(page)
  await page.reload()
  await isPressed(page, true)
  await heart(page).click()
  await isPressed(page, false)
  await heart(page).click()
  await waits(page, 1)
  web.answers['/me/favourites/saved'] = () => ({ ids: [listing.id] })
  await mend(page)
  await page.getByTestId('waiting').waitFor({ state: 'detached' })
  expect(web.sent.map(({ what }) => what)).toEqual([SAVE])
  await isPressed(page, true)
})

test('what waits outlives a closed tab, and goes when another page opens', async () => {
  const page = await atHome(AD)
  web.answers[UNSAVE] = () => ({})
  web.answers['/me/favourites/saved'] = () => ({ ids: [listing.id] })
  await page.reload()
  await isPressed(page, true)
  web.door.cut()
  await heart(page).click()
  await waits(page, 1)
  const next = await page.context().newPage()
  await page.close()
  web.door.mend()
  await next.goto(web.door.url)
  await until('it is sent', async () => web.sent.length > 0)
  expect(web.sent.map(({ what }) => what)).toEqual([UNSAVE])
})

test('edits of an own ad add up and go with the version they began at', async () => {
  const page = await atHome('/me/ads')
  await page.getByTestId('ad').waitFor()
  web.answers[EDIT] = () => ({ ...listing, version: 4, price: rupees(3_700_000) })
  web.door.cut()
  await page.getByTestId('ad-edit-price').click()
  await page.getByTestId('price-input').fill('36 lac')
  await page.getByTestId('price-save').click()
  await page
    .getByTestId('ad-waits')
    .getByText(/No connection/)
    .waitFor()
  expect(await page.getByTestId('ad-price').textContent()).toBe('Rs 36 lac')
  await page.getByTestId('ad-edit-price').click()
  await page.getByTestId('price-input').fill('37 lac')
  await page.getByTestId('price-save').click()
  await page.getByTestId('price-input').waitFor({ state: 'detached' })
  await page.getByTestId('ad-edit-text').click()
  await page.getByTestId('text-input').fill('New tyres.')
  await page.getByTestId('text-save').click()
  await waits(page, 1)
  await looksWell(page)
  await page.reload()
  expect(await page.getByTestId('ad-price').textContent()).toBe('Rs 37 lac')
  await mend(page)
  await page.getByTestId('ad-waits').waitFor({ state: 'hidden' })
  expect(web.sent).toEqual([
    {
      ...{ what: EDIT, match: '"3"' },
      body: { price: rupees(3_700_000), description: { text: 'New tyres.', lang: 'en' } },
    },
  ])
})

test('a refused edit says so, leads to the ad as it is, and can be forgotten', async () => {
  const page = await atHome('/me/ads')
  await page.getByTestId('ad').waitFor()
  web.answers[EDIT] = () => {
    throw new Refused({ status: 412, code: 'VERSION_MISMATCH' })
  }
  web.door.cut()
  await page.getByTestId('ad-edit-price').click()
  await page.getByTestId('price-input').fill('36 lac')
  await page.getByTestId('price-save').click()
  await waits(page, 1)
  await mend(page)
  const refused = page.getByTestId('waiting-refused')
  await refused.getByText(/Corolla GLi, first owner.?: not changed/).waitFor()
  expect(await refused.getByRole('link').getAttribute('href')).toBe('/me/ads')
  await looksWell(page)
  expect(await page.getByTestId('ad-price').textContent()).toBe('Rs 38.5 lac')
  await refused.getByRole('button').click()
  await refused.waitFor({ state: 'detached' })
  expect(web.sent).toHaveLength(1)
})

test('an edit whose answer got lost is not called refused', async () => {
  const page = await atHome('/me/ads')
  await page.getByTestId('ad').waitFor()
  web.answers[EDIT] = () => {
    throw new Refused({ status: 412, code: 'VERSION_MISMATCH' })
  }
  const newest = { ...listing, version: 4, price: rupees(3_600_000) }
  web.answers[`/listings/${listing.id}`] = () => newest
  web.door.cut()
  await page.getByTestId('ad-edit-price').click()
  await page.getByTestId('price-input').fill('36 lac')
  await page.getByTestId('price-save').click()
  await waits(page, 1)
  await mend(page)
  await page.getByTestId('waiting').waitFor({ state: 'detached' })
  expect(await page.getByTestId('waiting-refused').count()).toBe(0)
})

test('a change goes in nobody else’s name', async () => {
  const page = await atHome(AD)
  web.answers[SAVE] = () => ({})
  const ayesha = web.answers['/me']!
  web.door.cut()
  await heart(page).click()
  await waits(page, 1)
  web.answers['/me'] = () => ({ ...(ayesha() as object), id: 'p-bilal' })
  await mend(page)
  await page.getByTestId('waiting').getByRole('link').waitFor()
  expect(web.sent).toEqual([])
  web.answers['/me'] = ayesha
  await mend(page)
  await until('it is sent', async () => web.sent.length > 0)
  expect(web.sent.map(({ what }) => what)).toEqual([SAVE])
})

test('after signing out nobody sees what waits, until its person is back', async () => {
  const page = await atHome(AD)
  web.answers[SAVE] = () => {
    throw new Refused({ status: 503, code: 'GATEWAY_UNAVAILABLE' })
  }
  web.door.cut()
  await heart(page).click()
  await waits(page, 1)
  web.door.mend()
  await page.goto(`${web.door.url}/me/account`)
  await page.getByTestId('logout').waitFor()
  await page.context().clearCookies()
  await page.getByTestId('logout').click()
  await page.getByTestId('nav-login').waitFor()
  await page.goto(web.door.url + AD)
  await heart(page).waitFor()
  expect(await heart(page).getAttribute('aria-pressed')).toBe('false')
  expect(await page.getByTestId('waiting').count()).toBe(0)
  web.answers[SAVE] = () => ({})
  web.sent.length = 0
  await page.context().addCookies([{ name: 'session', value: 's', url: web.door.url }])
  await page.reload()
  await until('it is sent', async () => web.sent.length > 0)
  expect(web.sent.map(({ what }) => what)).toEqual([SAVE])
})

test('what a page sends as it is left arrives', async () => {
  const page = await atHome('/favourites')
  const at = listing.createdAt
  const saved = {
    listing: cardOf(listing),
    state: 'live',
    addedAt: at,
    priceWhenAdded: listing.price,
  }
  web.answers['/me/favourites'] = () => ({ items: [saved], next: null, sharedAs: null })
  web.answers[UNSAVE] = () => ({})
  await page.reload()
  await page.getByTestId('saved-remove').click()
  await page.getByTestId('saved-undo').waitFor()
  await page.goto(`${web.door.url}/cars`)
  await until('it is sent', async () => web.sent.length > 0)
  expect(web.sent.map(({ what }) => what)).toEqual([UNSAVE])
})

test('a saved car that is removed offline goes once there is one', async () => {
  const page = await atHome('/favourites')
  const at = listing.createdAt
  const saved = { state: 'live', addedAt: at, priceWhenAdded: listing.price }
  web.answers['/me/favourites'] = () => ({
    ...{ items: [{ listing: cardOf(listing), ...saved }], next: null, sharedAs: null },
  })
  web.answers[UNSAVE] = () => ({})
  await page.reload()
  await page.getByTestId('saved-ad').waitFor()
  web.door.cut()
  await page.getByTestId('saved-remove').click()
  // Sent when nobody has changed their mind for a while.
  await waits(page, 1)
  await page.reload()
  await page.getByTestId('saved-empty').waitFor()
  await mend(page)
  await page.getByTestId('waiting').waitFor({ state: 'detached' })
  expect(web.sent.map(({ what }) => what)).toEqual([UNSAVE])
})

test('what waits goes when every page is closed', async () => {
  const page = await atHome(AD)
  web.answers[SAVE] = () => ({})
  const blank = await page.context().newPage()
  const session = await page.context().newCDPSession(page)
  const found = new Promise<string>((resolve) =>
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [one] = registrations
      if (one) resolve(one.registrationId)
    }),
  )
  await session.send('ServiceWorker.enable')
  const registrationId = await found
  web.door.cut()
  await heart(page).click()
  await waits(page, 1)
  await page.close()
  expect(web.sent).toEqual([])
  web.door.mend()
  // The browser would notice the connection by itself; a test says so.
  const browsing = await page.context().newCDPSession(blank)
  await browsing.send('ServiceWorker.enable')
  const order = { registrationId, tag: 'waiting', lastChance: false }
  await browsing.send('ServiceWorker.dispatchSyncEvent', { origin: web.door.url, ...order })
  await until('it is sent', async () => web.sent.length > 0)
  expect(web.sent.map(({ what }) => what)).toEqual([SAVE])
})
