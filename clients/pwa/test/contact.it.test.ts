// Reaching a seller from the page of a car, in a real browser: the message, the number, refusals,
// and what a seller sees of their own ad.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import AxeBuilder from '@axe-core/playwright'
import { until } from '@pk-auto/testing/until'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { buildPages, serveWeb } from './built-web.ts'
import { listing, taxonomy } from './sample-market.ts'

const PICTURES = fileURLToPath(new URL('../../../test-results/pages', import.meta.url))
const CONVERSATION = '01900000-0000-7000-8000-00000000c0de'
const PERSON = { id: 'p1', version: 2, termsDue: false, termsVersion: '2026-01' }
const REVEALED = { phone: '+923001234567', whatsapp: 'https://wa.me/923001234567?text=x', left: 18 }

type Reply = { status: number; body: object; retryAfter?: number }
const ok = (body: object, status = 200): Reply => ({ status, body })
const refused = (status: number, code: string): Reply => ({
  ...{ status, body: { status, code, title: code } },
})

/** What the gateway answers by now, and what it was sent. */
let answers: Record<string, () => Reply>
let sent: { what: string; body: unknown; key: unknown }[]
let shown = listing
const stack = new AsyncDisposableStack()
let url: string
let browser: Browser

beforeAll(async () => {
  const gateway = createServer((request, response) => {
    const path = (request.url ?? '').replace('/api/v1', '').replace(/\?.*/, '')
    const what = `${request.method} ${path}`
    let text = ''
    request.on('data', (part: Buffer) => (text += part.toString()))
    request.once('end', () => {
      if (request.method === 'POST')
        sent.push({
          ...{ what, body: text && (JSON.parse(text) as unknown) },
          key: request.headers['idempotency-key'],
        })
      const { status, body } = answers[what]?.() ?? refused(404, 'ROUTE_NOT_FOUND')
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body))
    })
  })
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
  stack.defer(() => void gateway.close())
  const dist = await buildPages()
  const { port } = gateway.address() as AddressInfo
  url = stack.use(await serveWeb(dist, `http://127.0.0.1:${port}`)).url
  browser = await openBrowser()
  stack.defer(() => browser.close())
})
afterAll(() => stack.disposeAsync())

beforeEach(() => {
  sent = []
  shown = listing
  answers = {
    'GET /taxonomy': () => ok(taxonomy),
    [`GET /listings/${listing.id}`]: () => ok(shown),
    [`GET /listings/${listing.id}/price-history`]: () => ok([]),
    'POST /leads': () => ok({ leadId: 'l1', conversationId: CONVERSATION }, 201),
    [`POST /listings/${listing.id}/reveal-phone`]: () => ok(REVEALED),
  }
})

const faultsOf = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html])

async function openPage(lang: 'en' | 'ur' = 'en'): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 375, height: 740 } })
  stack.defer(() => context.close())
  const page = await context.newPage()
  await page.route(/wa\.me/, (route) => route.fulfill({ body: 'whatsapp' }))
  await page.goto(`${url}${lang === 'ur' ? '/ur' : ''}/cars/${listing.id}/x`)
  return page
}
const messages = () => sent.filter(({ what }) => what === 'POST /leads').map(({ body }) => body)

test('a ready question is sent with one press more, and leads into the conversation', async () => {
  const page = await openPage('ur')
  await page.getByTestId('contact-message').click()
  await page.getByTestId('message-ask').first().click()
  expect(await page.getByTestId('message-text').inputValue()).toBe('کیا گاڑی ابھی موجود ہے؟')
  await page.getByTestId('message-send').click()
  await page.waitForURL(`**/ur/chat/${CONVERSATION}`)
  expect(messages()).toEqual([
    { listingId: listing.id, kind: 'message', text: 'کیا گاڑی ابھی موجود ہے؟' },
  ])
})

