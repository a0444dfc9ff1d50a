// The edge on a real port: traces that go through, and a stop that loses nothing.
import { Agent, get, request as send } from 'node:http'
import { connect } from 'node:net'
import { currentTraceId } from '@pk-auto/telemetry/propagation'
import { recordSpans } from '@pk-auto/telemetry/memory-exporter'
import { withSpan } from '@pk-auto/telemetry/tracer'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { createHttp } from '../src/create-http.ts'
import { listenHttp } from '../src/listen.ts'
import { addOperationsRoutes } from '../src/operations-routes.ts'

const text = z.strictObject({ text: z.string() })
const settings = {
  service: 'gateway-test',
  bodyLimit: 10_000,
  openapi: { title: 't', version: '1' },
}

type Answer = { status: number; body: string; headers: Record<string, unknown> }
const ask = (
  port: number,
  path: string,
  {
    agent,
    body,
    headers = {},
  }: { agent?: Agent; body?: string; headers?: Record<string, string> } = {},
) =>
  new Promise<Answer>((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      port,
      path,
      method: body === undefined ? 'GET' : 'POST',
      headers,
      ...(agent && { agent }),
    }
    const outgoing = send(options, (incoming) => {
      let received = ''
      incoming.on('data', (chunk: Buffer) => (received += chunk.toString()))
      incoming.on('end', () =>
        resolve({ status: incoming.statusCode ?? 0, body: received, headers: incoming.headers }),
      )
      incoming.on('error', reject)
    })
    outgoing.on('error', reject)
    outgoing.end(body)
  })

test("a request continues the visitor's trace down to the spans made for it", async () => {
  using recorder = recordSpans()
  const app = await createHttp({ ...settings, trustedProxies: [] })
  app.post('/cars', { schema: { body: text, response: { 200: text } } }, async () =>
    withSpan('gateway-test', 'inner', {}, async () => ({ text: String(currentTraceId()) })),
  )
  await using listening = await listenHttp(app, { port: 0 })
  const traceId = '0af7651916cd43dd8448eb211c80319c'
  const headers = {
    traceparent: `00-${traceId}-b7ad6b7169203331-01`,
    'content-type': 'application/json',
  }
  const answers = await Promise.all([
    ask(listening.port, '/cars', { body: '{"text":"x"}', headers }),
    ask(listening.port, '/cars', { body: '{"text":5}', headers }),
  ])
  expect(answers.map(({ status, headers: { 'x-request-id': id } }) => [status, id])).toEqual([
    [200, traceId],
    [422, traceId],
  ])
  expect(JSON.parse(String(answers[0]?.body))).toEqual({ text: traceId })
  expect(JSON.parse(String(answers[1]?.body))).toMatchObject({ traceId })
  await expect.poll(() => recorder.spans().length).toBe(3)
  const inner = recorder.spans().find(({ name }) => name === 'inner')
  const outer = recorder.spans().find(({ spanId }) => spanId === inner?.parentSpanId)
  expect(outer).toMatchObject({
    name: 'POST /cars',
    service: 'gateway-test',
    kind: 'server',
    traceId,
    parentSpanId: 'b7ad6b7169203331',
  })
})

test('X-Forwarded-For is believed from trusted proxies only', async () => {
  const seen: string[] = []
  for (const trustedProxies of [[], ['127.0.0.1']]) {
    const app = await createHttp({ ...settings, trustedProxies })
    app.get(
      '/ip',
      { schema: { response: { 200: text } } },
      async (request) => (seen.push(request.ip), { text: '' }),
    )
    await using listening = await listenHttp(app, { port: 0 })
    await ask(listening.port, '/ip', {
      headers: { 'x-forwarded-for': '203.0.113.9, 198.51.100.7' },
    })
  }
  expect(seen).toEqual(['127.0.0.1', '198.51.100.7'])
})

test('while it stops, readiness is off and requests under way are answered', async () => {
  const app = await createHttp({ ...settings, trustedProxies: [] })
  addOperationsRoutes(app, async () => !app.isDraining())
  const arrived = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  app.get(
    '/slow',
    { schema: { response: { 200: text } } },
    async () => (arrived.resolve(), await release.promise, { text: 'done' }),
  )
  const listening = await listenHttp(app, { port: 0 })
  const slow = ask(listening.port, '/slow')
  await arrived.promise
  const stopped = listening[Symbol.asyncDispose]()
  expect((await ask(listening.port, '/readyz')).status).toBe(503)
  release.resolve()
  expect(await slow).toMatchObject({ status: 200, headers: { connection: 'close' } })
  await stopped
})

