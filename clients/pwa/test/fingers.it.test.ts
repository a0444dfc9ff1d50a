// Proves in a real browser that on a small phone, with text of any size, every control is as large
// as a finger, no word is torn, and nothing hangs out of the side.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { answering, buildPages, serveWeb } from './built-web.ts'
import { answersForEveryPage, OWN_PAGES, PUBLIC_PAGES } from './every-page.ts'
import {
  bareNames,
  brokenWords,
  enlarge,
  hiddenFocus,
  hintsFromTheMiddle,
  overhang,
  smallControls,
} from './measures.ts'
import { listing } from './sample-market.ts'

const stack = new AsyncDisposableStack()
let browser: Browser
let url: string

beforeAll(async () => {
  const gateway = stack.use(await answering(answersForEveryPage))
  const dist = await buildPages()
  url = stack.use(await serveWeb(dist, gateway.url)).url
  browser = await openBrowser()
  stack.defer(() => browser.close())
})
afterAll(() => stack.disposeAsync())

const open = async (page: Page, path: string, times: number): Promise<void> => {
  await page.goto(url + path)
  await enlarge(page, times)
  await page.waitForFunction(() => !document.querySelector('main .waiting'))
}

test.for([
  ...[PUBLIC_PAGES, OWN_PAGES].flatMap((paths) =>
    ['', '/ur'].map((lang) => [lang, paths] as const),
  ),
])('from %s, all of %j is large enough and whole', { timeout: 120_000 }, async ([lang, paths]) => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
  const page = await context.newPage()
  if (paths === OWN_PAGES) await context.addCookies([{ name: 'session', value: 'x', url }])
  const found: string[] = []
  for (const times of [1, 1.3])
    for (const path of paths) {
      await open(page, lang + path, times)
      const small = await smallControls(page)
      const torn = await brokenWords(page)
      const hints = await hintsFromTheMiddle(page)
      const over = await overhang(page)
      found.push(
        ...small.map((one) => `${path} × ${times}: ${one}`),
        ...torn.map((one) => `${path} × ${times}: torn ${one}`),
        ...(await bareNames(page)).map((one) => `${path}: ${one}`),
        ...hints.map((one) => `${path}: hint ${one}`),
        ...(over > 0 ? [`${path} × ${times}: ${over} px too wide`] : []),
      )
    }
  expect(found).toEqual([])
})

test.for(['', '/ur'])('the tab that is open is in sight: %j', async (lang) => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
  await context.addCookies([{ name: 'session', value: 'x', url }])
  const page = await context.newPage()
  await page.goto(`${url}${lang}/me/account`)
  const box = await page.getByTestId('tab-account').boundingBox()
  expect(box && box.x >= 0 && box.x + box.width <= 360).toBe(true)
})

test.for(['/sell', `/cars/${listing.id}/x`, '/cars'])(
  'by keyboard, nothing that has the focus in %s is behind a bar',
  async (path) => {
    const context = await browser.newContext({ viewport: { width: 360, height: 600 } })
    const page = await context.newPage()
    await page.goto(url + path)
    await enlarge(page, 1.3)
    await page.waitForFunction(() => !document.querySelector('main .waiting'))
    expect(await hiddenFocus(page, 40)).toEqual([])
  },
)

test('without a script, a page has its heading, and nothing waits for one', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  const page = await context.newPage()
  for (const path of ['/sell', '/ur/me/account', '/chat', '/ur/confirm-email?token=x']) {
    await page.goto(url + path)
    await page.locator('main .notice').first().waitFor()
    const idle = page.locator('main .waiting, [data-one-tap] button')
    expect(await idle.filter({ visible: true }).count(), path).toBe(0)
    expect(await page.locator('h1').count(), path).toBe(1)
  }
})

test('with large text, the tools of the results say all of their words', async () => {
  const page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage()
  for (const path of ['/cars?make=toyota&city=multan', '/ur/cars?make=toyota&city=multan']) {
    await page.goto(url + path)
    await enlarge(page, 1.3)
    const [cut, lines] = await page.evaluate(() => {
      const sort = document.querySelector('.sort select')!
      const words = document.querySelector('[data-open-sheet] span')!
      const line = parseFloat(getComputedStyle(words).lineHeight)
      return [sort.scrollWidth - sort.clientWidth, words.getBoundingClientRect().height / line]
    })
    expect([path, cut, Math.round(lines)]).toEqual([path, 0, 1])
  }
})
