// Proves in a real browser that the ads seen last are shown where somebody looks for more, also
// offline, and are gone when they sign out.
import AxeBuilder from '@axe-core/playwright'
import { until } from '@pk-auto/testing/until'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCutOff, type CutOff } from './cut-off-phone.ts'
import { listing, searchPage } from './sample-market.ts'

const AD = `/cars/${listing.id}/toyota-corolla-2016`
let web: CutOff
beforeAll(async () => {
  web = await openCutOff()
})
afterAll(() => web?.[Symbol.asyncDispose]())

const recent = (page: Page) => page.getByTestId('recent')
const remembered = (page: Page): Promise<string[]> =>
  page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('seen')))
const isRemembered = (page: Page): Promise<unknown> =>
  until('it is remembered', async () => (await remembered(page)).length > 0)
const looksWell = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(over).toBeLessThanOrEqual(0)
}

test('an ad that was seen stands at home and where nothing is found', async () => {
  const page = await web.phone({ path: AD })
  await page.goto(web.door.url)
  await recent(page).getByText('Corolla GLi, first owner').waitFor()
  expect(await recent(page).getByText('Rs 38.5 lac').isVisible()).toBe(true)
  await looksWell(page)
  web.answers['/listings'] = () => searchPage([])
  await page.goto(`${web.door.url}/ur/cars?make=toyota`)
  await recent(page).waitFor()
  expect(await recent(page).getByRole('link').getAttribute('href')).toMatch(/^\/ur\/cars\/0190/)
  await looksWell(page)
})

test('it comes back after a filter was changed without leaving the page', async () => {
  const page = await web.phone({ path: AD })
  await page.goto(`${web.door.url}/cars`)
  await page.locator('html.live').waitFor()
  expect(await recent(page).count()).toBe(0)
  web.answers['/listings'] = () => searchPage([])
  await page.getByTestId('sort').selectOption('price-asc')
  await recent(page).getByRole('link').waitFor()
})

test('it can be read offline, leads to the ad, and can be cleared', async () => {
  const page = await web.phone()
  await page.goto(web.door.url + AD)
  await isRemembered(page)
  await page.goto(web.door.url)
  await recent(page).waitFor()
  await until('home and the ad are stored', () =>
    page.evaluate(async (ad) => {
      const wanted = ['/', ad]
      const found = await Promise.all(wanted.map((one) => caches.match(one, { ignoreVary: true })))
      return found.every((one) => one !== undefined)
    }, `/cars/${listing.id}`),
  )
  web.door.cut()
  await page.reload()
  await recent(page).getByRole('link').click()
  await page.getByTestId('detail-title').waitFor()
  await page.goto(web.door.url)
  await page.getByTestId('recent-clear').click()
  await recent(page).waitFor({ state: 'hidden' })
  await page.reload()
  await page.getByTestId('copy').waitFor()
  expect(await recent(page).isVisible()).toBe(false)
})

test('signing out forgets it', async () => {
  const page = await web.phone({ signedIn: true })
  await page.goto(web.door.url + AD)
  await isRemembered(page)
  expect(await remembered(page)).toEqual(['automart.seen.p-ayesha'])
  await page.goto(`${web.door.url}/me/account`)
  await page.getByTestId('logout').click()
  await page.waitForURL(`${web.door.url}/`)
  expect(await remembered(page)).toEqual([])
})