test('who must sign in first does so on the page, and what they wrote is sent', async () => {
  const page = await openPage()
  answers['POST /leads'] = () => refused(401, 'SIGN_IN_REQUIRED')
  answers['GET /me'] = () => refused(401, 'SIGN_IN_REQUIRED')
  await page.getByTestId('contact-message').click()
  await page.getByTestId('message-text').fill('Is the price firm?')
  await page.getByTestId('message-send').click()
  await page.getByTestId('login-sheet').waitFor()
  await page.getByTestId('login-close').click()
  expect(await page.getByTestId('message-text').inputValue()).toBe('Is the price firm?')
  answers['POST /auth/otp/request'] = () =>
    ok(
      {
        ...{ challengeId: 'c1', channel: 'sms', answeredAt: listing.createdAt },
        ...{ resendAt: listing.createdAt, expiresAt: '2099-01-01T00:00:00.000Z' },
      },
      202,
    )
  answers['POST /auth/otp/verify'] = () => {
    answers['POST /leads'] = () => ok({ leadId: 'l1', conversationId: CONVERSATION }, 201)
    return ok({ person: PERSON, isNew: false, termsDue: false })
  }
  await page.getByTestId('message-send').click()
  await page.getByTestId('login-phone').fill('0300 1234567')
  await page.getByTestId('login-send').click()
  await page.getByTestId('login-code').fill('123456')
  await page.waitForURL(`**/chat/${CONVERSATION}`)
  expect(messages().at(-1)).toMatchObject({ text: 'Is the price firm?' })
})

test('an offer is read back, says it is no sale, and leads into the conversation', async () => {
  const page = await openPage()
  answers['POST /leads/l1/offers'] = () => ok({ offerId: 'o1', state: 'open' }, 201)
  await page.getByTestId('contact-message').click()
  await page.getByTestId('offer-open').click()
  expect(await page.getByTestId('offer-form').textContent()).toContain('not a sale')
  await page.getByTestId('price-input').fill('36 lac')
  expect(await page.getByTestId('price-echo').getAttribute('data-rupees')).toBe('3600000')
  expect(await faultsOf(page)).toEqual([])
  await page.getByTestId('price-save').click()
  await page.waitForURL(`**/chat/${CONVERSATION}`)
  expect(sent.map(({ body }) => body)).toEqual([
    { listingId: listing.id, kind: 'message' },
    { price: { minor: 360_000_000, currency: 'PKR' } },
  ])
})

test('an offer has its own button, and who thinks better of it is back at the car', async () => {
  const page = await openPage()
  await page.getByTestId('contact-offer').click()
  await page.getByTestId('offer-form').waitFor()
  await page.getByTestId('offer-form').getByText('Cancel').click()
  await page.getByTestId('message-sheet').waitFor({ state: 'detached' })
  expect(sent).toEqual([])
})

test.each(['en', 'ur'] as const)('four ways stand in one row at 360 px, in %s', async (lang) => {
  const page = await openPage(lang)
  await page.setViewportSize({ width: 360, height: 640 })
  const rows = async () => {
    const ways = page.getByTestId('contact').locator('.ways > *')
    const tops = await ways.evaluateAll((all) => all.map((one) => (one as HTMLElement).offsetTop))
    return { ways: tops.length, rows: new Set(tops).size }
  }
  const over = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect([await rows(), await over()]).toEqual([{ ways: 4, rows: 1 }, 0])
  await page.screenshot({ path: join(PICTURES, `contact-${lang}.png`) })
  await page.getByTestId('contact-call').click()
  await page.locator('a[data-testid=contact-call]').waitFor()
  expect([await rows(), await over()]).toEqual([{ ways: 4, rows: 1 }, 0])
  await page.screenshot({ path: join(PICTURES, `contact-number-${lang}.png`) })
})

test('an empty message is not sent, and an unsent one survives a reload', async () => {
  const page = await openPage()
  await page.getByTestId('contact-message').click()
  await page.getByTestId('message-send').click()
  expect(await page.getByTestId('message-error').textContent()).toContain('Write a message')
  expect(messages()).toEqual([])
  await page.getByTestId('message-text').fill('Tomorrow at six?')
  await page.reload()
  await page.getByTestId('contact-message').click()
  await page.getByTestId('message-sheet').waitFor()
  expect(await page.getByTestId('message-text').inputValue()).toBe('Tomorrow at six?')
  await page.keyboard.press('Escape')
  await page.getByTestId('message-sheet').waitFor({ state: 'detached' })
  const focused = page.getByTestId('contact-message')
  expect(await focused.evaluate((button) => button === document.activeElement)).toBe(true)
})

