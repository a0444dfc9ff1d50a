// Signing in by code in a real browser: the countdown by the server's clock, the other ways to get
// a code, and every way in which the code comes into its field.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import AxeBuilder from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { buildPages, serveWeb } from './built-web.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const PERSON = { id: 'p1', version: 2, termsDue: false, termsVersion: '2026-01' }
type Refusal = { readonly status: number; readonly code: string; readonly retryAfterS: number }

const stack = new AsyncDisposableStack()
let url: string
let browser: Browser
/** What the gateway was sent, and how it answers the next request for a code. */
let asked: string[]
let typed: string[]
let refusal: Refusal | undefined
let pauses: number[]

const challenge = (channel: string) => {
  const now = Date.now()
  const at = (ms: number) => new Date(now + ms).toISOString()
  return {
    ...{ challengeId: `c${asked.length}`, channel, answeredAt: at(0) },
    ...{ resendAt: at(pauses[asked.length - 1] ?? 2 * MINUTE), expiresAt: at(5 * MINUTE) },
  }
}

beforeAll(async () => {
  const gateway = createServer((request, response) => {
    let text = ''
    request.on('data', (part: Buffer) => (text += part.toString()))
    request.once('end', () => {
      const body = (text === '' ? {} : JSON.parse(text)) as { channel?: string; code?: string }
      const answer = (status: number, value: object, more = {}) =>
        response
          .writeHead(status, { 'content-type': 'application/json', ...more })
          .end(JSON.stringify(value))
      if (request.url?.endsWith('/auth/otp/request')) {
        if (refusal) {
          const { status, code, retryAfterS } = refusal
          return answer(status, { status, code }, { 'retry-after': String(retryAfterS) })
        }
        asked.push(body.channel ?? '')
        return answer(202, challenge(body.channel ?? ''))
      }
      if (request.url?.endsWith('/auth/otp/verify')) {
        typed.push(body.code ?? '')
        if (body.code !== '002506') return answer(422, { status: 422, code: 'OTP_WRONG' })
        return answer(200, { person: PERSON, isNew: false, termsDue: false })
      }
      return answer(404, { status: 404, code: 'ROUTE_NOT_FOUND' })
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
  ;[asked, typed, refusal, pauses] = [[], [], undefined, [MINUTE]]
})

/** At the code step, on a phone whose clock is `aheadMs` ahead of the server's. */
async function atCode({
  lang = 'en',
  aheadMs = 0,
  before,
}: { lang?: 'en' | 'ur'; aheadMs?: number; before?: (page: Page) => Promise<void> } = {}) {
  const context = await browser.newContext({ viewport: { width: 375, height: 740 } })
  stack.defer(() => context.close())
  const page = await context.newPage()
  await page.clock.install({ time: Date.now() + aheadMs })
  await before?.(page)
  await page.goto(`${url}${lang === 'ur' ? '/ur' : ''}/login?next=/favourites`)
  await page.getByTestId('login-phone').fill('0300 1234567')
  await page.getByTestId('login-send').click()
  await page.getByTestId('login-code').waitFor()
  return page
}
const waitOf = async (page: Page): Promise<number> => {
  const text = (await page.getByTestId('login-wait').textContent()) ?? ''
  const [, minutes, seconds] = /(\d+):(\d\d)/.exec(text) ?? []
  return Number(minutes) * 60 + Number(seconds)
}
const by = (page: Page, channel: string) => page.getByTestId(`login-resend-${channel}`)
const faultsOf = async (page: Page) =>
  (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html])
const isSignedIn = (page: Page) => page.waitForURL(({ pathname }) => pathname === '/favourites')

test.each([0, 5 * MINUTE, -5 * MINUTE, 60 * MINUTE, -60 * MINUTE])(
  'on a phone whose clock is %i ms ahead the wait is the one of the server',
  async (aheadMs) => {
    const page = await atCode({ aheadMs })
    const seen = await waitOf(page)
    expect(seen).toBeGreaterThan(55)
    expect(seen).toBeLessThanOrEqual(60)
    await page.clock.fastForward(50 * SECOND)
    await expect.poll(() => waitOf(page)).toBeLessThanOrEqual(10)
    expect(await by(page, 'sms').count()).toBe(0)
    // Remembered across a reload, by the same clock.
    await page.reload()
    await page.getByTestId('login-code').waitFor()
    await page.getByTestId('login-code').fill('002506')
    await isSignedIn(page)
  },
)

test('after the wait another code comes by SMS, WhatsApp or call, then a new wait', async () => {
  const page = await atCode()
  for (const [channel, words] of [
    ['whatsapp', 'Sent by WhatsApp to'],
    ['call', 'We are calling'],
    ['sms', 'Sent by SMS to'],
  ] as const) {
    await page.clock.fastForward(2 * MINUTE)
    await by(page, channel).click()
    await page.getByText(words).waitFor()
    await expect.poll(() => waitOf(page)).toBeGreaterThan(115)
    expect(await by(page, channel).count()).toBe(0)
  }
  expect(asked).toEqual(['sms', 'whatsapp', 'call', 'sms'])
})

test('a refusal says how long to wait, and the countdown starts anew', async () => {
  const page = await atCode()
  await page.clock.fastForward(MINUTE)
  refusal = { status: 429, code: 'OTP_TOO_MANY', retryAfterS: 300 }
  await by(page, 'call').click()
  await page.getByTestId('login-error').waitFor()
  const at = async (id: string) => (await page.getByTestId(id).boundingBox())?.y ?? 0
  expect(await at('login-error')).toBeLessThan(await at('login-code'))
  await page.getByTestId('login-wait').waitFor()
  await expect.poll(() => waitOf(page)).toBeGreaterThan(295)
  expect(asked).toEqual(['sms'])
})

test('the whole message may be pasted in place of its code', async () => {
  const page = await atCode()
  await page.getByTestId('login-code').evaluate((field: HTMLInputElement) => {
    field.value = '<#> Automart 002506 is your code. It works for 5 minutes.'
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })
  await isSignedIn(page)
  expect(typed).toEqual(['002506'])
})

/** A browser that can read the SMS: what it was asked for, and whether that was given up. */
type Reader = { asked: unknown[]; aborted: number; deliver?: (code: string) => void }
const withReader = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    const reader: Reader = { asked: [], aborted: 0 }
    Object.assign(globalThis, { reader, OTPCredential: class {} })
    navigator.credentials.get = (options) =>
      new Promise((resolve, reject) => {
        const { signal, ...rest } = options as CredentialRequestOptions & { signal: AbortSignal }
        reader.asked.push(rest)
        reader.deliver = (code) => resolve({ code } as unknown as Credential)
        signal.addEventListener('abort', () => {
          reader.aborted += 1
          reject(signal.reason as Error)
        })
      })
  })
}
const readerOf = (page: Page) =>
  page.evaluate(() => {
    const { asked: wanted, aborted } = (globalThis as unknown as { reader: Reader }).reader
    return { asked: wanted, aborted }
  })

