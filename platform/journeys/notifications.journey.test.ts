// What happens reaches whom it concerns: the bell of a seller in Urdu, a push that only their
// device can read, and the list of somebody who saved a car.
import { newId } from '@pk-auto/kernel/id'
import { type PushService, startPushService } from '@pk-auto/testing/fakes/push-service'
import { until } from '@pk-auto/testing/until'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { notifySecrets } from '../secrets/development-secrets.ts'
import { newAddress, newNumber } from '../processes/processes.ts'
import { type Ad, sell } from '../test/faults/scenario.ts'
import { signIn, type Visitor as PersonAtApp } from '../visitor.ts'
import { type Journey, openJourney, type Visitor } from './journey.ts'
import { lookAt, write } from './talk.ts'

type Offer = { readonly offerId: string; readonly version: number }

const PHONE = newNumber().replace('+92', '0')
let journey: Journey
let pushes: PushService
let device: ReturnType<PushService['browser']>
let atApp: PersonAtApp
let seller: Visitor
let buyer: Visitor
let ad: Ad

beforeAll(async () => {
  journey = await openJourney(inject('servers'), { listings: 0, people: 0, pictures: 0 })
  pushes = await startPushService(notifySecrets()['VAPID_PUBLIC_KEY'] ?? '')
  const url = journey.platform.gatewayUrl
  atApp = await signIn(url, PHONE.replace(/^0/, '+92'), { headers: newAddress() })
  ad = await sell(atApp, { colour: 'green' })
  device = pushes.browser()
  const { endpoint, ...keys } = device.subscription
  await atApp.call('POST', '/api/v1/me/push-subscriptions', { endpoint, keys })
  seller = await journey.visitor({ lang: 'ur' })
  buyer = await journey.visitor()
  await journey.platform.settled()
})
afterAll(async () => {
  await seller?.[Symbol.asyncDispose]()
  await buyer?.[Symbol.asyncDispose]()
  await pushes?.[Symbol.asyncDispose]()
  await journey?.[Symbol.asyncDispose]()
})

const payloads = () => pushes.pushed.map(({ payload }) => payload)
const badge = async (visitor: Visitor) =>
  until('the number at the bell', async () => {
    const count = await visitor.page.getByTestId('nav-news').getAttribute('data-unread')
    return count ?? undefined
  })

test('a message nobody has read rings once, and says whose it is', async () => {
  const { page } = buyer
  await journey.signIn(page, newNumber().replace('+92', '0'))
  await page.goto(`/cars/${ad.id}`)
  await page.getByTestId('contact-message').click()
  await page.getByTestId('message-text').fill('Salam, gari abhi hai?')
  await page.getByTestId('message-send').click()
  await page.waitForURL('**/chat/*')
  const [first] = await until('the push', () => payloads().length > 0 && payloads(), {
    timeoutMs: 20_000,
  })
  expect(first).toMatchObject({ body: 'Salam, gari abhi hai?' })
  expect(first?.url).toBe(new URL(page.url()).pathname)
})

test('an offer is at the seller’s bell in Urdu, and leads to where it is answered', async () => {
  const person = await atApp.call<{ version: number }>('GET', '/api/v1/me')
  const headers = { 'if-match': `"${person.body.version}"` }
  await atApp.call('PATCH', '/api/v1/me', { lang: 'ur' }, headers)
  await journey.platform.settled()
  await buyer.page.getByTestId('composer-menu').click()
  await buyer.page.getByTestId('composer-offer').click()
  await buyer.page.getByTestId('price-input').fill('3000000')
  await buyer.page.getByTestId('price-save').click()
  await buyer.page.getByTestId('offer').waitFor()
  await journey.platform.settled()

  const { page } = seller
  await journey.signIn(page, PHONE, 'ur')
  await page.goto('/ur')
  expect(await badge(seller)).toBe('1')
  await lookAt(page, 'news-1-bell-ur')
  await page.getByTestId('nav-news').click()
  const entry = page.locator('[data-kind=offer-made]')
  await entry.waitFor()
  expect(await entry.textContent()).toContain('نئی پیشکش: 30,00,000 روپے')
  await lookAt(page, 'news-2-list-ur')
  await until('read', async () => (await badge(seller)) === '0')
  await entry.locator('a').click()
  await page.getByTestId('offer-accept').waitFor()
  const offered = await until('the push of the offer', () =>
    payloads().find(({ tag }) => tag.startsWith('offer:')),
  )
  expect(offered).toMatchObject({ title: 'نئی پیشکش: 30,00,000 روپے' })
  expect(offered.url).toBe(new URL(page.url()).pathname)
})

