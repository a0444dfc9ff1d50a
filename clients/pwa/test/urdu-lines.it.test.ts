// Proves in a real browser that no field and no box of an Urdu page cuts the feet off its letters:
// Nastaliq hangs deep below its line, and what clips needs lines that are high enough.
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { answering, buildPages, serveWeb } from './built-web.ts'
import { answersForEveryPage, OWN_PAGES, PUBLIC_PAGES } from './every-page.ts'

const stack = new AsyncDisposableStack()
let browser: Browser
let url: string

beforeAll(async () => {
  const gateway = stack.use(await answering(answersForEveryPage))
  url = stack.use(await serveWeb(await buildPages(), gateway.url)).url
  browser = await openBrowser()
  stack.defer(() => browser.close())
})
afterAll(() => stack.disposeAsync())

/** Fields that people read Urdu in, and boxes that clip what they hold, with lines under 2 em. */
const cutLines = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const FIELDS = 'input:not([type=hidden], [type=checkbox], [type=radio]), select, textarea'
    const isClipping = (one: Element): boolean => {
      const { overflowY, textOverflow, lineHeight, fontSize } = getComputedStyle(one)
      if (overflowY === 'visible' && textOverflow === 'clip' && !one.matches(FIELDS)) return false
      const spare = one.clientHeight - parseFloat(lineHeight) > parseFloat(fontSize)
      return one.matches(FIELDS) || (one.childElementCount === 0 && !spare)
    }
    const isUrdu = (one: Element): boolean =>
      one.matches(FIELDS) || /\p{Script=Arabic}/u.test(one.textContent ?? '')
    return [...document.querySelectorAll('main *, dialog *, header *')]
      .filter((one) => one.matches(':lang(ur)') && isUrdu(one) && isClipping(one))
      .filter((one) => !one.closest('script, svg, option, .quiet, .code, [type=time]'))
      .filter((one) => {
        const { lineHeight, fontSize } = getComputedStyle(one)
        return parseFloat(lineHeight) < 1.99 * parseFloat(fontSize)
      })
      .map((one) => one.outerHTML.slice(0, 90))
  })

test('on every Urdu page what clips has lines as high as Nastaliq', async () => {
  const page = await browser.newPage({ viewport: { width: 360, height: 740 } })
  const cut: Record<string, string[]> = {}
  const measure = async (paths: readonly string[]): Promise<void> => {
    for (const path of paths) {
      await page.goto(`${url}/ur${path}`, { waitUntil: 'networkidle' })
      const lines = await cutLines(page)
      if (lines.length > 0) cut[path] = lines
    }
  }
  await measure([...PUBLIC_PAGES, '/sell'])
  await page.context().addCookies([{ name: 'session', value: 'x', url }])
  await measure(OWN_PAGES)
  expect(cut).toEqual({})
})
