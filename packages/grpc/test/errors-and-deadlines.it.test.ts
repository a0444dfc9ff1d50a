// What a caller learns when a call fails, and how long anybody waits.
import { DomainError } from '@pk-auto/kernel/domain-error'
import { recordSpans } from '@pk-auto/telemetry/memory-exporter'
import { expect, test } from 'vitest'
import type { Call } from '../src/call.ts'
import { connectGrpc } from '../src/client.ts'
import { connectEcho, credentialsOf, EchoDefinition, startEcho } from './echo.ts'

const never = () => new Promise<never>(() => undefined)

test('a refusal arrives as it was thrown, Urdu text included', async () => {
  const fields = [{ path: 'title', code: 'TOO_LONG', message: 'عنوان لمبا ہے' }]
  await using server = await startEcho({
    anyone: async () => {
      throw new DomainError(
        'too_many',
        'OTP_TOO_MANY',
        { left: 0 },
        { fields, retryAfterMs: 30_000 },
      )
    },
  })
  await using client = connectEcho(`127.0.0.1:${server.port}`)
  await expect(client.anyone({ text: '' })).rejects.toMatchObject({
    kind: 'too_many',
    code: 'OTP_TOO_MANY',
    details: { left: 0 },
    fields,
    retryAfterMs: 30_000,
  })
})

test('an unexpected failure reveals nothing but INTERNAL', async () => {
  await using server = await startEcho({
    anyone: async () => {
      throw new Error('duplicate key value (phone)=(+923001234567)')
    },
  })
  await using client = connectEcho(`127.0.0.1:${server.port}`)
  const error = (await client
    .anyone({ text: '' })
    .catch((thrown: unknown) => thrown)) as DomainError
  expect(error).toMatchObject({ kind: 'internal', code: 'INTERNAL' })
  expect(
    `${error.message}${String((error.cause as Error).message)}${JSON.stringify(error.details)}`,
  ).not.toContain('92300')
})

test('unreadable request bytes are invalid, and an unencodable reply is internal', async () => {
  const bytes = {
    encode: () => ({ finish: () => Buffer.from('{{{') }),
    decode: (raw: Uint8Array) => raw,
  }
  const broken = {
    ...EchoDefinition,
    methods: { anyone: { ...EchoDefinition.methods.anyone, requestType: bytes } },
  }
  const circular: { text: string; self?: unknown } = { text: 'x' }
  circular.self = circular
  await using server = await startEcho({ service: async () => circular })
  await using client = connectGrpc(broken, {
    address: `127.0.0.1:${server.port}`,
    service: 'gateway-pwa',
    credentials: credentialsOf('gateway-pwa'),
  })
  await expect(client.anyone(Buffer.alloc(0))).rejects.toMatchObject({
    kind: 'invalid',
    code: 'REQUEST_MALFORMED',
  })
  await using other = connectEcho(`127.0.0.1:${server.port}`)
  await expect(other.service({ text: '' })).rejects.toMatchObject({
    kind: 'internal',
    code: 'INTERNAL',
  })
})

test('a handler that never ends is cut at the deadline, and its signal aborts', async () => {
  const reasons: unknown[] = []
  await using server = await startEcho({
    anyone: (_request, call: Call) => {
      call.signal.addEventListener('abort', () => reasons.push(call.signal.reason))
      return never()
    },
  })
  await using client = connectEcho(`127.0.0.1:${server.port}`, { defaultDeadlineMs: 100 })
  await expect(client.anyone({ text: '' })).rejects.toMatchObject({
    kind: 'deadline',
    code: 'DEADLINE_EXCEEDED',
  })
  await expect.poll(() => reasons.length).toBe(1)
})

test('over two hops the last service has only what is left of the first deadline', async () => {
  const left: number[] = []
  await using last = await startEcho(
    {
      anyone: async (request, call: Call) => {
        left.push(call.deadlineAt - Date.now())
        return request
      },
    },
    { service: 'last' },
  )
  await using toLast = connectEcho(`127.0.0.1:${last.port}`, {
    service: 'middle',
    defaultDeadlineMs: 60_000,
  })
  await using middle = await startEcho(
    { anyone: (request) => toLast.anyone(request) },
    { service: 'middle' },
  )
  await using toMiddle = connectEcho(`127.0.0.1:${middle.port}`, { defaultDeadlineMs: 700 })
  await toMiddle.anyone({ text: 'x' })
  expect(left[0]).toBeGreaterThan(0)
  expect(left[0]).toBeLessThanOrEqual(700)
})

test('when the first caller gives up, the call two hops away is cancelled', async () => {
  let cancelled = false
  const started = Promise.withResolvers<void>()
  await using last = await startEcho(
    {
      anyone: (_request, call: Call) => {
        call.signal.addEventListener('abort', () => (cancelled = true))
        started.resolve()
        return never()
      },
    },
    { service: 'last' },
  )
  await using toLast = connectEcho(`127.0.0.1:${last.port}`, {
    service: 'middle',
    defaultDeadlineMs: 60_000,
  })
  await using middle = await startEcho(
    { anyone: (request) => toLast.anyone(request) },
    { service: 'middle' },
  )
  await using toMiddle = connectEcho(`127.0.0.1:${middle.port}`, { defaultDeadlineMs: 60_000 })
  const abort = new AbortController()
  const call = toMiddle.anyone({ text: 'x' }, { signal: abort.signal })
  await Promise.all([
    started.promise.then(() => abort.abort()),
    expect(call).rejects.toMatchObject({ kind: 'deadline' }),
  ])
  await expect.poll(() => cancelled).toBe(true)
})

test('one trace covers both sides of a call, each under its own service', async () => {
  using recorder = recordSpans()
  await using server = await startEcho()
  await using client = connectEcho(`127.0.0.1:${server.port}`)
  await client.anyone({ text: 'x' })
  await expect.poll(() => recorder.spans().length).toBe(2)
  const [answered, asked] = recorder.spans()
  expect(answered).toMatchObject({
    name: 'test.v1.Echo/Anyone',
    service: 'echo',
    kind: 'server',
    traceId: asked?.traceId,
    parentSpanId: asked?.spanId,
  })
  expect(asked).toMatchObject({
    name: 'test.v1.Echo/Anyone',
    service: 'gateway-pwa',
    kind: 'client',
  })
})
