// A price goes to and fro in a conversation until one says yes: a buyer in English and a seller in
// Urdu see every step live, on phones, by touch and by keyboard alone.
import { until } from '@pk-auto/testing/until'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { people as seededPeople } from '../seeds/people.ts'
import { openJourney, type Journey, type Visitor } from './journey.ts'
import { bubble, enlarge, isOnline, lookAt } from './talk.ts'

const MARKET = { listings: 12, people: 3, pictures: 4, conversations: 0 }
type PersonAtApp = Awaited<ReturnType<Journey['personAtApp']>>

let journey: Journey
let buyer: Visitor
let seller: Visitor
let sellerAtApp: PersonAtApp
let listing: string
let asked: number
let conv: string

beforeAll(async () => {
  journey = await openJourney(inject('servers'), MARKET)
  buyer = await journey.visitor()
  seller = await journey.visitor({ lang: 'ur' })
})
afterAll(async () => {
  await buyer?.[Symbol.asyncDispose]()
  await seller?.[Symbol.asyncDispose]()
  await journey?.[Symbol.asyncDispose]()
})

const offers = (page: Page) => page.getByTestId('offer')
const lastOffer = (page: Page, state: string) =>
  page.locator(`[data-testid=offer][data-state=${state}]`).last()
const near = (share: number): number => Math.round((asked * share) / 5_000) * 5_000

/** Whoever of the seeded people posted it. */
async function sellerOf(id: string): Promise<{ phone: string; atApp: PersonAtApp }> {
  for (const { phone } of seededPeople(7, MARKET.people, () => 'lahore')) {
    const atApp = await journey.personAtApp(phone)
    const { body } = await atApp.call<{ own?: boolean }>('GET', `/api/v1/listings/${id}`)
    if (body.own) return { phone: phone.replace('+92', '0'), atApp }
  }
  throw new Error('nobody sells this car')
}

/** Whether the menu beside the words has an offer to make. */
const mayOffer = async (page: Page): Promise<boolean> => {
  const menu = page.getByTestId('composer-menu')
  await menu.click()
  await page.getByTestId('place-send').waitFor()
  const offers = await page.getByTestId('composer-offer').count()
  await menu.click()
  return offers > 0
}

test('a buyer finds a car and writes; its seller has the conversation in Urdu', async () => {
  const { page } = buyer
  await journey.signIn(page, '03001112277')
  await page.goto('/cars')
  await page.locator('[data-testid=listing-card] a').first().click()
  asked = Number(await page.getByTestId('detail-price').getAttribute('data-rupees'))
  await page.getByTestId('contact-message').click()
  await page.getByTestId('message-text').fill('Salam, is there room in the price?')
  await page.getByTestId('message-send').click()
  await page.waitForURL('**/chat/*')
  conv = new URL(page.url()).pathname.split('/').at(-1) ?? ''
  const answer = await page.request.get('/api/v1/me/leads?side=buyer')
  const { items } = (await answer.json()) as { items: { listing: { id: string } }[] }
  listing = items[0]?.listing.id ?? ''
  const found = await sellerOf(listing)
  sellerAtApp = found.atApp
  await journey.signIn(seller.page, found.phone, 'ur')
  await seller.page.goto(`/ur/chat/${conv}`)
  await bubble(seller.page, 'Salam, is there room in the price?').waitFor()
  await isOnline(seller.page)
  expect(await mayOffer(seller.page)).toBe(false)
})

test('large text on the smallest phone leaves room for words, and for naming a price', async () => {
  const { page } = buyer
  await page.setViewportSize({ width: 320, height: 640 })
  await enlarge(page)
  const field = await page.getByTestId('composer').boundingBox()
  expect(field?.width).toBeGreaterThan(200)
  await lookAt(page, 'offer-0-words-large')
  await page.getByTestId('composer-menu').click()
  await page.getByTestId('composer-offer').click()
  await page.locator('[data-testid=price-input]:focus').waitFor()
  expect(await page.getByTestId('composer').isVisible()).toBe(false)
  const save = await page.getByTestId('price-save').boundingBox()
  expect((save?.y ?? 0) + (save?.height ?? 0)).toBeLessThan(640)
  await lookAt(page, 'offer-0-naming-large')
  await page.setViewportSize({ width: 375, height: 812 })
  await page.reload()
  await bubble(page, 'Salam, is there room in the price?').waitFor()
  await isOnline(page)
})

test('the buyer names a price by keyboard, and the seller sees it come', async () => {
  const { page } = buyer
  await page.getByTestId('composer-menu').focus()
  await page.keyboard.press('Enter')
  await page.getByTestId('composer-offer').waitFor()
  await lookAt(page, 'offer-1-menu')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.locator('[data-testid=price-input]:focus').waitFor()
  await page.keyboard.type(String(near(0.9)))
  await page.getByTestId('price-echo').waitFor()
  await lookAt(page, 'offer-2-naming')
  await page.keyboard.press('Enter')
  await page.getByTestId('offer-make').waitFor({ state: 'detached' })
  await lastOffer(page, 'open').getByTestId('offer-withdraw').waitFor()
  expect(await mayOffer(page)).toBe(false)
  await lookAt(page, 'offer-3-own')

  const card = lastOffer(seller.page, 'open')
  await card.getByTestId('offer-accept').waitFor()
  expect(await card.getByTestId('offer-price').getAttribute('data-minor')).toBe(
    String(near(0.9) * 100),
  )
  expect(await card.textContent()).toContain('پیشکش سودا نہیں')
  expect(await seller.page.getByTestId('announced').textContent()).toContain('پیشکش:')
  await lookAt(seller.page, 'offer-4-asked-ur')
})

