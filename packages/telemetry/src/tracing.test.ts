// Two services in one process keep their own names in one trace.
import { context, trace } from '@opentelemetry/api'
import { DomainError } from '@pk-auto/kernel/domain-error'
import { expect, test } from 'vitest'
import { recordSpans } from './memory-exporter.ts'
import { contextFromTraceparent, currentTraceparent } from './propagation.ts'
import { inService } from './service-scope.ts'
import { tracerFor, withSpan } from './tracer.ts'

const aTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

test('two services of one process get their own service.name, nested and awaited', async () => {
  using recorder = recordSpans()
  await withSpan('catalogue', 'publish', {}, async () => {
    await aTurn()
    await inService('search', async () => {
      await aTurn()
      // What an instrumentation does: it knows no service and takes the active context.
      trace.getTracer('pg').startSpan('pg.query').end()
      trace.getTracer('pg').startActiveSpan('pg.pool', (span) => span.end())
      await withSpan('notify', 'send', {}, aTurn)
    })
    trace.getTracer('pg').startSpan('pg.commit').end()
    tracerFor('media-iq').startSpan('attach').end()
  })
  const services = Object.fromEntries(recorder.spans().map((span) => [span.name, span.service]))
  expect(services).toEqual({
    'pg.query': 'search',
    'pg.pool': 'search',
    send: 'notify',
    'pg.commit': 'catalogue',
    attach: 'media-iq',
    publish: 'catalogue',
  })
  expect(new Set(recorder.spans().map((span) => span.traceId)).size).toBe(1)
})

test('a traceparent carries the trace on; a missing or broken one starts anew', async () => {
  using recorder = recordSpans()
  const sent = await withSpan('catalogue', 'append', {}, async () => currentTraceparent())
  await withSpan(
    'search',
    'consume',
    { kind: 'consumer', parent: contextFromTraceparent(sent), links: [sent, undefined, 'rubbish'] },
    aTurn,
  )
  await withSpan('search', 'stray', { parent: contextFromTraceparent('rubbish') }, aTurn)
  const [append, consume, stray] = recorder.spans()
  expect(consume).toMatchObject({
    kind: 'consumer',
    traceId: append?.traceId,
    parentSpanId: append?.spanId,
  })
  expect(consume?.links).toEqual([{ traceId: append?.traceId, spanId: append?.spanId }])
  expect(stray?.traceId).not.toBe(append?.traceId)
})

test('without a listener a span still has ids, and is recorded by nobody', async () => {
  recordSpans()[Symbol.dispose]()
  const { recording, traceparent } = await withSpan('catalogue', 'quiet', {}, async (span) => ({
    recording: span.isRecording(),
    traceparent: currentTraceparent(),
  }))
  expect(recording).toBe(false)
  expect(traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/)
})

test('an expected refusal is no failure; an unknown error is one, without its text', async () => {
  using recorder = recordSpans()
  await expect(
    withSpan('catalogue', 'refuse', {}, () =>
      Promise.reject(new DomainError('conflict', 'LISTING_NOT_LIVE')),
    ),
  ).rejects.toThrowError('LISTING_NOT_LIVE')
  await expect(
    withSpan('catalogue', 'break', {}, () => Promise.reject(new TypeError('+923001234567'))),
  ).rejects.toThrowError(TypeError)
  expect(recorder.spans()).toMatchObject([
    { name: 'refuse', failed: false, attributes: { 'error.type': 'LISTING_NOT_LIVE' } },
    { name: 'break', failed: true, attributes: { 'error.type': 'TypeError' } },
  ])
  expect(JSON.stringify(recorder.spans())).not.toContain('3001234567')
  expect(trace.getSpan(context.active())).toBeUndefined()
})
