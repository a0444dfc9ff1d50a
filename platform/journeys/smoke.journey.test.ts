// scripts/smoke at the running platform: it passes where everything works, and names what does not
// where one thing is broken between it and the platform.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { tryCommand, type Ran } from '@pk-auto/servers/machine/command'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openJourney, type Journey } from './journey.ts'

const SMOKE = join(fileURLToPath(new URL('../../', import.meta.url)), 'scripts/smoke.ts')

/** One car to look at. */
const MARKET = { listings: 4, people: 2, pictures: 2, conversations: 0 }

let journey: Journey
beforeAll(async () => {
  journey = await openJourney(inject('servers'), MARKET)
})
afterAll(() => journey?.[Symbol.asyncDispose]())

let people = 0
/** Each run has a number of its own: codes are counted by number. */
function smoke(address: string, ...more: string[]): Promise<Ran> {
  const codes = `${journey.platform.gatewayUrl}/dev/messages`
  const phone = `+9230155500${String((people += 1)).padStart(2, '0')}`
  const args = [SMOKE, address, '--codes', codes, '--phone', phone, ...more]
  // Not the journey's hooks for spans.
  return tryCommand(process.execPath, args, { env: { ...process.env, NODE_OPTIONS: '' } })
}

/** Ads of the smoke that anybody can find. */
async function left(): Promise<number> {
  const path = '/api/v1/listings?make=toyota&model=corolla&city=lahore&limit=100'
  const answer = await fetch(journey.platform.gatewayUrl + path)
  const { items } = (await answer.json()) as { items: { price: { minor: number }; km: number }[] }
  return items.filter(({ price, km }) => price.minor === 285_000_000 && km === 84_000).length
}

/** `path` is a regular expression. */
type Fault = {
  readonly path: string
  readonly method?: string
  readonly status?: number
  readonly body?: string
}

/** The platform with one thing broken: a status, by default 500, or another body. */
async function broken({ path, method = 'GET', body, status = body ? 200 : 500 }: Fault) {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      if (new RegExp(path).test(request.url ?? '') && request.method === method) {
        response.writeHead(status).end(body)
        return
      }
      const { host: _, connection: __, ...headers } = request.headers as Record<string, string>
      const sent = chunks.length > 0 && { body: Buffer.concat(chunks) }
      fetch(journey.platform.webUrl + request.url, { method: request.method!, headers, ...sent })
        .then(async (answer) => {
          const { etag = '' } = Object.fromEntries(answer.headers)
          response.writeHead(answer.status, { etag }).end(await answer.text())
        })
        .catch(() => response.writeHead(502).end())
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

test('a platform that works passes, and no ad is left', async () => {
  const { code, output } = await smoke(journey.platform.webUrl)
  expect(code, output).toBe(0)
  expect(output.trim().split('\n').at(-1)).toBe(`6 passed, 0 failed at ${journey.platform.webUrl}`)
  await journey.platform.settled()
  expect(await left()).toBe(0)
})

test('without a place to read codes it looks, and says that it does no more', async () => {
  const args = [SMOKE, journey.platform.webUrl]
  const options = { env: { ...process.env, NODE_OPTIONS: '' } }
  const looked = await tryCommand(process.execPath, [...args, '--look-only'], options)
  expect(looked.output).toMatch(/2 passed, 0 failed/)
  const refused = await tryCommand(process.execPath, args, options)
  expect(refused.code).toBe(2)
  expect(refused.output).toContain('--look-only')
})

test('an empty market is filled by the gateway alone, and once', async () => {
  const script = join(SMOKE, '../fill-market.ts')
  const args = [script, journey.platform.gatewayUrl, '--ads', '1', '--people', '1']
  const fill = () =>
    tryCommand(process.execPath, args, { env: { ...process.env, NODE_OPTIONS: '' } })
  expect((await fill()).output).toContain('1 ads added, 0 were there')
  expect((await fill()).output).toContain('0 ads added, 1 were there')
})

const NOTHING = JSON.stringify({ items: [], facets: {}, total: { value: 0 } })
test.for<[step: string, fault: Fault, passed: number]>([
  ['results are shown', { path: '^/cars$' }, 0],
  ['results are shown', { path: '^/cars$', body: '<p>Nothing here</p>' }, 0],
  ['a car is shown', { path: '^/cars/.+' }, 1],
  ['a car is shown', { path: '^/cars/.+', status: 404 }, 1],
  ['a car is shown', { path: '^/api/v1/listings/[^/]+$' }, 1],
  ['a code is sent, and signs in', { path: 'otp/request$', method: 'POST' }, 2],
  ['a code is sent, and signs in', { path: 'otp/request$', method: 'POST', body: '{}' }, 2],
  ['a code is sent, and signs in', { path: 'otp/verify$', method: 'POST' }, 2],
  ['an ad is published', { path: '/publish$', method: 'POST' }, 3],
  // What was published is taken down: one more step that passes.
  ['the ad is found', { path: '^/api/v1/listings[?]', body: NOTHING }, 5],
  ['the ad is taken down', { path: '/close$', method: 'POST' }, 5],
])('“%s” fails with %j, and the walk ends', async ([step, fault, passed]) => {
  await using proxy = await broken(fault)
  const { code, output } = await smoke(proxy.url, '--patience', '3')
  expect(code, output).toBe(1)
  expect(output).toContain(`FAILED  ${step}`)
  expect(output).toContain(`${passed} passed, 1 failed at`)
})
