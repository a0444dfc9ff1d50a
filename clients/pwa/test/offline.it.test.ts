// Proves in a real browser what can be read offline, by whom, and what is gone with them;
// and that news reach a device on which no page is open.
import { readFile } from 'node:fs/promises'
import AxeBuilder from '@axe-core/playwright'
import { until } from '@pk-auto/testing/until'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCutOff, PERSON, type CutOff } from './cut-off-phone.ts'
import type { Cuttable } from './cuttable.ts'
import { listing, searchPage } from './sample-market.ts'

const IN_A_MINUTE = new Date(Date.now() + 60_000).toISOString()
const AD = `/cars/${listing.id}/toyota-corolla-2016`
let web: CutOff
let door: Cuttable
let answers: CutOff['answers']
const phone: CutOff['phone'] = (options) => web.phone(options)

beforeAll(async () => {
  web = await openCutOff()
  ;({ door, answers } = web)
})
afterAll(() => web?.[Symbol.asyncDispose]())

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

const looksWell = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  expect(
    await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    ),
  ).toBeLessThanOrEqual(0)
}

test('seen ads and results are read offline, and say that they are copies', async () => {
  const page = await phone({ path: AD })
  await isStored(page, `pages anyone /cars/${listing.id}`)
  await isStored(page, 'pictures anyone /media/m1/c')
  await page.goto(`${door.url}/cars?make=toyota`)
  await isStored(page, 'pages anyone /cars')
  door.cut()
  await page.goto(`${door.url}${AD}?from=chat`)
  expect(await page.getByTestId('detail-title').textContent()).toContain('Corolla GLi')
  expect(await page.getByTestId('copy').textContent()).toMatch(/^Saved on this phone (now|this)/)
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
test('two searches of one title are told apart by what was set', async () => {
  const searches = ['/cars?make=toyota&priceTo=2000000', '/cars?make=toyota&priceTo=3000000']
  const page = await phone({ path: searches[0]! })
  await isStored(page, `shell ${await buildOf(page)} /offline`)
  // What is stored later stands first.
  await isStored(page, 'pages anyone /cars')
  await page.goto(door.url + searches[1])
  await until('both are stored', async () => {
    const stored = await storedOn(page)
    return stored.filter((one) => one === 'pages anyone /cars').length === 2
  })
  door.cut()
  await page.goto(`${door.url}/cars?make=honda`)
  const links = page.getByTestId('offline-lists').getByRole('link')
  await links.first().waitFor()
  const words = await links.allTextContents()
  expect(words).toHaveLength(2)
  expect(words[0]).toContain('30 lac')
  expect(words[1]).toContain('20 lac')
  await looksWell(page)
})
const buildOf = (page: Page): Promise<string> =>
  page.evaluate(async () =>
    ((await caches.keys()).find((name) => name.includes('-shell-')) ?? '').replace(/.*-/, ''),
  )

test('a line that is too slow shows the copy, and what comes later is stored', async () => {
  const page = await phone({ path: '/cars' })
  await isStored(page, 'pages anyone /cars')
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
})

test('one’s own ads and chats open offline; signing out leaves none of them', async () => {
  const page = await phone({ signedIn: true })
  const shell = `shell ${await buildOf(page)}`
  for (const app of ['/chat', '/me/ads', '/favourites']) await isStored(page, `${shell} ${app}`)
  // Stored as a visitor gets it.
  expect(await page.evaluate(async () => (await caches.match('/me/ads'))?.text())).toContain(
    'data-testid="nav-login"',
  )
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
  await page.getByTestId('logout').waitFor()
  await page.context().clearCookies()
  await page.getByTestId('logout').click()
  await page.waitForURL(`${door.url}/`)
  const left = await storedOn(page)
  // The page they are on by now is anybody's.
  const own = left.filter((one) => !one.startsWith('shell ') && one !== 'pages anyone /')
  expect(own).toEqual([])
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
  answers['POST /auth/otp/request'] = () => ({
    challengeId: 'c',
    resendAt: IN_A_MINUTE,
    expiresAt: IN_A_MINUTE,
  })
  answers['POST /auth/otp/verify'] = () => ({
    person: { ...PERSON, id: 'p-bilal' },
    termsDue: false,
  })
  await page.getByTestId('login-phone').fill('03001234567')
  await page.getByTestId('login-send').click()
  await page.getByTestId('login-code').fill('123456')
  await page.waitForURL(`${door.url}/`)
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

test('a new build takes over and reloads nothing; only the build before it stays', async () => {
  const page = await phone({ path: AD })
  await isStored(page, `pages anyone /cars/${listing.id}`)
  const first = await buildOf(page)
  await page.evaluate(() => (document.title = 'half a thought'))
  const builds = (): Promise<string[]> =>
    page.evaluate(async () =>
      (await caches.keys()).flatMap((name) => name.split('-shell-')[1] ?? []),
    )
  const takeOver = async (stamp: string): Promise<void> => {
    await web.rebuild(stamp)
    await page.evaluate(async () => {
      await (await navigator.serviceWorker.getRegistration())?.update()
    })
    await until('it is there', async () =>
      (await storedOn(page)).includes(`shell ${stamp} /offline`),
    )
  }
  await takeOver('b00000000001')
  await until('both are there', async () => (await builds()).length === 2)
  expect(await builds()).toEqual([first, 'b00000000001'])
  await takeOver('b00000000002')
  await until('the first is gone', async () => !(await builds()).includes(first))
  expect(await builds()).toEqual(['b00000000001', 'b00000000002'])
  expect(await page.title()).toBe('half a thought')
  expect(await storedOn(page)).toContain(`pages anyone /cars/${listing.id}`)
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
  // A worker that is being started or replaced may miss one; the next of its tag is the same news.
  const pushUntilShown = async (title: string, data: string): Promise<void> => {
    let nextAt = 0
    await until(`${title} is shown`, async () => {
      if (performance.now() >= nextAt) {
        nextAt = performance.now() + 3_000
        await push(data)
      }
      return (await shown()).some(([first]) => first === title)
    })
  }
  await pushUntilShown('Earlier', JSON.stringify({ ...news, title: 'Earlier' }))
  await pushUntilShown('Price drop', JSON.stringify(news))
  await pushUntilShown('Automart.pk', 'not JSON')
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
  const packed = await readFile(new URL('client/worker.js.br', web.dist))
  expect(packed.length).toBeLessThanOrEqual(4 * 1024)
})
