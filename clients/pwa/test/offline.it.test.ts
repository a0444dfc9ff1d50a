// Proves in a real browser what can be read without a line, by whom, and what is gone with them;
// and that news reach a device on which no page is open.
import { readFile } from 'node:fs/promises'
import AxeBuilder from '@axe-core/playwright'
import { until } from '@pk-auto/testing/until'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { buildPages, listen, serveWeb } from './built-web.ts'
import { cuttable, type Cuttable } from './cuttable.ts'
import { cardOf, listing, searchPage, taxonomy } from './sample-market.ts'

const PERSON = {
  ...{ id: 'p-ayesha', version: 2, termsDue: false, termsVersion: '2026-01', lang: 'en' },
  ...{ phone: '+923459998877', displayName: 'Zubaida Khanum', city: '', marketing: false },
  contact: { call: true, whatsapp: true },
}
const IN_A_MINUTE = new Date(Date.now() + 60_000).toISOString()
const AD = `/cars/${listing.id}/corolla`
const answers: Record<string, () => unknown> = {
  '/taxonomy': () => taxonomy,
  '/listings': () => searchPage([cardOf(listing)]),
  [`/listings/${listing.id}`]: () => listing,
  [`/listings/${listing.id}/price-history`]: () => [],
  '/me': () => PERSON,
  '/me/listings': () => ({ items: [listing], next: null }),
  '/me/favourites': () => ({ items: [], next: null, sharedAs: null }),
  '/me/favourites/saved': () => ({ ids: [] }),
  '/me/devices': () => ({ items: [] }),
  '/auth/logout': () => ({}),
}
const stack = new AsyncDisposableStack()
let browser: Browser
let door: Cuttable
let dist: URL
const contexts: BrowserContext[] = []

beforeAll(async () => {
  const picture = await sharp({
    create: { width: 4, height: 3, channels: 3, background: '#0b6b4a' },
  })
    .webp()
    .toBuffer()
  const gateway = stack.use(
    await listen((request, response) => {
      const path = (request.url ?? '').replace('/api/v1', '').replace(/\?.*/, '')
      if (path.startsWith('/media/'))
        return response.writeHead(200, { 'content-type': 'image/webp' }).end(picture)
      const answer = answers[path]
      const type = { 'content-type': 'application/json' }
      response.writeHead(answer ? 200 : 404, type).end(JSON.stringify(answer?.() ?? {}))
    }),
  )
  ;({ dist } = stack.use(await buildPages()))
  const { port } = stack.use(await serveWeb(dist, gateway.url))
  door = stack.use(await cuttable(port))
  browser = await openBrowser()
  stack.defer(() => browser.close())
})
afterEach(async () => {
  door.mend()
  door.slow(0)
  for (const context of contexts.splice(0)) await context.close()
})
afterAll(() => stack.disposeAsync())

/** The names of what is stored, by what it is for: `pages anyone /cars`. */
const storedOn = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const found: string[] = []
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys())
        found.push(`${name.replace('automart-1-', '').replace('-', ' ')} ${new URL(url).pathname}`)
    return found
  })
const isStored = (page: Page, what: string): Promise<unknown> =>
  until(`${what} is stored`, async () => (await storedOn(page)).includes(what))

/** A phone whose worker is there; signed in if asked. */
async function phone({ signedIn = false, path = '/' } = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 375, height: 740 } })
  contexts.push(context)
  if (signedIn) await context.addCookies([{ name: 'session', value: 's', url: door.url }])
  const page = await context.newPage()
  await page.goto(door.url + path)
  await page.evaluate(() => navigator.serviceWorker.ready)
  return page
}
const looksWell = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  expect(
    await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    ),
  ).toBeLessThanOrEqual(0)
}

