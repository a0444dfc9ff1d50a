// A person on a phone whose line comes and goes: what they have seen stays readable, what they do
// arrives once, news reach them, and nothing of it is left when they sign out.
import { newId } from '@pk-auto/kernel/id'
import { findChromium } from '@pk-auto/servers/chromium'
import { until } from '@pk-auto/testing/until'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type Ad, sell } from '../test/faults/scenario.ts'
import { signIn, type Visitor as Seller } from '../visitor.ts'
import { openJourney, type Journey, type Visitor } from './journey.ts'
import { lookAt } from './talk.ts'

const PHONE = '03005551212'
const NOTE = 'Zubair knows the mechanic'
let journey: Journey
let buyer: Visitor
let seller: Seller
let ad: Ad
let name = ''

beforeAll(async () => {
  const market = { listings: 30, people: 6, pictures: 8 }
  // The shell shows no notification.
  journey = await openJourney(inject('servers'), market, findChromium())
  seller = await signIn(journey.platform.gatewayUrl, '+923005556677')
  const me = await seller.call<{ displayName: string }>('GET', '/api/v1/me')
  name = `Sabir ${newId().slice(-4)}`
  await seller.call('PATCH', '/api/v1/me', { displayName: name }, { 'if-match': me.etag! })
  ad = await sell(seller)
  await journey.platform.settled()
  buyer = await journey.visitor()
  await journey.signIn(buyer.page, PHONE)
  await until('the worker is there and knows whose the phone is', () =>
    buyer.page.evaluate(
      async () =>
        navigator.serviceWorker.controller !== null &&
        (await caches.match('/chat')) !== undefined &&
        (await caches.match('/person')) !== undefined,
    ),
  )
})
afterAll(async () => {
  await buyer?.[Symbol.asyncDispose]()
  await journey?.[Symbol.asyncDispose]()
})

const isStored = (page: Page, path: string): Promise<unknown> =>
  until(`${path} is stored`, () =>
    page.evaluate(
      async (key) => (await caches.match(key, { ignoreVary: true })) !== undefined,
      path,
    ),
  )

test('an ad leads to all that its seller has, and their page names no number', async () => {
  const { page } = buyer
  await page.goto(`/cars/${ad.id}`)
  await page.getByTestId('seller-ads').click()
  await page.getByTestId('seller-page').waitFor()
  expect(await page.locator('h1').textContent()).toBe(name)
  expect(await page.getByTestId('seller-count').getAttribute('data-count')).toBe('1')
  expect(await page.getByTestId('listing-card').getAttribute('data-id')).toBe(ad.id)
  expect(await page.content()).not.toMatch(/5556677/)
  await lookAt(page, 'seller-en')
  await page.goto(page.url().replace('/sellers', '/ur/sellers'))
  await page.getByTestId('listing-card').waitFor()
  await lookAt(page, 'seller-ur')
})

test('offline what was seen is read, and the rest leads there', async () => {
  const { page, context } = buyer
  await page.goto(`/cars/${ad.id}`)
  await page.goto('/cars?sort=newest')
  await isStored(page, `/cars/${ad.id}`)
  await isStored(page, '/cars?sort=newest')
  await context.setOffline(true)
  await page.goto(`/cars/${ad.id}`)
  await page.getByTestId('copy').waitFor()
  await page.getByTestId('detail-title').waitFor()
  await lookAt(page, 'copy-en')
  await page.goto('/cars?sort=newest')
  expect(await page.getByTestId('listing-card').count()).toBeGreaterThan(5)
  await page.goto('/ur/cars?make=honda')
  await page.getByTestId('offline-ads').getByRole('link').first().waitFor()
  await lookAt(page, 'offline-ur')
  await context.setOffline(false)
  await page.getByTestId('result-total').waitFor()
})

test('a heart offline is saved once when there is one', async () => {
  const { page, context } = buyer
  await page.goto(`/cars/${ad.id}`)
  const heart = page.locator(`[data-heart="${ad.id}"]`).first()
  await page.locator('html.hearts').waitFor()
  await context.setOffline(true)
  await heart.click()
  await page.locator('[data-testid=waiting][data-count="1"]').waitFor()
  expect(await heart.getAttribute('aria-pressed')).toBe('true')
  await lookAt(page, 'heart-waits-en')
  await context.setOffline(false)
  await page.getByTestId('waiting').waitFor({ state: 'detached' })
  const saved = await page.request.get('/api/v1/me/favourites')
  const { items } = (await saved.json()) as { items: { listing: { id: string } }[] }
  expect(items.map(({ listing }) => listing.id)).toEqual([ad.id])
})

