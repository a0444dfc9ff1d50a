// A page that has a connection shows without a reload what is new: somebody who is interested,
// the bell, and the same in the account, in both languages.
import { newId } from '@pk-auto/kernel/id'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { sell } from '../test/faults/scenario.ts'
import { type Journey, openJourney, type Visitor } from './journey.ts'
import { isOnline, lookAt } from './talk.ts'

const PHONES = ['03009992211', '03009992212'] as const

let journey: Journey
let seller: Visitor
let ads: readonly string[]
let [owner, buyer] = [] as unknown as Awaited<ReturnType<Journey['personAtApp']>>[]

beforeAll(async () => {
  journey = await openJourney(inject('servers'), { listings: 0, people: 0, pictures: 0 })
  ;[owner, buyer] = await Promise.all(PHONES.map((phone) => journey.personAtApp(phone)))
  ads = [(await sell(owner!)).id, (await sell(owner!)).id]
  await journey.platform.settled()
  seller = await journey.visitor({ lang: 'ur' })
  await journey.signIn(seller.page, PHONES[0], 'ur')
})
afterAll(async () => {
  await seller?.[Symbol.asyncDispose]()
  await journey?.[Symbol.asyncDispose]()
})

const asksForCall = (listingId: string) =>
  buyer!.call<{ leadId: string }>(
    'POST',
    '/api/v1/leads',
    { listingId, kind: 'callback' },
    { 'idempotency-key': newId() },
  )

test('whoever has the chats open sees who is interested, and what is behind the bell', async () => {
  const { page } = seller
  await page.goto('/ur/chat')
  await isOnline(page)
  await page.locator('[data-testid=nav-account][data-unread="0"]').waitFor()
  expect((await asksForCall(ads[0] ?? '')).status).toBe(201)
  await page.locator('[data-testid=nav-account][data-unread="1"]').waitFor({ timeout: 1_000 })
  await page.locator('[data-testid=nav-news][data-unread="1"]').waitFor()
  await expect.poll(() => page.getByTestId('announced-news').textContent()).not.toBe('')
  expect(await page.getByTestId('nav-account').getAttribute('aria-label')).toBe(
    'اکاؤنٹ، آپ کے جواب کے منتظر رابطے: 1',
  )
  await lookAt(page, 'live-1-badges-ur')
})

test('the account says where they wait, and the number goes when they are answered', async () => {
  const { page } = seller
  await page.goto('/me/leads')
  await page.locator('[data-testid=tab-leads][data-unread="1"]').waitFor()
  await lookAt(page, 'live-2-leads')
  await page.goto('/chat')
  await isOnline(page)
  const leads = await owner!.call<{ items: { id: string; version: number }[] }>(
    'GET',
    '/api/v1/me/leads?side=seller',
  )
  const [lead] = leads.body.items
  await owner!.call(
    'PATCH',
    `/api/v1/leads/${lead?.id}`,
    { status: 'contacted' },
    { 'if-match': `"${lead?.version}"` },
  )
  await page.locator('[data-testid=nav-account][data-unread="0"]').waitFor({ timeout: 1_000 })
  expect(await page.getByTestId('nav-account').getAttribute('aria-label')).toBe('Account')
})

test('a page offline asks again when somebody comes back to it after a minute', async () => {
  const { page } = seller
  await page.clock.install()
  await page.goto('/cars')
  await page.locator('[data-testid=nav-account][data-unread="0"]').waitFor()
  expect((await asksForCall(ads[1] ?? '')).status).toBe(201)
  await expect
    .poll(async () => (await owner!.call<{ leads: number }>('GET', '/api/v1/me/badges')).body.leads)
    .toBe(1)
  await page.clock.fastForward('01:01')
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await page.clock.runFor(100)
  await page.locator('[data-testid=nav-account][data-unread="1"]').waitFor()
})
