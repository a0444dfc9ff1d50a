// Unexpected errors reach a receiver of envelopes over HTTP; one that is slow, full or gone costs
// nobody anything.
import { setImmediate as turn } from 'node:timers/promises'
import { fakeErrorSink } from '@pk-auto/testing/fakes/error-sink'
import { until } from '@pk-auto/testing/until'
import { expect, test } from 'vitest'
import { envelopeOf, readDsn } from '../src/error-sink/envelope.ts'
import { errorSender } from '../src/error-sink/error-sender.ts'
import { errorSinkFrom } from '../src/error-sink/from-environment.ts'
import type { ErrorReport } from '../src/error-sink/report.ts'
import { flushErrors } from '../src/error-sink/sink.ts'
import { loggerFor } from '../src/logger.ts'
import { recordSpans } from '../src/memory-exporter.ts'
import { metricsText } from '../src/metrics.ts'
import { withSpan } from '../src/tracer.ts'

const silent = { write: () => undefined }
const reportOf = (event: string): ErrorReport => ({
  ...{ part: 'catalogue', event, platform: 'node' },
  errors: [{ type: 'Error', value: '', frames: [] }],
})
const counted = async (service: string, metric: string): Promise<number> => {
  const lines = (await metricsText()).split('\n')
  return lines
    .filter((line) => line.startsWith(`${metric}{service="${service}"`))
    .reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
}

test('what is logged as an error is sent with its part, route, release and trace', async () => {
  await using fake = await fakeErrorSink()
  using recorder = recordSpans()
  using _sink = errorSinkFrom('catalogue', {
    ...{ SENTRY_DSN: fake.dsn, SENTRY_RELEASE: '1.2.3', PROFILE: 'test' },
  })
  const log = loggerFor('catalogue', silent)
  await withSpan('catalogue', 'rpc.server', { subject: 'a/B' }, async () => {
    log.warn({ event: 'repeat.failed', error: new Error('again') })
    log.error({ event: 'search.documents_refused', count: 2 })
    log.error({ event: 'rpc.failed', rpc: '/a/B', error: new TypeError('x is not a function') })
  })
  await flushErrors()
  expect(fake.events).toHaveLength(1)
  const [event] = fake.events
  const traceId = recorder.spans()[0]?.traceId
  expect(event).toMatchObject({
    ...{ platform: 'node', logger: 'rpc.failed', release: '1.2.3', environment: 'test' },
    transaction: '/a/B',
    tags: { part: 'catalogue', event: 'rpc.failed', route: '/a/B', request_id: traceId },
    contexts: { trace: { trace_id: traceId } },
    exception: { values: [{ type: 'TypeError', value: 'x is not a function' }] },
  })
  expect(event?.exception.values[0]?.stacktrace?.frames.at(-1)?.filename).toBe(
    'packages/telemetry/test/error-sink.it.test.ts',
  )
})

test('without a DSN nothing is sent, and a broken one is named without being repeated', () => {
  expect(errorSinkFrom('catalogue', {})).toBeUndefined()
  expect(errorSinkFrom('catalogue', { SENTRY_DSN: '' })).toBeUndefined()
  for (const wrong of ['https://s3cret.example/x', 'ftp://s3cret@host/1', 's3cret'])
    expect(() => errorSinkFrom('catalogue', { SENTRY_DSN: wrong })).toThrow(
      /^(?!.*s3cret).*SENTRY_DSN/,
    )
  expect(readDsn('https://k@sentry.example/with/path/3').url.href).toBe(
    'https://sentry.example/with/path/api/3/envelope/',
  )
})

test('who reports never waits, and what the queue cannot hold is counted', async () => {
  await using fake = await fakeErrorSink()
  fake.answer('hangs')
  const settings = { service: 'full', dsn: readDsn(fake.dsn), timeoutMs: 200 }
  const sender = errorSender(settings)
  sender.report(reportOf('first'))
  await until('the first is under way', () => fake.bodies.length === 1)
  const startedAt = performance.now()
  for (let i = 0; i < 80; i += 1) sender.report(reportOf(`event.${i}`))
  expect(performance.now() - startedAt).toBeLessThan(100)
  expect(await counted('full', 'errors_dropped_total')).toBe(30)
  fake.answer(200)
  await until(
    'all that waited is sent',
    async () => (await counted('full', 'errors_sent_total')) === 50,
  )
  // The one that nobody took in time is the thirty-first.
  expect(await counted('full', 'errors_dropped_total')).toBe(31)
  expect(fake.clientReports[0]?.discarded_events).toEqual([
    expect.objectContaining({ reason: 'queue_overflow', quantity: 30 }),
    expect.objectContaining({ reason: 'network_error', quantity: 1 }),
  ])
})

test('of one error a minute five are sent, however often it happens', async () => {
  await using fake = await fakeErrorSink()
  const sender = errorSender({ service: 'storm', dsn: readDsn(fake.dsn) })
  for (let i = 0; i < 1_000; i += 1) sender.report(reportOf('rpc.failed'))
  await sender.flush()
  expect(fake.events).toHaveLength(5)
  expect(await counted('storm', 'errors_dropped_total')).toBe(995)
})

test.each([
  ['a status of 429', 429, { 'retry-after': '60' }],
  ['a limit in a good answer', 200, { 'x-sentry-rate-limits': '60:error;default:organization' }],
])('%s is left alone for its time', async (_what, status, headers) => {
  await using fake = await fakeErrorSink()
  fake.answer(status, headers)
  const sender = errorSender({ service: `limited-${status}`, dsn: readDsn(fake.dsn) })
  for (let i = 0; i < 3; i += 1) sender.report(reportOf(`event.${i}`))
  await sender.flush()
  expect(fake.bodies).toHaveLength(1)
  expect(await counted(`limited-${status}`, 'errors_dropped_total')).toBe(status === 429 ? 3 : 2)
})

test('a receiver that is gone or fails loses what was sent, and the next one arrives', async () => {
  await using fake = await fakeErrorSink()
  fake.answer(500)
  const sender = errorSender({ service: 'gone', dsn: readDsn(fake.dsn) })
  sender.report(reportOf('first'))
  await sender.flush()
  fake.answer(200)
  sender.report(reportOf('second'))
  await sender.flush()
  expect(fake.events.map(({ logger }) => logger)).toEqual(['second'])
  expect(fake.clientReports).toHaveLength(1)
  const nowhere = errorSender({ service: 'nowhere', dsn: readDsn('http://k@127.0.0.1:9/1') })
  nowhere.report(reportOf('third'))
  await nowhere.flush()
  expect(await counted('nowhere', 'errors_dropped_total')).toBe(1)
})

test('an envelope never breaks its lines', async () => {
  const text = envelopeOf(
    { ...reportOf('a\nb'), route: 'GET /x\n{"type":"event"}' },
    { dsn: readDsn('http://k@127.0.0.1:9/1') },
    { id: 'a'.repeat(32), at: new Date(), dropped: {} },
  )
  await turn()
  expect(text.split('\n')).toHaveLength(3)
})