test('the seller answers with another price; it is what stands in the list', async () => {
  const { page } = seller
  await lastOffer(page, 'open').getByTestId('offer-counter').click()
  await page.getByTestId('price-input').fill(String(near(0.96)))
  await page.getByTestId('price-echo').waitFor()
  await lookAt(page, 'offer-5-counter-ur')
  await page.getByTestId('price-save').click()
  await lastOffer(page, 'countered').waitFor()
  await lastOffer(page, 'open').getByTestId('offer-withdraw').waitFor()
  await lookAt(page, 'offer-6-countered-ur')

  await lastOffer(buyer.page, 'open').getByTestId('offer-accept').waitFor()
  expect(await offers(buyer.page).count()).toBe(2)
  await lookAt(buyer.page, 'offer-7-countered')
  await buyer.page.getByTestId('thread-back').click()
  const row = buyer.page.getByTestId('talk').first()
  await row.getByText(/^Counter-offer: [\d.]+ (lac|crore)$/).waitFor()
  await lookAt(buyer.page, 'offer-8-list')
  await row.click()
})

test('the buyer accepts by keyboard; both see it, also offline', async () => {
  const { page, context } = buyer
  await lastOffer(page, 'open').getByTestId('offer-accept').press('Enter')
  await lastOffer(page, 'accepted').waitFor()
  await page.locator('[data-testid=offer-end][data-end=accepted]').waitFor()
  await lookAt(page, 'offer-9-accepted')
  await lastOffer(seller.page, 'accepted').waitFor()
  await seller.page.locator('[data-testid=offer-end][data-end=accepted]').waitFor()
  expect(await seller.page.getByTestId('offer-accept').count()).toBe(0)
  await lookAt(seller.page, 'offer-10-accepted-ur')
  await seller.page.goto('/ur/chat')
  await seller.page.getByText(/^پیشکش قبول: /).waitFor()
  await lookAt(seller.page, 'offer-11-list-ur')

  await page.reload()
  await lastOffer(page, 'accepted').waitFor()
  await until('the page is stored for later', () =>
    page.evaluate(async () => (await caches.keys()).length > 0),
  )
  await context.setOffline(true)
  await page.reload()
  await lastOffer(page, 'accepted').waitFor()
  expect(await page.locator('[data-testid=offer][data-state=countered]').count()).toBe(1)
  await context.setOffline(false)
})

test('whoever answers too late is told, and sees where the offer stands', async () => {
  const { page } = buyer
  await page.reload()
  await page.getByTestId('composer-menu').click()
  await page.getByTestId('composer-offer').click()
  await page.getByTestId('price-input').fill(String(near(0.92)))
  await page.getByTestId('price-save').click()
  const own = lastOffer(page, 'open')
  await own.getByTestId('offer-withdraw').waitFor()
  await seller.page.goto(`/ur/chat/${conv}`)
  const asking = lastOffer(seller.page, 'open')
  await asking.getByTestId('offer-accept').waitFor()
  await seller.page.setViewportSize({ width: 320, height: 568 })
  await lookAt(seller.page, 'offer-12-asked-ur-320')
  await seller.page.setViewportSize({ width: 375, height: 812 })
  // The buyer takes it back while the seller's yes is on its way.
  await seller.page.route('**/accept*', async (route) => {
    await asking.getByTestId('offer-accept').filter({ hasText: 'بھیجا جا رہا ہے' }).waitFor()
    await own.getByTestId('offer-withdraw').click()
    await lastOffer(page, 'withdrawn').waitFor()
    await route.continue()
  })
  await asking.getByTestId('offer-accept').click()
  await seller.page.getByTestId('offer-late').filter({ hasText: /\S/ }).waitFor()
  await lastOffer(seller.page, 'withdrawn').waitFor()
  await lookAt(seller.page, 'offer-13-late-ur')
  await lookAt(page, 'offer-14-withdrawn')
})

/** The line of the platform between the messages. */
const soldNote = (page: Page) => page.locator('[data-testid=note][data-note=ad-sold]')

test('a sold car still stands in the head of the conversation, and no offer is made', async () => {
  const ad = await sellerAtApp.call('GET', `/api/v1/listings/${listing}`)
  const closed = await sellerAtApp.call(
    ...(['POST', `/api/v1/listings/${listing}/close`, { reason: 'sold' }] as const),
    { 'if-match': ad.etag ?? '' },
  )
  expect(closed.status).toBe(200)
  const { page } = buyer
  const inUrdu = 'اس گاڑی کو فروخت شدہ قرار دے دیا گیا ہے۔'
  // Both have the thread open: the line comes by itself.
  await soldNote(page).filter({ hasText: 'This car has been marked as sold.' }).waitFor()
  await soldNote(seller.page).filter({ hasText: inUrdu }).waitFor()
  await page.goto(`/ur/chat/${conv}`)
  await soldNote(page).filter({ hasText: inUrdu }).waitFor()
  await lookAt(page, 'offer-15-note-ur')
  await page.goto(`/chat/${conv}`)
  await soldNote(page).waitFor()
  expect(await soldNote(page).count()).toBe(1)
  await until('search knows that it is sold', async () => {
    const answer = await page.request.get(`/api/v1/chat/conversations/${conv}`)
    const { about } = (await answer.json()) as { about: { state: string } }
    return about.state === 'sold'
  })
  await page.reload()
  await page.getByTestId('thread-over').filter({ hasText: 'Sold' }).waitFor()
  expect(await mayOffer(page)).toBe(false)
  await lookAt(page, 'offer-16-sold')
  await page.getByTestId('thread-car').click()
  await page.getByTestId('sold-notice').waitFor()
})
