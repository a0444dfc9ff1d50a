// scripts/run-load at the running platform, by the real k6: what it asks arrives, and a limit that
// cannot hold is a breach. Of the long kind: the first time k6 is built, which takes minutes.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { tryCommand, type Ran } from '@pk-auto/servers/machine/command'
import { metricsText } from '@pk-auto/telemetry/metrics'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openJourney, type Journey } from './journey.ts'

const RUN_LOAD = join(fileURLToPath(new URL('../../', import.meta.url)), 'scripts/run-load.ts')
const MARKET = { listings: 12, people: 4, pictures: 2, conversations: 0 }
/** k6 says so when a threshold is crossed. */
const BREACH = 99

/** A shared machine may be slow: how long answers take is not what this is about. */
const SLOW = ['--p95', '20000']

describe.runIf(inject('long'))('load, by the real k6', { timeout: 1_200_000 }, () => {
  let journey: Journey
  beforeAll(async () => {
    journey = await openJourney(inject('servers'), MARKET)
  })
  afterAll(() => journey?.[Symbol.asyncDispose]())

  /** Six seconds of it. */
  const load = (name: string, at: string, rate: number, ...more: string[]): Promise<Ran> =>
    tryCommand(
      process.execPath,
      [RUN_LOAD, name, '--at', at, '--rate', String(rate), '--minutes', '0.1', ...more],
      // Not the journey's hooks for spans.
      { env: { ...process.env, NODE_OPTIONS: '' } },
    )

  /** Answered by the gateway so far, all statuses together. */
  async function answered(route: string): Promise<number> {
    const counts = (await metricsText())
      .split('\n')
      .filter((line) => line.startsWith('http_server_duration_ms_count{'))
      .filter((line) => line.includes('gateway-pwa') && line.includes(`route="${route}"`))
    return counts.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
  }
  const count = async (service: 'identity' | 'catalogue' | 'chat', what: string) => {
    const [row] = await journey.probe.rows<{ n: number }>(
      service,
      `select count(*)::int as n from ${what}`,
    )
    return row?.n ?? 0
  }

  test('visits and questions reach the gateway', async () => {
    const { webUrl, gatewayUrl } = journey.platform
    const [lists, cars] = ['GET /api/v1/listings', 'GET /api/v1/listings/:id']
    const before = [await answered(lists), await answered(cars)] as const
    const browsed = await load('browse', webUrl, 2, ...SLOW)
    expect(browsed.code, browsed.output).toBe(0)
    expect(browsed.output).toMatch(/browse at 2\/s for 0\.1 min holds: \d+ done/)
    expect((await answered(cars)) - before[1]).toBeGreaterThanOrEqual(10)
    const asked = await load('search', gatewayUrl, 3, ...SLOW)
    expect(asked.code, asked.output).toBe(0)
    expect((await answered(lists)) - before[0]).toBeGreaterThanOrEqual(25)
  })

  test('people sign in, and their ads are live in catalogue', async () => {
    const { gatewayUrl } = journey.platform
    const people = await count('identity', 'person')
    const entered = await load('otp', gatewayUrl, 1, ...SLOW)
    expect(entered.code, entered.output).toBe(0)
    expect((await count('identity', 'person')) - people).toBeGreaterThanOrEqual(5)
    const ads = await count('catalogue', `listing where state = 'live'`)
    const published = await load('publish', gatewayUrl, 1, ...SLOW)
    expect(published.code, published.output).toBe(0)
    expect((await count('catalogue', `listing where state = 'live'`)) - ads).toBeGreaterThanOrEqual(
      5,
    )
  })

  test('what is said in chat is on disk, each message once', async () => {
    const messages = `conversation_event where body->>'text' like 'Message % of 5'`
    const { code, output } = await load('chat', journey.platform.gatewayUrl, 1, ...SLOW)
    expect(code, output).toBe(0)
    const talks = Number(/(\d+) done/.exec(output)?.[1])
    expect(talks).toBeGreaterThanOrEqual(5)
    expect(await count('chat', messages)).toBe(5 * talks)
  })

  test('a day asks for everything', async () => {
    const { webUrl, gatewayUrl } = journey.platform
    const refused = await load('day', webUrl, 20, ...SLOW)
    expect(refused.code).toBe(1)
    expect(refused.output).toContain('has no sandbox for codes')
    const day = await load('day', gatewayUrl, 20, ...SLOW)
    expect(day.code, day.output).toBe(0)
    expect(day.output).toMatch(/serves no photos: they are left out/)
  })

  test('a limit that cannot hold is a breach, and the sentence says what to do', async () => {
    const { code, output } = await load('search', journey.platform.gatewayUrl, 2, '--p95', '0.01')
    expect(code, output).toBe(BREACH)
    expect(output).toContain('does not hold: http_req_duration of search p(95)<0.01')
    expect(output).toContain('--knee')
  })

  test('where nothing answers, no load is made', async () => {
    const { code, output } = await load('search', 'http://127.0.0.1:1', 2)
    expect(code).toBe(1)
    expect(output).toContain('is the platform running there?')
  })
})
