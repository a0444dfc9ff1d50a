// The fixture of one journey file: the whole platform with a small market of its own, and Chromium
// at its door.
import { newId } from '@pk-auto/kernel/id'
import { findHeadlessShell } from '@pk-auto/servers/chromium'
import type { ServerUrls } from '@pk-auto/servers/server-urls'
import { touching } from '@pk-auto/testing/touching'
import { until } from '@pk-auto/testing/until'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { dropDatabases } from '../processes/databases.ts'
import { environmentOf } from '../environment.ts'
import { openProbe, type Probe } from '../invariants/probe.ts'
import { ownPorts } from '../processes/own-ports.ts'
import { startPlatform, type Platform } from '../platform.ts'
import { seedMarket } from '../seed.ts'
import type { SeedOrder } from '../seeds/shape.ts'
import { type Conversations, openConversations } from '../test/talking/open-conversations.ts'
import { signIn, type Visitor as PersonAtApp } from '../visitor.ts'

export type Journey = AsyncDisposable & {
  platform: Platform
  conversations: Conversations
  /** A person with an app of their own: who signs in with this number in a browser is the same. */
  personAtApp(phone: string): Promise<PersonAtApp>
  /** What the checkers of invariants may look at. */
  probe: Probe
  browser: Browser
  /**
   * A new visitor with a browser of their own, phone-sized unless asked otherwise. Disposing closes
   * it.
   */
  visitor(options?: { lang?: 'en' | 'ur'; width?: number; javaScript?: boolean }): Promise<Visitor>
  /** Signs in where the page asks for it, or on its own page, with the code the sandbox took. */
  signIn(page: Page, phone: string, lang?: 'en' | 'ur'): Promise<void>
  /** The code that was sent to a number, as soon as it is there. */
  codeFor(phone: string): Promise<string>
}

export type Visitor = AsyncDisposable & { context: BrowserContext; page: Page }

const MARKET = { listings: 120, people: 20, pictures: 12, conversations: 12 }
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A microphone that beeps, for those who may use it.
  '--use-fake-device-for-media-stream',
]

export async function openJourney(
  servers: ServerUrls,
  market: Omit<SeedOrder, 'seed' | 'now'> = MARKET,
  executablePath = findHeadlessShell() ?? 'chromium',
): Promise<Journey> {
  const namespace = `j${newId().replaceAll('-', '').slice(-10)}`
  await using stack = new AsyncDisposableStack()
  stack.defer(() => dropDatabases({ servers, namespace }))
  const place = { servers, ports: await ownPorts(), profile: 'test' as const, namespace }
  const platform = stack.use(await startPlatform(place))
  const conversations = stack.use(
    openConversations({
      ports: { chat: platform.part('chat').grpcPort, identity: platform.part('identity').grpcPort },
      secret: environmentOf('chat', place)['SERVICE_SECRET'],
    }),
  )
  if (market.listings > 0) await seedMarket(platform, { seed: 7, ...market, now: new Date() })
  const probe = stack.use(await openProbe({ servers, namespace }))
  const browser = touching(await chromium.launch({ executablePath, args: FLAGS }))
  stack.defer(() => browser.close())
  const held = stack.move()

  // The number is typed as people type it, and the sandbox knows it as E.164.
  const codeFor = (phone: string) =>
    until(`a code for ${phone}`, async () => {
      const response = await fetch(
        `${platform.gatewayUrl}/dev/messages?to=${encodeURIComponent(phone.replace(/^0/, '+92'))}`,
      )
      const { items } = (await response.json()) as { items: { code?: string }[] }
      return items[0]?.code
    })

  return {
    platform,
    conversations,
    personAtApp: (phone) => signIn(platform.gatewayUrl, phone.replace(/^0/, '+92')),
    probe,
    browser,
    codeFor,
    async visitor({ lang = 'en', width = 375, javaScript = true } = {}) {
      const context = await browser.newContext({
        baseURL: platform.webUrl,
        viewport: { width, height: 812 },
        locale: lang === 'ur' ? 'ur-PK' : 'en-PK',
        javaScriptEnabled: javaScript,
      })
      const page = await context.newPage()
      page.setDefaultTimeout(30_000)
      return { context, page, [Symbol.asyncDispose]: () => context.close() }
    },
    async signIn(page, phone, lang = 'en') {
      if (!page.url().includes('/login') && !(await page.getByTestId('login-sheet').isVisible()))
        await page.goto(lang === 'ur' ? '/ur/login' : '/login')
      await page.getByTestId('login-phone').fill(phone)
      await page.getByTestId('login-send').click()
      await page.getByTestId('login-code').waitFor()
      await page.getByTestId('login-code').fill(await codeFor(phone))
      // Six digits submit themselves.
      const terms = page.getByTestId('login-terms')
      const inside = page.getByTestId('nav-account')
      await terms.or(inside).first().waitFor()
      if (await terms.isVisible()) {
        await terms.check()
        await page.getByTestId('login-accept').click()
      }
      await inside.waitFor()
    },
    [Symbol.asyncDispose]: () => held.disposeAsync(),
  }
}