test('where the browser reads the SMS, the code goes in by itself', async () => {
  const page = await atCode({ before: withReader })
  const once = { asked: [{ otp: { transport: ['sms'] } }], aborted: 0 }
  await expect.poll(() => readerOf(page)).toEqual(once)
  await page.evaluate(() =>
    (globalThis as unknown as { reader: Reader }).reader.deliver?.('002506'),
  )
  await isSignedIn(page)
  expect(typed).toEqual(['002506'])
})

test('reading the SMS is given up when the step is left, and not begun for a call', async () => {
  const page = await atCode({ before: withReader })
  await page.clock.fastForward(MINUTE)
  await by(page, 'call').click()
  await page.getByText('We are calling').waitFor()
  await expect.poll(() => readerOf(page)).toMatchObject({ asked: [{}], aborted: 1 })
  await page.clock.fastForward(2 * MINUTE)
  await by(page, 'sms').click()
  await page.getByText('Sent by SMS to').waitFor()
  await expect.poll(() => readerOf(page)).toMatchObject({ asked: [{}, {}], aborted: 1 })
  await page.getByTestId('login-change').click()
  await page.getByTestId('login-phone').waitFor()
  await expect.poll(() => readerOf(page)).toMatchObject({ asked: [{}, {}], aborted: 2 })
})

test.each(['en', 'ur'] as const)(
  'in %s on a small screen: by keyboard alone, nothing cut off, no fault for screen readers',
  async (lang) => {
    const page = await atCode({ lang })
    expect(await faultsOf(page)).toEqual([])
    await page.clock.fastForward(MINUTE)
    await by(page, 'call').waitFor()
    expect(await faultsOf(page)).toEqual([])
    const { wide, shown } = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth,
      shown: document.documentElement.clientWidth,
    }))
    expect(wide).toBe(shown)
    await page.getByTestId('login-code').focus()
    // The button to go on, then the three ways.
    for (let n = 0; n < 4; n += 1) await page.keyboard.press('Tab')
    expect(
      await page.evaluate(() => (document.activeElement as HTMLElement).dataset['testid']),
    ).toBe('login-resend-call')
    await page.keyboard.press('Enter')
    await page.getByTestId('login-wait').waitFor()
    expect(asked).toEqual(['sms', 'call'])
    // The buttons are gone; whoever used one is where the code is typed.
    expect(
      await page.evaluate(() => (document.activeElement as HTMLElement).dataset['testid']),
    ).toBe('login-code')
    const label = await page.getByTestId('login-code').getAttribute('autocomplete')
    expect(label).toBe('one-time-code')
  },
)

test.each(['/terms', '/login'])(
  'whoever is no more than a visitor of %s is asked for nothing',
  async (path) => {
    const context = await browser.newContext()
    stack.defer(() => context.close())
    const page = await context.newPage()
    const own: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('/api/v1/me')) own.push(request.url())
    })
    await page.goto(url + path, { waitUntil: 'networkidle' })
    expect(own).toEqual([])
  },
)
