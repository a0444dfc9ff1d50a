// A visitor reports an ad: signs in for it, says what is wrong, and does not meet the ad again;
// others still do.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { breachesAtRest } from '../invariants/check-all.ts'
import { sell, type Ad } from '../test/faults/scenario.ts'
import { signIn } from '../visitor.ts'
import { openJourney, type Journey, type Visitor } from './journey.ts'

const PICTURES = fileURLToPath(new URL('../../test-results/pages', import.meta.url))

let journey: Journey
let buyer: Visitor
let ad: Ad

beforeAll(async () => {
  journey = await openJourney(inject('servers'))
  buyer = await journey.visitor()
  ad = await sell(await signIn(journey.platform.gatewayUrl, '+923005556678'))
  await journey.platform.settled()
})

afterAll(async () => {
  await buyer?.[Symbol.asyncDispose]()
  await journey?.[Symbol.asyncDispose]()
})

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
  await page.screenshot({ path: join(PICTURES, `${name}.png`) })
}

const isAmongResults = async (page: Page): Promise<boolean> => {
  await page.goto('/cars?sort=newest')
  await page.getByTestId('results').waitFor()
  return (await page.locator(`[data-testid=listing-card][data-id="${ad.id}"]`).count()) > 0
}

test('who is not signed in signs in, comes back and finds the sheet open', async () => {
  const { page } = buyer
  expect(await isAmongResults(page)).toBe(true)
  await page.goto(`/cars/${ad.id}`)
  await page.getByTestId('report-ad').click()
  await page.waitForURL(/\/login\?next=/)
  await journey.signIn(page, '03004445567')
  await page.getByTestId('report-sheet').waitFor()
  expect(page.url()).not.toContain('#')
  await mustReadWell(page, 'report-en')
})

test('it works by the keyboard, says what is missing, and gives the focus back', async () => {
  const { page, context } = buyer
  const sheet = page.getByTestId('report-sheet')
  await page.keyboard.press('Escape')
  await sheet.waitFor({ state: 'detached' })
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-testid'))
  expect(await focused()).toBe('report-ad')
  await page.keyboard.press('Enter')
  await sheet.waitFor()
  await page.getByTestId('report-send').press('Enter')
  await page
    .getByTestId('report-error')
    .getByText(/choose/i)
    .waitFor()
  await page.getByTestId('report-sold').focus()
  await page.keyboard.press('ArrowDown')
  expect(await page.getByTestId('report-wrong-price').isChecked()).toBe(true)
  await page.getByTestId('report-text').fill('He wants 5 lac more')
  await context.setOffline(true)
  await page.getByTestId('report-send').press('Enter')
  await page
    .getByTestId('report-error')
    .getByText(/connection/i)
    .waitFor()
  await context.setOffline(false)
  await page.getByTestId('report-send').press('Enter')
  await page.getByTestId('report-done').waitFor()
  await mustReadWell(page, 'report-done-en')
})

test('the ad is gone from the results of the reporter at once, and of nobody else', async () => {
  const { page } = buyer
  expect(await isAmongResults(page)).toBe(false)
  await using other = await journey.visitor()
  expect(await isAmongResults(other.page)).toBe(true)
})

test('the seller is reported from their block, in Urdu', async () => {
  const { page } = buyer
  await page.goto(`/ur/cars/${ad.id}`)
  await page.getByTestId('report-seller').click()
  await page.getByTestId('report-fraud').check()
  await mustReadWell(page, 'report-seller-ur')
  await page.getByTestId('report-send').click()
  await page.getByTestId('report-done').waitFor()
  await mustReadWell(page, 'report-done-ur')
})

test('both stand in what the person has reported', async () => {
  const { page } = buyer
  await page.goto('/me/account')
  await page.getByTestId('own-reports').click()
  const reports = page.getByTestId('report')
  await reports.first().waitFor()
  const shown = await reports.evaluateAll((rows) =>
    rows.map((row) => `${row.getAttribute('data-kind')} ${row.getAttribute('data-state')}`),
  )
  expect(shown).toEqual(['person received', 'listing received'])
  expect(await reports.last().textContent()).toContain('This is not the real price')
  await mustReadWell(page, 'reports')
  await page.goto('/ur/me/reports')
  await mustReadWell(page, 'reports-ur')
  await using stranger = await journey.visitor()
  await stranger.page.goto('/me/reports')
  await stranger.page.getByTestId('login-phone').waitFor()
})

test('after all of it every promise holds', async () => {
  const acknowledged = { what: 'publish listing', id: ad.id, version: ad.version } as const
  await journey.platform.settled()
  expect(await breachesAtRest(journey.probe, [{ ...acknowledged, outcome: 'ok' }])).toEqual([])
})