test('a link that was shared with the app opens its ad', async () => {
  const { page } = buyer
  const text = `Look ${journey.platform.webUrl}/cars/${ad.id}/x`
  await page.goto(`/share?${new URLSearchParams({ text })}`)
  expect(await page.getByTestId('detail-title').isVisible()).toBe(true)
  expect(page.url()).toContain(ad.id)
})

test('who turned to a seller finds it among the enquiries of both', async () => {
  const { page } = buyer
  await page.goto(`/cars/${ad.id}`)
  await page.getByTestId('contact-message').click()
  await page.getByTestId('message-text').fill('Salam, is it still there?')
  await page.getByTestId('message-send').click()
  await page.waitForURL('**/chat/*')
  await page.goto('/me/leads?side=buyer')
  const row = page.getByTestId('lead')
  await row.getByText(name).waitFor()
  await row.getByTestId('lead-note').fill(NOTE)
  await row.getByTestId('lead-save').click()
  await row.getByTestId('lead-outcome').getByText('Saved.').waitFor()
  await page.reload()
  expect(await row.getByTestId('lead-note').inputValue()).toBe(NOTE)
  await lookAt(page, 'leads-buyer-en')
  await using atDesk = await journey.visitor({ lang: 'ur' })
  await journey.signIn(atDesk.page, '03005556677', 'ur')
  await atDesk.page.goto('/ur/me/leads')
  await atDesk.page.getByTestId('lead-status').selectOption('viewing')
  await atDesk.page.getByTestId('lead-outcome').waitFor()
  await lookAt(atDesk.page, 'leads-seller-ur')
  expect(await atDesk.page.content()).not.toContain(NOTE)
})

test('news come while nothing is open of it, and a click leads there', async () => {
  const { page, context } = buyer
  const origin = journey.platform.webUrl
  await context.grantPermissions(['notifications'], { origin })
  await page.goto('/')
  const session = await context.newCDPSession(page)
  const known = new Promise<string>((resolve) =>
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [one] = registrations
      if (one) resolve(one.registrationId)
    }),
  )
  await session.send('ServiceWorker.enable')
  const news = { title: 'Price drop', body: 'Now 37 lac', url: `/cars/${ad.id}`, tag: 'x' }
  const push = { origin, registrationId: await known, data: JSON.stringify(news) }
  // A worker that is being started may miss one; a later one of the tag takes its place.
  await until('it is shown', async () => {
    await session.send('ServiceWorker.deliverPushMessage', push)
    return context
      .serviceWorkers()
      .at(-1)
      ?.evaluate(async () => {
        const scope = globalThis as unknown as {
          registration: ServiceWorkerRegistration
          NotificationEvent: new (type: string, init: object) => Event
        }
        const [notification] = await scope.registration.getNotifications()
        if (!notification) return false
        return dispatchEvent(new scope.NotificationEvent('notificationclick', { notification }))
      })
  })
  await page.waitForURL(`**/cars/${ad.id}/**`)
})

test('signing out leaves no private copy on the phone', async () => {
  const { page } = buyer
  await page.goto('/me/leads?side=buyer')
  await page.getByTestId('lead').waitFor()
  await page.goto('/me/account')
  await page.getByTestId('logout').click()
  await page.getByTestId('nav-login').waitFor()
  const left = await page.evaluate(async () => {
    const texts: string[] = Object.values(localStorage) as string[]
    for (const key of await caches.keys()) {
      const cache = await caches.open(key)
      for (const request of await cache.keys())
        if (!request.url.endsWith('.js'))
          texts.push((await (await cache.match(request, { ignoreVary: true }))?.text()) ?? '')
    }
    for (const { name: database = '' } of await indexedDB.databases()) {
      const opening = indexedDB.open(database)
      await new Promise((resolve) => opening.addEventListener('success', resolve))
      for (const store of opening.result.objectStoreNames) {
        const all = opening.result.transaction(store).objectStore(store).getAll()
        await new Promise((resolve) => all.addEventListener('success', resolve))
        texts.push(JSON.stringify(all.result))
      }
    }
    return texts.join('\n')
  })
  const secrets = [name, NOTE, 'Salam, is it still there?', PHONE.slice(1)]
  expect(secrets.filter((one) => left.includes(one))).toEqual([])
  // The pages of the app are there, and nobody's.
  expect(left).toContain('page-offline')
})
