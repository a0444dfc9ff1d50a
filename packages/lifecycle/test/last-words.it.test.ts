// A process that dies of an error sends it before it ends, and no receiver keeps it from ending.
import { EventEmitter } from 'node:events'
import { useErrorSink } from '@pk-auto/telemetry/error-sink/sink'
import { fakeErrorSink } from '@pk-auto/testing/fakes/error-sink'
import { until } from '@pk-auto/testing/until'
import { afterEach, expect, test } from 'vitest'
import { runJob } from '../src/run-job.ts'
import { type ProcessEdge, runService } from '../src/run.ts'

/** What a process ends with; `sent` is what had been sent by then. */
function dying(env: Record<string, string>, sent: () => number) {
  const ends: { code: unknown; sent: number }[] = []
  const emitter = new EventEmitter()
  const exit = (code: unknown) => void ends.push({ code, sent: sent() })
  const edge = Object.assign(emitter, { env, exit }) as unknown as ProcessEdge
  return { ends, edge, emit: emitter.emit.bind(emitter) }
}
const idle = async () => ({ [Symbol.asyncDispose]: async () => undefined })
// What a service opened stays until its process ends; here the next test goes on.
afterEach(() => useErrorSink({ report: () => undefined, flush: async () => undefined }))

test.each([
  ['unhandledRejection', 'process.unhandled_rejection'],
  ['uncaughtException', 'process.uncaught_exception'],
])('an error of the kind %s is out before the process ends', async (kind, logger) => {
  await using fake = await fakeErrorSink()
  const { ends, edge, emit } = dying({ SENTRY_DSN: fake.dsn }, () => fake.events.length)
  void runService({ name: 'catalogue', start: idle }, edge)
  emit(kind, new TypeError('nobody waited for me'))
  await until('it has ended', () => ends.length > 0)
  expect(ends[0]).toEqual({ code: 1, sent: 1 })
  const [event] = fake.events
  expect(event?.logger).toBe(logger)
  expect(event?.tags['part']).toBe('catalogue')
})

test('work that fails is reported before its process ends', async () => {
  await using fake = await fakeErrorSink()
  const { ends, edge } = dying({ SENTRY_DSN: fake.dsn }, () => fake.events.length)
  await runJob({ name: 'migrate', work: () => Promise.reject(new Error('no database')) }, edge)
  expect(ends).toEqual([{ code: 1, sent: 1 }])
  expect(fake.events[0]?.logger).toBe('job.failed')
})

test('a service with a DSN that cannot be read does not start', async () => {
  const { ends, edge } = dying({ SENTRY_DSN: 'https://s3cret.example' }, () => 0)
  await runService({ name: 'catalogue', start: idle }, edge)
  await until('it has ended', () => ends.length > 0)
  expect(ends).toEqual([{ code: 1, sent: 0 }])
})
