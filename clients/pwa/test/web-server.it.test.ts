// Proves the web server at its edges, over real sockets: what is forwarded, and what a visitor
// reads when nobody answers.
import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { Pool } from 'undici'
import { expect, test } from 'vitest'
import { forward } from '../src/server/forward.ts'
import { contentPolicy } from '../src/server/headers.ts'
import { START_SCRIPTS } from '../src/server/late-scripts.ts'
import { pageGateway } from '../src/server/gateway.ts'
import { listen } from './built-web.ts'

test('a request arrives with body, cookie and trace, and the visitor’s address', async () => {
  const seen: { headers?: IncomingMessage['headers']; body: string; url?: string | undefined } = {
    body: '',
  }
  await using upstream = await listen((request, response) => {
    seen.headers = request.headers
    seen.url = request.url
    request.on('data', (chunk: Buffer) => (seen.body += chunk.toString()))
    request.on('end', () =>
      response.writeHead(201, { 'set-cookie': ['a=1', 'b=2'], etag: '"3"' }).end('made'),
    )
  })
  const pool = new Pool(upstream.url)
  await using web = await listen((request, response) => void forward(pool, request, response))
  const headers = {
    cookie: 'session=s',
    traceparent: `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`,
    'x-forwarded-for': '203.0.113.9',
    'accept-language': 'ur',
    'idempotency-key': 'k',
  }
  const answer = await fetch(`${web.url}/api/v1/listings?x=1`, {
    method: 'POST',
    headers,
    body: '{"km":1}',
  })
  expect([
    answer.status,
    await answer.text(),
    answer.headers.getSetCookie(),
    answer.headers.get('etag'),
  ]).toEqual([201, 'made', ['a=1', 'b=2'], '"3"'])
  expect(seen).toMatchObject({ url: '/api/v1/listings?x=1', body: '{"km":1}' })
  expect(seen.headers).toMatchObject({
    ...headers,
    'x-forwarded-for': '203.0.113.9, 127.0.0.1',
    'x-forwarded-host': new URL(web.url).host,
  })
  await pool.close()
})

test('a request without a trace begins one', async () => {
  let trace = ''
  await using upstream = await listen((request, response) => {
    trace = String(request.headers['traceparent'])
    response.end()
  })
  const pool = new Pool(upstream.url)
  await using web = await listen((request, response) => void forward(pool, request, response))
  await (await fetch(web.url)).text()
  expect(trace).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/)
  await pool.close()
})

test('a gateway that does not answer is a 503 problem with a time to come back', async () => {
  const pool = new Pool('http://127.0.0.1:9')
  await using web = await listen((request, response) => void forward(pool, request, response))
  const answer = await fetch(`${web.url}/api/v1/me`)
  expect(answer.status).toBe(503)
  expect(answer.headers.get('content-type')).toBe('application/problem+json')
  expect(answer.headers.get('retry-after')).toBe('2')
  expect(await answer.json()).toMatchObject({ code: 'GATEWAY_UNAVAILABLE', status: 503 })
  await pool.close()
})

test('a page asks in the visitor’s name and language and passes cookies back', async () => {
  let asked: IncomingMessage['headers'] = {}
  await using upstream = await listen((request, response) => {
    asked = request.headers
    if (request.url === '/api/v1/listings/gone')
      response
        .writeHead(404, { 'content-type': 'application/problem+json' })
        .end('{"code":"LISTING_NOT_FOUND"}')
    else
      response
        .writeHead(200, { 'set-cookie': 'session=new', 'content-type': 'application/json' })
        .end('{"ok":1}')
  })
  const pool = new Pool(upstream.url)
  const answers: unknown[] = []
  let cookies: readonly string[] = []
  await using web = await listen((request, response) => {
    const gateway = pageGateway(pool, request, 'ur', () => Promise.resolve(undefined))
    void Promise.all([
      gateway.get('GET /listings/{id}', { path: { id: 'here' } }),
      gateway.get('GET /listings/{id}', { path: { id: 'gone' } }),
    ]).then((got) => {
      answers.push(...got)
      cookies = gateway.cookies
      response.end()
    })
  })
  await (
    await fetch(web.url, { headers: { cookie: 'session=old', authorization: 'Bearer secret' } })
  ).text()
  expect(answers).toEqual([
    { ok: true, value: { ok: 1 } },
    { ok: false, problem: { code: 'LISTING_NOT_FOUND', status: 404 } },
  ])
  expect(cookies).toEqual(['session=new'])
  expect(asked).toMatchObject({ cookie: 'session=old', 'accept-language': 'ur' })
  expect(asked).not.toHaveProperty('authorization')
  await pool.close()
})

test('no page may run what it says, be framed, or send anywhere but home and uploads', () => {
  const policy = contentPolicy(
    { uploadOrigins: ['https://up.example'], mediaOrigins: ['https://media.example'] },
    ['sha256-abc='],
  )
  const start = createHash('sha256').update(START_SCRIPTS).digest('base64')
  expect(policy).toContain(`script-src 'self' 'sha256-${start}';`)
  expect(policy).toContain("style-src 'self' 'sha256-abc=';")
  expect(policy).toContain("connect-src 'self' https://up.example;")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toContain('unsafe')
})