test('a message goes to WhatsApp once its reader has ticked it, in their language', async () => {
  const { page } = seller
  await page.goto('/ur/me/account')
  const box = page.getByTestId('news-messages-whatsapp')
  await box.waitFor()
  expect(await box.isChecked()).toBe(false)
  await box.click()
  await page.getByTestId('news-note').getByText('محفوظ ہو گیا۔').waitFor()
  await page.getByTestId('news-settings').scrollIntoViewIfNeeded()
  await lookAt(page, 'news-3-whatsapp-ur')
  await write(buyer.page, 'Kal dekh sakta hun?')
  const to = encodeURIComponent(PHONE.replace(/^0/, '+92'))
  const notice = await until(
    'the WhatsApp notice',
    async () => {
      const answer = await fetch(`${journey.platform.gatewayUrl}/dev/messages?to=${to}`)
      const { items } = (await answer.json()) as { items: { channel: string; text: string }[] }
      return items.find(({ channel, text }) => channel === 'whatsapp' && text.includes('/ur/chat/'))
    },
    { timeoutMs: 20_000 },
  )
  // Alone by its words, and among others that have not been read by their number.
  expect(notice.text).toMatch(/^کسی نے لکھا\. (Kal dekh sakta hun\?|\d+ نئے پیغام) http/)
})

test('whoever saved a car learns that it is cheaper, unless they switched that off', async () => {
  const { page } = buyer
  const lower = async (version: number, minor: number) => {
    const headers = { 'if-match': `"${version}"` }
    const price = { minor, currency: 'PKR' }
    const changed = await atApp.call<{ version: number }>(
      ...(['PATCH', `/api/v1/listings/${ad.id}`, { price }, headers] as const),
    )
    expect(changed.status).toBe(200)
    await journey.platform.settled()
    return changed.body.version
  }
  const saved = await page.request.put(`/api/v1/me/favourites/${ad.id}`, {
    headers: { origin: journey.platform.webUrl, 'idempotency-key': newId() },
  })
  expect(saved.status()).toBe(204)
  const version = await lower(ad.version, 375_000_000)
  await page.goto('/me/notifications')
  await page.locator('[data-kind=price-dropped]').waitFor()
  await lookAt(page, 'news-3-cheaper')

  await page.goto('/me/account')
  await page.getByTestId('news-saved-ads-in-app').click()
  await page.getByTestId('news-note').getByText('Saved.').waitFor()
  await page.getByTestId('news-quiet-own').click()
  await page.getByTestId('news-quiet-from').waitFor()
  await page.getByTestId('news-settings').scrollIntoViewIfNeeded()
  await lookAt(page, 'news-4-settings')
  await lower(version, 370_000_000)
  await page.goto('/me/notifications')
  expect(await page.locator('[data-kind=price-dropped]').count()).toBe(1)
})

test('a mail address counts once its link was followed, and mails end by one tap', async () => {
  const { page } = buyer
  const address = `${newId()}@example.pk`
  const mailed = async (part: string) => {
    const box = `${journey.platform.gatewayUrl}/dev/messages?to=${encodeURIComponent(address)}`
    const { items } = (await (await fetch(box)).json()) as { items: { text: string }[] }
    return items.find(({ text }) => text.includes(part))?.text
  }
  await page.goto('/me/account')
  await page.getByTestId('email-address').fill('not an address')
  await page.getByTestId('email-send').click()
  await page.getByTestId('email-error').waitFor()
  await page.getByTestId('email-address').fill(address)
  await page.getByTestId('email-send').click()
  await page.getByTestId('email-note').getByText(address).waitFor()
  const proof = await until('the proof', () => mailed('/confirm-email?token='))
  await page.goto(/\S+confirm-email\S+/.exec(proof)![0])
  await lookAt(page, 'news-5-confirm')
  await page.getByTestId('one-tap').click()
  await page.getByText('Confirmed.').waitFor()
  await page.goto('/me/account')
  await page.getByTestId('email-is').getByText(address).waitFor()
  // Whatever the time of day is here.
  await page.getByTestId('news-quiet-none').click()
  await page.getByTestId('news-note').getByText('Saved.').waitFor()

  const withdrawn = await page.request.get('/api/v1/me/leads?side=buyer')
  const { items } = (await withdrawn.json()) as { items: { id: string; offer: Offer }[] }
  const [{ id, offer }] = items as [{ id: string; offer: Offer }]
  const decline = `/api/v1/leads/${id}/offers/${offer.offerId}/decline`
  const declined = await atApp.call('POST', decline, {}, { 'if-match': `"${offer.version}"` })
  expect(declined.status).toBe(200)
  await journey.platform.settled()
  const notice = await until('the mail', () => mailed('Offer declined'))
  await page.goto(/\S+alerts\/stop\S+/.exec(notice)![0])
  await lookAt(page, 'news-6-stop')
  await page.getByTestId('one-tap').click()
  await page.getByText('Done. You will get no more emails about: Offers.').waitFor()
  await page.goto('/me/account')
  expect(await page.getByTestId('news-offers-email').isChecked()).toBe(false)
})