test('seen ads and results are read without a line, and say that they are copies', async () => {
  const page = await phone({ path: AD })
  await isStored(page, `pages anyone /cars/${listing.id}`)
  await isStored(page, 'pictures anyone /media/m1/c')
  await page.goto(`${door.url}/cars?make=toyota`)
  await isStored(page, 'pages anyone /cars')
  door.cut()
  await page.goto(`${door.url}${AD}?from=chat`)
  expect(await page.getByTestId('detail-title').textContent()).toContain('Corolla GLi')
  expect(await page.getByTestId('copy').textContent()).toMatch(/^A copy from (now|this)/)
  const width = await page
    .getByTestId('gallery-photo')
    .first()
    .evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth))
  expect(width).toBeGreaterThan(0)
  await looksWell(page)
  await page.goto(`${door.url}/cars?make=toyota`)
  expect(await page.getByTestId('listing-card').count()).toBe(1)
  door.mend()
  await page.reload()
  expect(await page.getByTestId('copy').isVisible()).toBe(false)
})

test('what was never opened leads to a page that names what was', async () => {
  const page = await phone({ path: AD })
  await isStored(page, `pages anyone /cars/${listing.id}`)
  await isStored(page, `shell ${await buildOf(page)} /ur/offline`)
  door.cut()
  for (const [path, title] of [
    ['/cars?make=honda', 'No connection'],
    ['/ur/login', 'انٹرنیٹ نہیں ہے'],
  ] as const) {
    await page.goto(door.url + path)
    expect(await page.getByTestId('page-offline').locator('h1').textContent()).toBe(title)
    await page.getByTestId('offline-ads').getByRole('link').waitFor()
    await looksWell(page)
  }
  await page.getByTestId('offline-ads').getByRole('link').click()
  await page.getByTestId('detail-title').waitFor()
})
const buildOf = (page: Page): Promise<string> =>
  page.evaluate(async () =>
    ((await caches.keys()).find((name) => name.includes('-shell-')) ?? '').replace(/.*-/, ''),
  )

test('a line that is too slow shows the copy, and what comes later is stored', async () => {
  const page = await phone({ path: '/cars' })
  await isStored(page, 'pages anyone /cars')
  const before = answers['/listings']
  answers['/listings'] = () => searchPage([])
  door.slow(6_000)
  await page.goto(`${door.url}/cars`)
  expect(await page.getByTestId('copy').isVisible()).toBe(true)
  expect(await page.getByTestId('listing-card').count()).toBe(1)
  door.slow(0)
  await until('the late page is stored', () =>
    page.evaluate(async () =>
      (await (await caches.match('/cars', { ignoreVary: true }))?.text())?.includes(
        'results-empty',
      ),
    ),
  )
  answers['/listings'] = before!
})

test('one’s own ads and chats open without a line; signing out leaves none of them', async () => {
  const page = await phone({ signedIn: true })
  const shell = `shell ${await buildOf(page)}`
  for (const app of ['/chat', '/me/ads', '/favourites']) await isStored(page, `${shell} ${app}`)
  await page.goto(`${door.url}/me/ads`)
  await page.getByTestId('ad').waitFor()
  await isStored(page, 'pages p-ayesha /api/v1/me/listings')
  await page.goto(door.url + AD)
  await isStored(page, `pages p-ayesha /cars/${listing.id}`)
  door.cut()
  await page.goto(`${door.url}/me/ads`)
  await page.getByTestId('ad').waitFor()
  await page.getByTestId('offline-rows').waitFor()
  await page.getByTestId('nav-account').waitFor()
  await page.goto(`${door.url}/me/account`)
  await page.getByTestId('offline-apps').getByText('My ads').waitFor()
  door.mend()
  await page.goto(`${door.url}/me/account`)
  await page.getByTestId('logout').click()
  await page.waitForURL(`${door.url}/`)
  const left = await storedOn(page)
  expect(left.filter((one) => !one.startsWith('shell '))).toEqual([])
  const everything = await page.evaluate(async () => {
    const texts: string[] = []
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const key of await cache.keys())
        texts.push((await (await cache.match(key, { ignoreVary: true }))?.text()) ?? '')
    }
    return texts.join('\n')
  })
  expect(everything).toContain('page-offline')
  const secrets = ['p-ayesha', 'Zubaida', '9998877', 'Corolla GLi']
  expect(secrets.filter((word) => everything.includes(word))).toEqual([])
})

