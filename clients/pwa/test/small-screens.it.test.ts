// Proves in a real browser that no page is wider than a small phone, whatever fonts the phone has.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { answering, buildPages, serveWeb } from './built-web.ts'
import { answersForEveryPage, OWN_PAGES, pageFiles, PAGES, PUBLIC_PAGES } from './every-page.ts'

/** The fonts of this machine but for those whose file names match. */
const fontsWithout = (...patterns: readonly string[]): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <selectfont><rejectfont>
    ${patterns.map((pattern) => `<glob>${pattern}</glob>`).join('')}
  </rejectfont></selectfont>
</fontconfig>`

const FONTS = {
  'a Nastaliq font': [],
  'the Nastaliq that pages bring': ['*Nastaliq*'],
  'no Urdu font of its own': ['*Nastaliq*', '*Naskh*', '*Kufi*', '*Arabic*'],
} as const

let stack: AsyncDisposableStack
let url: string
let folder: string

beforeAll(async () => {
  stack = new AsyncDisposableStack()
  folder = await mkdtemp(join(tmpdir(), 'pk-auto-fonts-'))
  stack.defer(() => rm(folder, { recursive: true }))
  const gateway = stack.use(await answering(answersForEveryPage))
  const dist = await buildPages()
  url = stack.use(await serveWeb(dist, gateway.url)).url
})

afterAll(() => stack?.disposeAsync())

const browserWith = async (patterns: readonly string[]): Promise<Browser> => {
  const file = join(folder, `${patterns.length}.conf`)
  await writeFile(file, fontsWithout(...patterns))
  return openBrowser({ env: { FONTCONFIG_FILE: file } })
}

test('every page has its row in every-page.ts', async () => {
  expect(Object.keys(PAGES).toSorted()).toEqual((await pageFiles()).toSorted())
})

test.for(Object.entries(FONTS))(
  'with %s every page fits',
  { timeout: 180_000 },
  async ([name, patterns]) => {
    const browser = await browserWith(patterns)
    stack.defer(() => browser.close())
    const page = await browser.newPage()
    if (name.includes('bring'))
      await page.context().addCookies([{ name: 'nastaliq', value: '1', url }])
    const wide: string[] = []
    const measure = async (paths: readonly string[]): Promise<void> => {
      for (const path of paths.flatMap((one) => [one, `/ur${one}`])) {
        await page.setViewportSize({ width: 320, height: 700 })
        await page.goto(url + path, { waitUntil: 'domcontentloaded' })
        for (const width of [320, 360, 390]) {
          await page.setViewportSize({ width, height: 700 })
          const over = await page.evaluate(async () => {
            await document.fonts.ready
            const { scrollWidth, clientWidth } = document.documentElement
            return scrollWidth - clientWidth
          })
          if (over > 0) wide.push(`${path} at ${width} px: ${over} px too wide`)
        }
      }
    }
    await measure([...PUBLIC_PAGES, '/shortlists/gone'])
    // Who is signed in has more in the head of a page.
    await page.context().addCookies([{ name: 'session', value: 'x', url }])
    await measure(['/terms', ...OWN_PAGES])
    expect(wide).toEqual([])
  },
)

test('a browser whose Nastaliq fonts were taken away has none', async () => {
  await using browser = await browserWith(FONTS['the Nastaliq that pages bring'])
  const page = await browser.newPage()
  const [named, other] = await page.evaluate(() => {
    const context = new OffscreenCanvas(1, 1).getContext('2d')!
    return ["'Noto Nastaliq Urdu', serif", 'serif'].map((family) => {
      context.font = `40px ${family}`
      return context.measureText('گاڑیاں دیکھیں').width
    })
  })
  expect(named).toBe(other)
})