test('stopped under load, every request the server saw is answered', async () => {
  let seen = 0
  const app = await createHttp({ ...settings, trustedProxies: [] })
  app.get(
    '/x',
    { schema: { response: { 200: text } } },
    async () => (seen++, await new Promise(setImmediate), { text: 'ok' }),
  )
  const listening = await listenHttp(app, { port: 0 })
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  const outcomes = new Map<string, number>()
  let refused = false
  let answered = 0
  let stopped: PromiseLike<void> | undefined
  const worker = async () => {
    while (!refused) {
      const outcome = await ask(listening.port, '/x', { agent }).then(
        ({ status }) => String(status),
        (error: NodeJS.ErrnoException) => String(error.code),
      )
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
      refused = refused || outcome === 'ECONNREFUSED'
      answered += 1
      if (answered === 500) stopped = listening[Symbol.asyncDispose]()
    }
  }
  await Promise.all(Array.from({ length: 16 }, worker))
  await stopped
  agent.destroy()
  expect(outcomes.get('200')).toBe(seen)
  // What is left never reached the server: nobody listened, or the connection still waited to be
  // accepted.
  expect(
    [...outcomes.keys()].filter(
      (outcome) => !['200', 'ECONNREFUSED', 'ECONNRESET'].includes(outcome),
    ),
  ).toEqual([])
})

test('a visitor who leaves in the middle ends the span all the same', async () => {
  using recorder = recordSpans()
  const app = await createHttp({ ...settings, trustedProxies: [] })
  const arrived = Promise.withResolvers<void>()
  const release = Promise.withResolvers<void>()
  app.get(
    '/slow',
    { schema: { response: { 200: text } } },
    async () => (arrived.resolve(), await release.promise, { text: '' }),
  )
  await using listening = await listenHttp(app, { port: 0 })
  const leaving = get({ host: '127.0.0.1', port: listening.port, path: '/slow', agent: false }).on(
    'error',
    () => undefined,
  )
  await arrived.promise
  leaving.destroy()
  await expect.poll(() => recorder.spans().map(({ name }) => name)).toEqual(['GET /slow'])
  release.resolve()
})

/** What a bare socket gets back until the server closes it, and whether it was reset. */
const wire = (port: number, bytes: string | Buffer) =>
  new Promise<{ text: string; reset: boolean }>((resolve) => {
    let text = ''
    const socket = connect(port, '127.0.0.1', () => void socket.write(bytes))
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()))
    socket.on('error', () => resolve({ text, reset: true }))
    socket.on('end', () => resolve({ text, reset: false }))
  })
const problemIn = (text: string): unknown => JSON.parse(text.slice(text.indexOf('\r\n\r\n') + 4))

test('what the parser refuses is a problem as well, and the connection ends in order', async () => {
  await using listening = await listenHttp(await createHttp({ ...settings, trustedProxies: [] }), {
    port: 0,
  })
  for (const [bytes, status, code] of [
    [
      `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
      'HEADERS_TOO_LARGE',
    ],
    [
      `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(900_000)}\r\n\r\n`,
      431,
      'HEADERS_TOO_LARGE',
    ],
    [`GET /${'x'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, 431, 'HEADERS_TOO_LARGE'],
    ['SOME NONSENSE\r\n\r\n', 400, 'HTTP_MALFORMED'],
  ] as const) {
    const { text: answer, reset } = await wire(listening.port, bytes)
    expect(reset).toBe(false)
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [^\\r]+\\r\\n`))
    expect(answer.toLowerCase()).toContain('content-type: application/problem+json\r\n')
    expect(problemIn(answer)).toMatchObject({
      status,
      code,
      type: `/errors/${code}`,
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
    })
  }
})

test.each([
  ['announced', 'content-length: 20000000', (piece: Buffer) => piece, ''],
  [
    'in pieces',
    'transfer-encoding: chunked',
    (piece: Buffer) => Buffer.concat([Buffer.from('186a0\r\n'), piece, Buffer.from('\r\n')]),
    '0\r\n\r\n',
  ],
])(
  'a body of 20 MB, %s, is answered 413 and the connection serves on',
  async (_how, header, framed, last) => {
    const app = await createHttp({ ...settings, trustedProxies: [] })
    addOperationsRoutes(app, async () => true)
    app.post('/cars', { schema: { body: text, response: { 200: text } } }, async () => ({
      text: '',
    }))
    await using listening = await listenHttp(app, { port: 0 })
    const socket = connect(listening.port, '127.0.0.1').pause()
    const failed = new Promise<never>((_resolve, reject) => void socket.on('error', reject))
    const send = (bytes: string | Buffer) =>
      Promise.race([failed, new Promise((resolve) => void socket.write(bytes, resolve))])
    await send(
      `POST /cars HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n${header}\r\n\r\n`,
    )
    for (let piece = 0; piece < 200; piece += 1) await send(framed(Buffer.alloc(100_000, 'x')))
    await send(`${last}GET /livez HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)
    let answers = ''
    socket.on('data', (chunk: Buffer) => (answers += chunk.toString())).resume()
    await Promise.race([failed, new Promise((resolve) => void socket.on('end', resolve))])
    expect(answers).toMatch(
      /^HTTP\/1\.1 413 [^]*"code":"BODY_TOO_LARGE"[^]*HTTP\/1\.1 200 OK[^]*ok\n$/,
    )
  },
)