test('a number is asked for once, can be dialled, and says how many are left', async () => {
  const page = await openPage()
  await page.getByTestId('contact-call').click()
  const number = page.locator('a[data-testid=contact-call]')
  await number.waitFor()
  expect([await number.getAttribute('href'), (await number.textContent())?.trim()]).toEqual([
    ...['tel:+923001234567', '0300 1234567'],
  ])
  const left = page.getByText('You can see 18 more new numbers today')
  expect((await left.boundingBox())?.height).toBeGreaterThan(10)
  await page.locator('a[data-testid=contact-whatsapp]').click()
  await page.waitForURL('https://wa.me/**')
  expect(sent.filter(({ what }) => what.endsWith('/reveal-phone'))).toHaveLength(1)
})

test('a call and a WhatsApp leave a lead each, under one key a day', async () => {
  const page = await openPage()
  expect(await page.getByTestId('contact-status').textContent()).toBe('')
  await page.getByTestId('contact-whatsapp').click()
  await page.waitForURL('https://wa.me/**')
  await until('the lead of a page that is gone', () => messages().length === 1)
  await page.goBack()
  await page.getByTestId('contact-call').click()
  await page.locator('a[data-testid=contact-call]').waitFor()
  await page.getByText('The seller sees that you asked').waitFor()
  // Nothing to dial with here.
  await page.locator('a[data-testid=contact-call]').evaluate((link: HTMLAnchorElement) => {
    link.href = '#dialled'
  })
  await page.locator('a[data-testid=contact-call]').click()
  await until('the lead of each tap', () => messages().length === 3)
  expect(messages()).toEqual([
    { listingId: listing.id, kind: 'whatsapp' },
    { listingId: listing.id, kind: 'call' },
    { listingId: listing.id, kind: 'call' },
  ])
  const keys = sent.filter(({ what }) => what === 'POST /leads').map(({ key }) => key)
  expect(new Set(keys).size).toBe(2)
  expect(keys[1]).toBe(keys[2])
})

test('a number is there although no lead can be left; a refused one leaves none', async () => {
  answers['POST /leads'] = () => refused(503, 'UNAVAILABLE')
  const page = await openPage()
  await page.getByTestId('contact-call').click()
  await page.locator('a[data-testid=contact-call]').waitFor()
  await until('the try', () => messages().length === 1)
  expect(await page.getByTestId('contact-refusal').textContent()).toBe('')
  sent = []
  answers[`POST /listings/${listing.id}/reveal-phone`] = () => refused(429, 'REVEALS_USED_UP')
  await page.reload()
  await page.getByTestId('contact-call').click()
  await page.getByTestId('contact-refusal').filter({ hasText: /\S/ }).waitFor()
  expect(messages()).toEqual([])
})

test('a refusal names the way on, and the buttons stay', async () => {
  const page = await openPage()
  const reveal = `POST /listings/${listing.id}/reveal-phone`
  answers[reveal] = () => refused(429, 'REVEALS_USED_UP')
  await page.getByTestId('contact-whatsapp').click()
  const refusal = page.getByTestId('contact-refusal')
  await refusal.filter({ hasText: 'Send a message now' }).waitFor()
  expect(await page.locator('button[data-way=call]').isVisible()).toBe(true)
})

test('a seller who wants messages shows no number; one’s own ad none of the buttons', async () => {
  shown = { ...listing, contact: ['message', 'offer'] }
  const quiet = await openPage()
  const ways = quiet.locator('[data-way]')
  expect(await ways.evaluateAll((all) => all.map(({ dataset }) => dataset['way']))).toEqual([
    ...['message', 'offer'],
  ])
  expect(await quiet.getByTestId('contact').textContent()).toContain('Messages only')
  shown = { ...listing, own: true }
  const own = await openPage()
  expect(await own.locator('[data-way]').count()).toBe(0)
  expect(await own.getByTestId('own-manage').getAttribute('href')).toBe('/me/ads')
  shown = { ...listing, state: 'sold' }
  expect(await (await openPage()).getByTestId('contact').count()).toBe(0)
})

test.each(['en', 'ur'] as const)('everyone can use bar and sheet, in %s', async (lang) => {
  const page = await openPage(lang)
  expect(await faultsOf(page)).toEqual([])
  await page.getByTestId('contact-call').click()
  await page.locator('a[data-testid=contact-call]').waitFor()
  expect(await faultsOf(page)).toEqual([])
  await page.getByTestId('contact-message').press('Enter')
  await page.getByTestId('message-sheet').waitFor()
  expect(await faultsOf(page)).toEqual([])
})
