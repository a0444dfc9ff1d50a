// What fails on a page, in a browser or while it is made, reaches the gateway; nothing of it is
// loaded before, and nobody waits for it.
import { text } from 'node:stream/consumers'
import { until } from '@pk-auto/testing/until'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { buildPages, listen, serveWeb } from './built-web.ts'
import { taxonomy } from './sample-market.ts'

type Reported = Record<'part' | 'event' | 'type' | 'message' | 'stack' | 'page', string>
const stack = new AsyncDisposableStack()
let reported: Reported[] = []
let refused = false
let web: { readonly url: string }
let browser: Browser

beforeAll(async () => {
  const gateway = stack.use(
    await listen((request, response) => {
      const path = (request.url ?? '').replace('/api/v1', '').replace(/\?.*/, '')
      if (path === '/client-errors')
        void text(request).then((body) => {
          reported.push(JSON.parse(body) as Reported)
          if (!refused) response.writeHead(204).end()
        })
      // An ad without any of its fields: no page can be made of it.
      else if (path.startsWith('/listings/')) response.writeHead(200).end('{}')
      else if (path === '/taxonomy') response.writeHead(200).end(JSON.stringify(taxonomy))
      else response.writeHead(404).end('{}')
    }),
  )
  const dist = await buildPages()
  web = stack.use(await serveWeb(dist, gateway.url))
  browser = stack.use(await openBrowser())
})
afterAll(() => stack.disposeAsync())
beforeEach(() => void ([reported, refused] = [[], false]))

test('an error of a script is sent with its place, at most three of a page', async () => {
  const page = await browser.newPage()
  const scripts: string[] = []
  page.on('request', (request) => void scripts.push(request.url()))
  await page.goto(`${web.url}/terms?q=03001112233`, { waitUntil: 'networkidle' })
  const before = scripts.length
  // A browser announces a lost promise later than errors of the same moment.
  await page.evaluate(() => {
    setTimeout(() => void Promise.reject(new RangeError('lost')))
  })
  await until('the lost promise is there', () => reported.length === 1)
  await page.evaluate(() => {
    const fail = () => (undefined as unknown as { seller: string }).seller
    for (let i = 0; i < 6; i += 1) setTimeout(fail)
  })
  await until('three are there', () => reported.length >= 3)
  await page.waitForLoadState('networkidle')
  expect(reported).toHaveLength(3)
  const failure = reported.find(({ event }) => event === 'window.error')
  expect(failure).toMatchObject({ part: 'browser', type: 'TypeError', page: '/terms' })
  expect(failure?.message).toContain("reading 'seller'")
  expect(failure?.stack).toMatch(/ at /)
  expect(reported.find(({ event }) => event === 'window.rejection')?.type).toBe('RangeError')
  // What sends it came after the first error, and not with the page.
  const sender = scripts.findIndex((url) => url.includes('send-error'))
  expect(sender).toBeGreaterThanOrEqual(before)
  await page.close()
})

test('a page that cannot be made is the error page at once, and is reported', async () => {
  refused = true
  const answer = await fetch(`${web.url}/ur/cars/0190a0b0-c0d0-7e0f-8a1b-2c3d4e5f6071/corolla?x=1`)
  expect(answer.status).toBe(500)
  await until('it is reported', () => reported.length > 0)
  expect(reported[0]).toMatchObject({ part: 'web', event: 'page.failed', type: 'TypeError' })
  expect(reported[0]?.page).toContain('/cars/')
  expect(reported[0]?.page).not.toContain('x=1')
})
