// From which pages a browser may change something: every route that is no GET against every origin,
// held to the rule and to the written matrix.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seller, type Visitor } from './browser.ts'
import { startGatewayFixture, type GatewayFixture } from './gateway-fixture.ts'

const OURS = 'https://automart.pk'
type Page = { headers: Record<string, string>; mayChange: boolean }
/** What a browser sends from each kind of page; the last ones leave Origin out. */
const PAGES: Readonly<Record<string, Page>> = {
  'our page': { headers: { origin: OURS, 'sec-fetch-site': 'same-origin' }, mayChange: true },
  'no browser': { headers: {}, mayChange: true },
  'foreign page': {
    headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    mayChange: false,
  },
  'sibling of ours': {
    headers: { origin: 'https://blog.automart.pk', 'sec-fetch-site': 'same-site' },
    mayChange: false,
  },
  'ours without TLS': { headers: { origin: 'http://automart.pk' }, mayChange: false },
  'ours at another port': { headers: { origin: `${OURS}:8443` }, mayChange: false },
  'null origin': { headers: { origin: 'null' }, mayChange: false },
  'ours, no Origin': { headers: { 'sec-fetch-site': 'same-origin' }, mayChange: true },
  'typed, no Origin': { headers: { 'sec-fetch-site': 'none' }, mayChange: true },
  'foreign, no Origin': { headers: { 'sec-fetch-site': 'cross-site' }, mayChange: false },
  'sibling, no Origin': { headers: { 'sec-fetch-site': 'same-site' }, mayChange: false },
}
const ID = '0190a0b0-c0d0-7e0f-8a1b-2c3d4e5f6071'

let fixture: GatewayFixture
let who: Visitor
let routes: { method: string; path: string }[]
beforeAll(async () => {
  fixture = await startGatewayFixture()
  who = await seller(fixture.port)
  const document = await fetch(`http://127.0.0.1:${fixture.internalPort}/openapi.json`)
  const { paths } = (await document.json()) as { paths: Record<string, object> }
  routes = Object.entries(paths)
    .flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
    )
    .filter(({ method }) => method !== 'GET')
})
afterAll(() => fixture[Symbol.asyncDispose]())

const ask = async (method: string, path: string, { headers }: Page) => {
  const cookie = [...who.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  // An app's sign-out would take the cookie from the next row: each request brings its own.
  const answer = await fetch(`http://127.0.0.1:${fixture.port}${path.replace('{id}', ID)}`, {
    method,
    headers: { cookie, 'content-type': 'application/json', ...headers },
    body: '{"nonsense":true}',
  })
  const { code } = (await answer.json().catch(() => ({ code: '' }))) as { code: string }
  return code === 'ORIGIN_FOREIGN' && answer.status === 403 ? 'refused' : 'reached'
}

test('there are routes to ask, among them what a thief would want', () => {
  const named = routes.map(({ method, path }) => `${method} ${path}`)
  expect(named).toContain('POST /api/v1/listings')
  expect(named).toContain('DELETE /api/v1/me/devices/{id}')
  expect(named.length).toBeGreaterThan(12)
})

test('every route that changes something takes it from our own pages alone', async () => {
  const rows: string[] = []
  const wrong: string[] = []
  for (const { method, path } of routes) {
    const outcomes: string[] = []
    for (const [name, page] of Object.entries(PAGES)) {
      const outcome = await ask(method, path, page)
      outcomes.push(outcome)
      if ((outcome === 'reached') !== page.mayChange) wrong.push(`${method} ${path} from ${name}`)
    }
    rows.push([`${method} ${path}`, ...outcomes].join(' | '))
  }
  expect(wrong).toEqual([])
  const matrix = [['route', ...Object.keys(PAGES)].join(' | '), ...rows.toSorted(), ''].join('\n')
  await expect(
    matrix,
    'read what has changed, then run this again with --update',
  ).toMatchFileSnapshot('origin.matrix.txt')
})

test('reads are answered to every page: browsers show a foreign one nothing', async () => {
  for (const { headers } of Object.values(PAGES))
    expect((await who.call('GET', '/api/v1/taxonomy', undefined, headers)).status).toBe(200)
})