test('whoever signs in next finds no copy of the one before', async () => {
  const page = await phone({ signedIn: true, path: AD })
  await isStored(page, `pages p-ayesha /cars/${listing.id}`)
  await page.goto(`${door.url}/login`)
  const before = answers['/me']
  answers['/auth/otp/request'] = () => ({
    challengeId: 'c',
    resendAt: IN_A_MINUTE,
    expiresAt: IN_A_MINUTE,
  })
  answers['/auth/otp/verify'] = () => ({ person: { ...PERSON, id: 'p-bilal' }, termsDue: false })
  await page.getByTestId('login-phone').fill('03001234567')
  await page.getByTestId('login-send').click()
  await page.getByTestId('login-code').fill('123456')
  await page.waitForURL(`${door.url}/`)
  answers['/me'] = before!
  const left = await storedOn(page)
  expect(left.filter((one) => one.includes('p-ayesha'))).toEqual([])
})

test('what an earlier form of the worker stored is dropped', async () => {
  const page = await phone()
  await page.evaluate(async () => {
    await (await caches.open('chat-page-1')).put('/chat', new Response('old'))
    const registration = await navigator.serviceWorker.getRegistration()
    await registration?.unregister()
  })
  await page.reload()
  await page.evaluate(() => navigator.serviceWorker.ready)
  await until('it is gone', () =>
    page.evaluate(async () => !(await caches.keys()).includes('chat-page-1')),
  )
})

test('news are shown, the later in place of the earlier; a click leads to them', async () => {
  const page = await phone()
  const context = page.context()
  await context.grantPermissions(['notifications'], { origin: door.url })
  const session = await context.newCDPSession(page)
  const found = new Promise<string>((resolve) =>
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [one] = registrations
      if (one) resolve(one.registrationId)
    }),
  )
  await session.send('ServiceWorker.enable')
  const registrationId = await found
  const push = (data: string): Promise<unknown> =>
    session.send('ServiceWorker.deliverPushMessage', { origin: door.url, registrationId, data })
  const news = { title: 'Price drop', body: 'Corolla: 37 lac', tag: 'ad-1', url: AD, badge: 2 }
  await push(JSON.stringify({ ...news, title: 'Earlier' }))
  await push(JSON.stringify(news))
  await push('not JSON')
  const worker = context.serviceWorkers()[0]!
  const shown = () =>
    worker.evaluate(async () => {
      const { registration } = globalThis as unknown as {
        registration: ServiceWorkerRegistration
      }
      return (await registration.getNotifications()).map(({ title, body, tag }) => [
        ...[title, body, tag],
      ])
    })
  await until('both are shown', async () => (await shown()).length === 2)
  expect(new Set(await shown())).toEqual(
    new Set([
      ['Automart.pk', '', 'automart'],
      ['Price drop', 'Corolla: 37 lac', 'ad-1'],
    ]),
  )
  await worker.evaluate(async () => {
    const scope = globalThis as unknown as {
      registration: ServiceWorkerRegistration
      NotificationEvent: new (type: string, init: object) => Event
    }
    const [notification] = await scope.registration.getNotifications({ tag: 'ad-1' })
    dispatchEvent(new scope.NotificationEvent('notificationclick', { notification }))
  })
  await page.waitForURL(door.url + AD)
  expect(await shown()).toHaveLength(1)
})

test('the worker weighs at most 4 KB', async () => {
  const packed = await readFile(new URL('client/worker.js.br', dist))
  expect(packed.length).toBeLessThanOrEqual(4 * 1024)
})
