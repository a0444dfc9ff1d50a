// Requests no honest client sends, on a real port: slow ones, unknown methods, hosts that are none.
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { createHttp } from '../src/create-http.ts'
import { listenHttp } from '../src/listen.ts'

const text = z.strictObject({ text: z.string() })

async function serving(requestTimeoutMs?: number) {
  const app = await createHttp({
    service: 'gateway-test',
    trustedProxies: ['127.0.0.1'],
    bodyLimit: 10_000,
    openapi: { title: 't', version: '1' },
    ...(requestTimeoutMs !== undefined && { requestTimeoutMs }),
  })
  app.get('/cars', { schema: { response: { 200: text } } }, async () => ({ text: 'cars' }))
  app.post('/cars', { schema: { body: text, response: { 200: text } } }, async () => ({ text: '' }))
  return listenHttp(app, { port: 0 })
}

/** What came back until the server closed, and after how long. `drip`: sent over and over. */
const exchange = (port: number, bytes: string, drip?: string) =>
  new Promise<{ status: number; code: string; headers: string; ms: number }>((resolve) => {
    const startedAt = performance.now()
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => void socket.write(bytes))
    const dripping = setInterval(() => drip !== undefined && socket.write(drip), 50)
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()))
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearInterval(dripping)
      const [headers = '', body = ''] = answer.split('\r\n\r\n')
      resolve({
        status: Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0),
        code: /"code":"(\w+)"/.exec(body)?.[1] ?? '',
        headers: headers.toLowerCase(),
        ms: performance.now() - startedAt,
      })
    })
  })

test.for([
  [
    'a body',
    'POST /cars HTTP/1.1\r\nhost: x\r\n' +
      'content-type: application/json\r\ncontent-length: 9000\r\n\r\n',
  ],
  ['a header', 'GET /cars HTTP/1.1\r\nhost: x\r\nx-slow: '],
])('%s that comes drop by drop ends in time', { timeout: 15_000 }, async ([, begun]) => {
  await using listening = await serving(400)
  const { status, code, ms } = await exchange(listening.port, begun ?? '', 'x')
  expect([status, code]).toEqual([408, 'REQUEST_TOO_SLOW'])
  expect(ms).toBeGreaterThan(350)
  expect(ms).toBeLessThan(4_000)
})

const asked = (line: string, ...headers: string[]) =>
  [line, 'connection: close', ...headers, '', ''].join('\r\n')

test.for(['QUERY', 'PROPFIND', 'FOO', 'TRACE', 'M-SEARCH', 'get'])(
  'the method %s is none of ours at an address we know',
  async (method) => {
    await using listening = await serving()
    const answer = await exchange(listening.port, asked(`${method} /cars HTTP/1.1`, 'host: x'))
    expect([answer.status, answer.code]).toEqual([405, 'METHOD_NOT_ALLOWED'])
    expect(answer.headers).toContain('content-type: application/problem+json')
  },
)

test('QUERY is answered with what the address takes, or that there is none', async () => {
  await using listening = await serving()
  const known = await exchange(listening.port, asked('QUERY /cars HTTP/1.1', 'host: x'))
  expect(known.headers).toContain('allow: get, head, post')
  const unknown = await exchange(listening.port, asked('QUERY /nowhere HTTP/1.1', 'host: x'))
  expect([unknown.status, unknown.code]).toEqual([404, 'ROUTE_NOT_FOUND'])
})

const HOSTS: [what: string, headers: string[]][] = [
  ['none', []],
  ['an empty one', ['host:']],
  ['a blank in it', ['host: automart.pk evil']],
  ['a path behind it', ['host: automart.pk/x']],
  ['a name before it', ['host: me@automart.pk']],
  ['two of them', ['host: automart.pk', 'host: evil.example']],
  ['a port that is none', ['host: automart.pk:99999x']],
  ['a port past the last', ['host: automart.pk:65536']],
  ['a bracket left open', ['host: [::1']],
  ['letters of no host', ['host: automart.pk<script>']],
  ['a proxy that forwards nonsense', ['host: automart.pk', 'x-forwarded-host: a b']],
]
test.for(HOSTS)('a Host with %s is malformed', async ([, headers]) => {
  await using listening = await serving()
  const answer = await exchange(listening.port, asked('GET /cars HTTP/1.1', ...headers))
  expect([answer.status, answer.code]).toEqual([400, 'HOST_MALFORMED'])
})

test.for([
  'automart.pk',
  'www.automart.pk:8080',
  '127.0.0.1:18080',
  '[::1]:8080',
  'LOCALHOST',
  'xn--mgba2c8a.pk.',
  'my_host',
])('the Host %s is one', async (host) => {
  await using listening = await serving()
  const answer = await exchange(
    listening.port,
    asked('GET /cars HTTP/1.1', `host: ${host}`, `x-forwarded-host: ${host}`),
  )
  expect(answer.status).toBe(200)
})
