// Proves in a real browser that whatever people write stays text: no page gets another shape by it.
import { glob, readFile } from 'node:fs/promises'
import { langOf } from '@pk-auto/ui/locale'
import fc from 'fast-check'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { answering, buildPages, serveWeb } from './built-web.ts'
import { answersForEveryPage, PUBLIC_PAGES } from './every-page.ts'
import { cardOf, listing, searchPage } from './sample-market.ts'

let stack: AsyncDisposableStack
let web: { readonly url: string }
let page: Page
/** What everybody on the market has written everywhere. */
let written = ''

const both = () => ({ en: written, ur: written })
const answers: Readonly<Record<string, () => unknown>> = {
  ...answersForEveryPage,
  '/listings': () => {
    const found = searchPage([cardOf({ ...listing, title: both(), city: written })])
    const facets = { make: [{ value: written, label: both(), count: 3 }] }
    const setAside = [{ text: written, filter: 'make' }]
    const filters = { make: ['toyota'] }
    return { ...found, facets, understood: { filters, text: written, setAside } }
  },
  [`/listings/${listing.id}`]: () => ({
    ...listing,
    title: both(),
    sellerTitle: written,
    variant: written,
    features: [written],
    description: { text: written, lang: 'en' },
    seller: { ...listing.seller, name: written },
    photos: listing.photos.map((photo) => ({ ...photo, alt: written })),
  }),
  '/listings/gone/similar': () => ({
    sameCar: [cardOf({ ...listing, title: both(), city: written })],
    sameMoney: [],
  }),
  '/people/s1': () => ({
    ...{ id: 's1', displayName: written, memberSince: listing.createdAt },
    ...{ badges: [], liveAds: 1 },
  }),
  '/shortlists/list': () => ({
    items: [{ listing: cardOf({ ...listing, title: both(), city: written }), state: 'sold' }],
    next: written,
  }),
  [`/listings/${listing.id}/price-history`]: () => [
    { at: listing.createdAt, price: listing.price },
  ],
}

beforeAll(async () => {
  stack = new AsyncDisposableStack()
  const gateway = stack.use(await answering(answers))
  const dist = await buildPages()
  web = stack.use(await serveWeb(dist, gateway.url))
  page = await stack.use(await openBrowser()).newPage()
})

afterAll(() => stack?.disposeAsync())

/** The shape of a page as a browser reads it, its data blocks, and what stands in its title. */
const read = async (path: string) => {
  const html = await (await fetch(web.url + path)).text()
  return page.evaluate((source) => {
    const parsed = new DOMParser().parseFromString(source, 'text/html')
    const shape = [...parsed.querySelectorAll('*')].map(
      (element) => `${element.tagName} ${element.getAttributeNames().join(' ')}`,
    )
    const blocks = [...parsed.querySelectorAll('script[type*=json]')].map((one) => one.textContent)
    const title = parsed.querySelector('[data-testid=detail-title]')?.textContent
    return { shape, blocks, title }
  }, html)
}

const text = fc
  .array(
    fc.oneof(
      fc.constantFrom('<', '>', '"', "'", '&', '`', '</script>', '<!--', '-->', '</title>', ']]>'),
      fc.constantFrom(
        '<img src=x onerror=alert(1)>',
        '" onload="alert(1)',
        '{',
        '${',
        '&lt;',
        '\\',
      ),
      fc.constantFrom('\u202e', '\u2028', 'گاڑی', ' ', 'a', 'javascript:alert(1)'),
    ),
    { minLength: 1, maxLength: 8 },
  )
  // The way in and out is a letter, so that no page leaves out what is blank.
  .map((parts) => `a${parts.join('')}z`)

const asked = (path: string) => path.replace('{q}', encodeURIComponent(written))

test.for([
  ...PUBLIC_PAGES,
  ...['/cars?q={q}', '/ur/cars?q={q}&make=toyota', '/login?next={q}', '/sell'],
])('whatever is written, %s keeps its shape', { timeout: 120_000 }, async (path) => {
  const shapeOf = async (text: string) => {
    written = text
    return (await read(asked(path))).shape
  }
  // What is in the other language stands below the heading of its page.
  const plain = { en: await shapeOf('plain'), ur: await shapeOf('سادہ') }
  await fc.assert(
    fc.asyncProperty(text, async (hostile) => {
      written = hostile
      const seen = await read(asked(path))
      expect(seen.shape).toEqual(plain[langOf(hostile)])
      for (const block of seen.blocks) {
        expect(block).not.toContain('<')
        expect(() => JSON.parse(block ?? '') as unknown).not.toThrow()
      }
      if (seen.title !== undefined) expect(seen.title).toBe(hostile)
    }),
    { numRuns: 40 },
  )
})

const SINKS = new RegExp(
  [
    String.raw`set:html=\{(?!jsonForScript\(|sent\}|START_SCRIPTS\})`,
    'dangerouslySetInnerHTML',
    '(?:inner|outer|adjacent)HTML',
    String.raw`document\.write`,
  ].join('|'),
  'gi',
)

test('nobody writes HTML past the templates, but for data blocks and the one script', async () => {
  const found: string[] = []
  for await (const file of glob('**/*.{ts,tsx,astro}', {
    cwd: new URL('../src/', import.meta.url),
  })) {
    const source = await readFile(new URL(`../src/${file}`, import.meta.url), 'utf8')
    const sinks = source.match(SINKS)
    if (sinks) found.push(`${file}: ${sinks.join(', ')}`)
  }
  expect(found).toEqual([])
})
