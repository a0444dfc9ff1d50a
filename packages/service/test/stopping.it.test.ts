// How a service stops.
import type { Subscription } from '@pk-auto/kafka/subscription'
import { metricsText } from '@pk-auto/telemetry/metrics'
import { expect, inject, test } from 'vitest'
import { openService } from '../src/open-service.ts'
import { serve } from '../src/serve.ts'

test('subscriptions stop at once: one that hangs holds up none of the others', async () => {
  const seen: string[] = []
  const subscription = (name: string) => (): Subscription => ({
    lag: async () => 0n,
    caughtUp: async () => true,
    failed: new Promise<never>(() => undefined),
    async [Symbol.asyncDispose]() {
      seen.push(`${name} begins to stop`)
      await new Promise(setImmediate)
      seen.push(`${name} has stopped`)
    },
  })
  const { postgresUrl, kafkaBrokers: brokers } = inject('servers')
  await using service = openService('sample', {
    config: {
      ...{ profile: 'test', roles: new Set(['consume'] as const), host: '127.0.0.1' },
      ...{ grpcPort: 0, httpPort: 0, databaseUrl: postgresUrl, databasePoolSize: 1 },
      ...{ redisUrl: undefined, jwksUrl: 'http://127.0.0.1:9/', retentionDays: 7 },
      ...{ serviceSecret: 'x'.repeat(32), serviceSecretAlso: undefined },
      kafka: { brokers, topicPrefix: '' },
    },
  })
  const running = await serve(service, {
    ...{ publishes: [], rpc: [] },
    // Without the role `api` there is nothing to ask.
    policyOf: () => {
      throw new Error('never asked')
    },
    subscriptions: [subscription('notes'), subscription('people')],
  })
  // Whoever watches sees its role, and misses it when nobody has it any more.
  expect(await metricsText()).toContain('process_role{service="sample",role="consume"} 1')
  expect(await metricsText()).not.toContain('process_role{service="sample",role="api"}')
  await running[Symbol.asyncDispose]()
  expect(seen.slice(0, 2).toSorted()).toEqual(['notes begins to stop', 'people begins to stop'])
  expect(seen).toHaveLength(4)
  expect(await metricsText()).not.toContain('process_role{service="sample"')
})
