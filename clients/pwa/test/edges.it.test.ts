// Proves the built web at its edges, over real sockets: what it refuses, how long it waits, and
// what its pages may do.
import { glob, readFile, stat } from 'node:fs/promises'
import { connect } from 'node:net'
import { fileURLToPath } from 'node:url'
import { transform } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answering, buildPages, serveWeb } from './built-web.ts'
import { answersForEveryPage, OWN_PAGES, PAGES, PUBLIC_PAGES } from './every-page.ts'

let stack: AsyncDisposableStack
type Web = { readonly url: string; readonly port: number }
let web: Web
let dist: URL
/** A server of the same build that waits a hundredth as long. */
let hasty: Web

beforeAll(async () => {
  stack = new AsyncDisposableStack()
  const gateway = stack.use(await answering(answersForEveryPage))
  dist = await buildPages()
  web = stack.use(await serveWeb(dist, gateway.url))
  hasty = stack.use(await serveWeb(dist, gateway.url, { patienceMs: 300 }))
})

afterAll(() => stack?.disposeAsync())

/** What comes back for these bytes, until the server hangs up. */
const raw = (bytes: string, { port } = web): Promise<string> =>
  new Promise((resolve, reject) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes))
    socket.setEncoding('utf8')
    socket.on('data', (part: string) => (text += part))
    socket.on('end', () => resolve(text))
    socket.on('error', reject)
  })
const statusOf = async (path: string, ...headers: readonly string[]): Promise<number> => {
  const lines = [`GET ${path} HTTP/1.1`, ...headers, 'Connection: close', '', '']
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(await raw(lines.join('\r\n')))?.[1])
}

// One word that Safari cannot read leaves a page empty.
test('no script of a page is newer than ES2022', async () => {
  const cwd = fileURLToPath(new URL('client', dist))
  const scripts = await Array.fromAsync(glob('**/*.js', { cwd }))
  const newer = await Promise.all(
    scripts.map(async (name) => {
      const code = await readFile(`${cwd}/${name}`, 'utf8')
      const [now, then] = await Promise.all(
        ['esnext', 'es2022'].map((target) => transform(code, { target })),
      )
      return now?.code === then?.code ? [] : [name.replace(/\..*/, '')]
    }),
  )
  expect(scripts.length).toBeGreaterThan(20)
  expect(newer.flat()).toEqual([])
})

/** The files that a page's scripts need before any of them runs, with their size on the wire. */
const scriptsOf = async (path: string): Promise<ReadonlyMap<string, number>> => {
  const html = await (await fetch(web.url + path)).text()
  const waiting = [...html.matchAll(/<script type="(?:module|late)" src="([^"]+)"/g)].map(
    ([, src]) => src,
  )
  const sizes = new Map<string, number>()
  for (let src = waiting.pop(); src !== undefined; src = waiting.pop()) {
    if (sizes.has(src)) continue
    const file = fileURLToPath(new URL(`client${src}`, dist))
    sizes.set(src, (await stat(`${file}.br`)).size)
    const code = await readFile(file, 'utf8')
    const imports = code.matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+)["'`]/g)
    waiting.push(...[...imports].map(([, name]) => `/_astro/${name}`))
  }
  return sizes
}

const READ = { kb: 20, files: 5 }
const APP = { kb: 60, files: 17 }
const NARROWER: Readonly<Record<string, Partial<typeof APP>>> = {
  '/sell': { kb: 40, files: 15 },
  '/chat': { files: 12 },
}

test.for([
  ...[...PUBLIC_PAGES, '/ur'].map((path) => ({ path, ...READ })),
  ...OWN_PAGES.map((path) => ({ path, ...APP, ...NARROWER[path] })),
])('$path needs at most $files script files of $kb KB', async ({ path, kb, files }) => {
  const scripts = await scriptsOf(path)
  const bytes = [...scripts.values()].reduce((sum, size) => sum + size, 0)
  expect([...scripts.keys()].some((name) => name.includes('/frame.'))).toBe(true)
  expect(scripts.size).toBeLessThanOrEqual(files)
  expect(bytes).toBeLessThanOrEqual(kb * 1024)
})

// Without what it asks for a page says that there is nothing, and all else would measure that.
test.for(Object.entries(PAGES))(
  'what %s asks for is among the answers of every-page.ts',
  async ([file, { path = '/' }]) => {
    for (const address of [path, `/ur${path}`]) {
      const page = await (await fetch(web.url + address)).text()
      const gone = /data-testid="(page-404|page-500|seller-gone|shortlist-gone)"/.exec(page)?.[1]
      expect(gone).toBe(file === '404.astro' ? 'page-404' : undefined)
    }
  },
)

test('pages name no base, and nothing else than the policy allows', async () => {
  const policy = (await fetch(`${web.url}/terms`)).headers.get('content-security-policy')
  expect(policy).toContain("base-uri 'none';")
  expect(policy).toContain("object-src 'none';")
})

test.for([
  '/_image',
  '/_image?href=%2Ficon.svg&f=webp',
  '/ur/_image?href=https%3A%2F%2Fexample.com%2Fa.png',
  '/_image/?href=%2Ficon.svg',
])('there is no image endpoint at %s', async (path) => {
  expect((await fetch(web.url + path)).status).toBe(404)
})

test.for([
  ['automart.pk', 200],
  ['automart.pk:8443', 200],
  ['127.0.0.1:3000', 200],
  ['[::1]:3000', 200],
  ['', 400],
  ['a b', 400],
  ['automart.pk/evil', 400],
  ['user@automart.pk', 400],
  ['automart.pk?x', 400],
  ['automart.pk#x', 400],
  ['"><script>', 400],
  ['automart.pk:99999', 400],
  ['automart.pk:x', 400],
  ['[::1', 400],
  ['%', 400],
  ['a..b', 400],
  ['-', 400],
] as const)('the Host "%s" is answered with %s', async ([host, status]) => {
  expect(await statusOf('/terms', `Host: ${host}`)).toBe(status)
  expect(await statusOf('/robots.txt', `Host: ${host}`)).toBe(status)
})

test('a request without a Host, or with two, is refused', async () => {
  expect(await statusOf('/terms')).toBe(400)
  expect(await statusOf('/terms', 'Host: automart.pk', 'Host: other.pk')).toBe(400)
})

test.for([
  ['headers', 'GET /terms HTTP/1.1\r\nHost: automart.pk\r\nX-Slow: '],
  ['body', 'POST /api/v1/x HTTP/1.1\r\nHost: automart.pk\r\nContent-Length: 10\r\n\r\n{'],
] as const)('who does not finish sending %s is hung up on', async ([, begun]) => {
  const started = performance.now()
  expect(await raw(begun, hasty)).toMatch(/^(?:HTTP\/1\.1 408 |$)/)
  expect(performance.now() - started).toBeLessThan(10 * 300)
})

test.for(['session=s', 'did=d; __Host-session=s'])(
  'the header knows who has the cookie %s',
  async (cookie) => {
    const page = await (await fetch(`${web.url}/terms`, { headers: { cookie } })).text()
    expect(page).not.toContain('data-testid="nav-login"')
    const stranger = await fetch(`${web.url}/terms`, { headers: { cookie: 'no-session=s' } })
    expect(await stranger.text()).toContain('data-testid="nav-login"')
  },
)
