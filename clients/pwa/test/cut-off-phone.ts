// A phone with the web of this tree on it, whose line can be cut, and a gateway of the test.
import { findChromium } from '@pk-auto/servers/chromium'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import sharp from 'sharp'
import { openBrowser } from './browser.ts'
import { buildPages, listen, serveWeb } from './built-web.ts'
import { cuttable, type Cuttable } from './cuttable.ts'
import { cardOf, listing, searchPage, taxonomy } from './sample-market.ts'

export const PERSON = {
  ...{ id: 'p-ayesha', version: 2, termsDue: false, termsVersion: '2026-01', lang: 'en' },
  ...{ phone: '+923459998877', displayName: 'Zubaida Khanum', city: '', marketing: false },
  contact: { call: true, whatsapp: true },
}
export type Refusal = { readonly status: number; readonly code: string; readonly detail?: string }
type Answers = Record<string, () => unknown>

/** A refusal that the gateway of the test answers with. */
export class Refused extends Error {
  readonly problem: Refusal
  constructor(problem: Refusal) {
    super(problem.code)
    this.problem = problem
  }
}

export type Sent = { readonly what: string; readonly match?: string; readonly body: unknown }

export type CutOff = AsyncDisposable & {
  readonly door: Cuttable
  readonly dist: URL
  /** Serves this web with the worker of another build from now on; a stamp has 12 digits. */
  rebuild(stamp: string): Promise<void>
  readonly browser: Browser
  /** What the gateway answers, by `METHOD /path`; GET may be left out. */
  readonly answers: Answers
  /** Everything but reading, in its order. */
  readonly sent: Sent[]
  /** A phone of its own whose worker is there; signed in if asked. */
  phone(options?: { signedIn?: boolean; path?: string }): Promise<Page>
}

const usualAnswers = (): Answers => ({
  '/taxonomy': () => taxonomy,
  '/listings': () => searchPage([cardOf(listing)]),
  [`/listings/${listing.id}`]: () => listing,
  [`/listings/${listing.id}/price-history`]: () => [],
  '/me': () => PERSON,
  '/me/listings': () => ({ items: [listing], next: null }),
  '/me/favourites': () => ({ items: [], next: null, sharedAs: null }),
  '/me/favourites/saved': () => ({ ids: [] }),
  '/me/devices': () => ({ items: [] }),
  'POST /auth/logout': () => ({}),
})

export async function openCutOff(): Promise<CutOff> {
  await using stack = new AsyncDisposableStack()
  const answers = usualAnswers()
  const sent: Sent[] = []
  const plain = { width: 4, height: 3, channels: 3, background: '#0b6b4a' } as const
  const picture = await sharp({ create: plain }).webp().toBuffer()
  const gateway = stack.use(
    await listen((request, response) => {
      const { method = 'GET', headers } = request
      const path = (request.url ?? '').replace('/api/v1', '').replace(/\?.*/, '')
      if (path.startsWith('/media/'))
        return response.writeHead(200, { 'content-type': 'image/webp' }).end(picture)
      const name = method === 'GET' ? path : `${method} ${path}`
      let text = ''
      request.on('data', (part: Buffer) => (text += part.toString()))
      request.once('end', () => {
        if (method !== 'GET') {
          const body = text === '' ? undefined : (JSON.parse(text) as unknown)
          const match = headers['if-match']
          sent.push({ what: name, ...(match === undefined ? {} : { match }), body })
        }
        const answer = answers[name]
        let [status, body]: [number, unknown] = answer ? [200, {}] : [404, {}]
        try {
          body = answer?.() ?? {}
        } catch (error) {
          if (!(error instanceof Refused)) throw error
          ;[status, body] = [error.problem.status, error.problem]
        }
        response.writeHead(status, { 'content-type': 'application/json' })
        response.end(JSON.stringify(body))
      })
    }),
  )
  const dist = await buildPages()
  const { port } = stack.use(await serveWeb(dist, gateway.url))
  const door = stack.use(await cuttable(port))
  // The shell shows no notification.
  const browser = await openBrowser({ executablePath: findChromium() })
  stack.defer(() => browser.close())
  const contexts: BrowserContext[] = []
  const held = stack.move()
  const BUILD = /"[0-9a-f]{12}"/
  return {
    ...{ door, dist, browser, answers, sent },
    async rebuild(stamp) {
      const next = new URL(`../web-${stamp}/`, dist)
      await cp(dist, next, { recursive: true })
      held.defer(() => rm(next, { recursive: true }))
      const client = new URL('client/', next)
      // The packed forms are those of the build before.
      for (const file of await readdir(client))
        if (file.startsWith('worker.js.')) await rm(new URL(file, client))
      const worker = await readFile(new URL('worker.js', client), 'utf8')
      await writeFile(new URL('worker.js', client), `${worker.replace(BUILD, `"${stamp}"`)}\n`)
      door.lead(held.use(await serveWeb(next, gateway.url)).port)
    },
    async phone({ signedIn = false, path = '/' } = {}) {
      for (const context of contexts.splice(0)) await context.close()
      door.mend()
      door.slow(0)
      Object.assign(answers, usualAnswers())
      sent.length = 0
      const context = await browser.newContext({ viewport: { width: 375, height: 740 } })
      contexts.push(context)
      if (signedIn) await context.addCookies([{ name: 'session', value: 's', url: door.url }])
      const page = await context.newPage()
      await page.goto(door.url + path)
      await page.evaluate(() => navigator.serviceWorker.ready)
      return page
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}
