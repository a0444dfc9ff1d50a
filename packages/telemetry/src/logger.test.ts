// What a log line holds, and what it never holds.
import { DomainError } from '@pk-auto/kernel/domain-error'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { loggerFor } from './logger.ts'
import { recordSpans } from './memory-exporter.ts'
import { withSpan } from './tracer.ts'

beforeAll(() => void vi.stubEnv('LOG_LEVEL', 'info'))
afterAll(() => void vi.unstubAllEnvs())

function lines() {
  const written: string[] = []
  return { write: (line: string) => void written.push(line), written }
}

test('a line carries the service, the level by name and the trace it belongs to', async () => {
  using recorder = recordSpans()
  const out = lines()
  await withSpan('catalogue', 'rpc.server', { subject: 'relay' }, async () =>
    loggerFor('catalogue', out).error({ event: 'outbox.sent', count: 3 }, 'sent'),
  )
  expect(JSON.parse(out.written[0] ?? '')).toMatchObject({
    level: 'error',
    service: 'catalogue',
    event: 'outbox.sent',
    count: 3,
    trace_id: recorder.spans()[0]?.traceId,
  })
})

test('secrets are redacted at any depth used, and errors lose what quotes a row', () => {
  const out = lines()
  const broken = Object.assign(new Error('duplicate key'), {
    code: '23505',
    detail: 'Key (phone)=(+923001112233)',
  })
  const refused = new DomainError(
    'too_many',
    'OTP_LIMIT',
    { phone: '+923001112233' },
    { cause: broken },
  )
  loggerFor('identity', out).error({
    event: 'otp.failed',
    phone: '+923001112233',
    challenge: { code: '482913', headers: { authorization: 'Bearer x', cookie: 'sid' } },
    error: refused,
  })
  expect(out.written[0]).not.toMatch(/923001112233|482913|Bearer|sid/)
  expect(JSON.parse(out.written[0] ?? '')).toMatchObject({
    error: { reason: 'OTP_LIMIT', kind: 'too_many', cause: { reason: '23505' } },
  })
})
