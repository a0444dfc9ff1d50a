// Proves in a real browser that both sides find their leads, order them at the version they saw,
// and come from there to the chat.
import AxeBuilder from '@axe-core/playwright'
import { until } from '@pk-auto/testing/until'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCutOff, Refused, type CutOff } from './cut-off-phone.ts'
import { listing } from './sample-market.ts'

const at = listing.createdAt
const lead = {
  ...{ id: 'l1', version: 4, side: 'seller', status: 'new', kind: 'call', contacts: 2, note: '' },
  ...{ listing: { id: listing.id, title: listing.title }, person: { id: 'p2', name: 'Bilal' } },
  ...{ conversationId: 'c1', createdAt: at, lastContactAt: at },
  offer: {
    ...{ offerId: 'o1', version: 1, state: 'open', by: 'buyer', expiresAt: at, notice: '' },
    price: { minor: 370_000_000, currency: 'PKR' },
  },
}
let web: CutOff
beforeAll(async () => {
  web = await openCutOff()
})
afterAll(() => web?.[Symbol.asyncDispose]())

async function open(path: string, items: readonly object[]): Promise<Page> {
  const page = await web.phone({ signedIn: true })
  web.answers['/me/leads'] = () => ({ items, next: null })
  await page.goto(web.door.url + path)
  return page
}
const looksWell = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(over).toBeLessThanOrEqual(0)
}

test.for(['', '/ur'])('a seller orders a lead at the version they saw (%s)', async (lang) => {
  const page = await open(`${lang}/me/leads`, [lead])
  web.answers['PATCH /leads/l1'] = () => ({ ...lead, version: 5, status: 'viewing' })
  await page.getByTestId('lead-due').waitFor()
  await looksWell(page)
  await page.getByTestId('lead-status').selectOption('viewing')
  await page.locator('[data-testid=lead][data-version="5"]').waitFor()
  await page.getByTestId('lead-note').fill('Comes on Friday')
  await page.getByTestId('lead-save').click()
  await until('both are sent', async () => web.sent.length === 2)
  expect(web.sent).toEqual([
    { what: 'PATCH /leads/l1', match: '"4"', body: { status: 'viewing' } },
    { what: 'PATCH /leads/l1', match: '"5"', body: { note: 'Comes on Friday' } },
  ])
  expect(await page.getByTestId('lead-chat').getAttribute('href')).toBe(`${lang}/chat/c1`)
})

test('a buyer has no status to set, and an ad that is gone is named as such', async () => {
  const { status: _, offer: __, ...plain } = lead
  const mine = { ...plain, side: 'buyer', listing: { id: listing.id } }
  const page = await open('/me/leads?side=buyer', [mine])
  await page.getByText('An ad that is no longer shown').waitFor()
  expect(await page.getByTestId('lead-status').count()).toBe(0)
  expect(await page.getByTestId('leads-buyer').getAttribute('aria-current')).toBe('page')
  await looksWell(page)
})

test('an edit of an old version says so, shows the newest and loses no word', async () => {
  const page = await open('/me/leads', [lead])
  web.answers['PATCH /leads/l1'] = () => {
    throw new Refused({ status: 412, code: 'VERSION_MISMATCH' })
  }
  await page.getByTestId('lead-note').fill('Half a thought')
  web.answers['/me/leads'] = () => ({ items: [{ ...lead, version: 6 }], next: null })
  await page.getByTestId('lead-save').click()
  await page.locator('[data-testid=lead][data-version="6"]').waitFor()
  expect(await page.getByTestId('lead-outcome').isVisible()).toBe(true)
  expect(await page.getByTestId('lead-note').inputValue()).toBe('Half a thought')
})

test('who has none learns what will stand here; offline the list is as it was', async () => {
  const page = await open('/me/leads', [])
  await page.getByTestId('leads-empty').waitFor()
  await looksWell(page)
  web.answers['/me/leads'] = () => ({ items: [lead], next: null })
  await page.reload()
  await page.getByTestId('lead').waitFor()
  await until('it opens offline', () =>
    page.evaluate(async () => {
      const [app, rows] = await Promise.all([
        caches.match('/me/leads'),
        caches.match('/api/v1/me/leads?side=seller&limit=20', { ignoreVary: true }),
      ])
      return app !== undefined && ((await rows?.text()) ?? '').includes('Bilal')
    }),
  )
  web.door.cut()
  await page.reload()
  await page.getByTestId('offline-rows').waitFor()
  await page.getByTestId('lead').waitFor()
})
