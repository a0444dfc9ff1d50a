// One trace from a visitor's POST to the index: through gateway, catalogue, Postgres, outbox,
// Kafka, search and Elasticsearch.
import { randomBytes, randomUUID } from 'node:crypto'
import { recordSpans } from '@pk-auto/telemetry/memory-exporter'
import { until } from '@pk-auto/testing/until'
import { expect, inject, test } from 'vitest'
import { dropDatabases } from '../databases.ts'
import { PROCESS_NAMES } from '../parts.ts'
import { startPlatform } from '../platform.ts'
import { signIn } from '../visitor.ts'

const COROLLA = {
  ...{
    make: 'toyota',
    model: 'corolla',
    generation: 'corolla-11th',
    year: 2016,
    price: { minor: 385_000_000, currency: 'PKR' },
    km: 92_000,
    engineCc: 1_300,
  },
  ...{
    fuel: 'petrol',
    transmission: 'manual',
    assembly: 'local',
    body: 'sedan',
    colour: 'white',
    city: 'multan',
    registrationCity: 'lahore',
    condition: 'used',
  },
}

test('a publish is one trace, whose arrows show the way the fact went', async () => {
  const servers = inject('servers')
  const namespace = `t${randomBytes(5).toString('hex')}`
  using recorder = recordSpans()
  await using cleaning = new AsyncDisposableStack()
  cleaning.defer(() => dropDatabases({ servers, namespace }))
  const platform = cleaning.use(
    await startPlatform({
      servers,
      offset: inject('offset'),
      profile: 'test',
      namespace,
      parts: PROCESS_NAMES,
    }),
  )
  const seller = await signIn(platform.gatewayUrl, '+923004445566')
  const made = await seller.call<{ id: string }>('POST', '/api/v1/listings', COROLLA, {
    'idempotency-key': randomUUID(),
  })
  expect(made.status).toBe(201)
  const traceId = randomBytes(16).toString('hex')
  const traceparent = `00-${traceId}-${randomBytes(8).toString('hex')}-01`
  const published = await seller.call(
    'POST',
    `/api/v1/listings/${made.body.id}/publish`,
    undefined,
    { 'if-match': made.etag ?? '', traceparent },
  )
  expect(published.status).toBe(200)
  await platform.settled()

  const mine = () => recorder.spans().filter((span) => span.traceId === traceId)
  const lines = () => mine().map(({ service, kind, name }) => `${service} ${kind} ${name}`)
  const has = (service: string, kind: string, name: RegExp) =>
    mine().some((span) => span.service === service && span.kind === kind && name.test(span.name))
  await until('the index has it', () => has('search', 'client', /bulk|elastic/i)).catch(
    (error: unknown) => {
      throw new Error(`${String(error)}\n${lines().join('\n')}`)
    },
  )
  expect(has('gateway-pwa', 'server', /publish/)).toBe(true)
  expect(has('gateway-pwa', 'client', /PublishListing/)).toBe(true)
  expect(has('catalogue', 'server', /PublishListing/)).toBe(true)
  expect(has('catalogue', 'client', /UPDATE|INSERT/i)).toBe(true)
  expect(has('catalogue', 'producer', /catalogue\.listing\.v1/)).toBe(true)
  expect(has('search', 'consumer', /catalogue\.listing\.v1/)).toBe(true)
  const known = new Set(mine().map((span) => span.spanId))
  const orphans = mine().filter(
    (span) =>
      span.parentSpanId !== undefined &&
      !known.has(span.parentSpanId) &&
      span.parentSpanId !== traceparent.split('-')[2],
  )
  expect(orphans.map(({ service, name }) => `${service} ${name}`)).toEqual([])
})
