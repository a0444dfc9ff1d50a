// What every service refuses to start with, and what it takes by default.
import { expect, test } from 'vitest'
import { z } from 'zod'
import { loadConfig } from './config.ts'
import { eventConfig, eventSettings, serviceConfig, serviceSettings } from './service-settings.ts'

const schema = z.object({ ...serviceSettings('catalogue'), ...eventSettings })
const least = {
  DATABASE_URL: 'postgres://localhost/x',
  SERVICE_SECRET: 's'.repeat(32),
  KAFKA_BROKERS: 'one:1,two:2',
}

test('a service needs a database, brokers and a secret, and has every role by default', () => {
  const set = loadConfig(schema, { env: least })
  expect({ ...serviceConfig(set, { retentionDays: 30 }), ...eventConfig(set) }).toEqual({
    profile: 'production',
    roles: new Set(['api', 'relay', 'consume', 'jobs']),
    host: '127.0.0.1',
    grpcPort: 50_101,
    httpPort: 50_201,
    databaseUrl: 'postgres://localhost/x',
    databasePoolSize: 5,
    redisUrl: undefined,
    jwksUrl: 'http://127.0.0.1:50200/.well-known/jwks.json',
    serviceSecret: 's'.repeat(32),
    serviceSecretAlso: undefined,
    retentionDays: 30,
    kafka: { brokers: ['one:1', 'two:2'], topicPrefix: '', tls: false },
  })
})

test('what is missing or too weak is named', () => {
  expect(() => loadConfig(schema, { env: { ...least, SERVICE_SECRET: 'short' } })).toThrow(
    /SERVICE_SECRET/,
  )
  expect(() => loadConfig(schema, { env: { ...least, KAFKA_BROKERS: '' } })).toThrow(
    /KAFKA_BROKERS/,
  )
  expect(() =>
    serviceConfig(loadConfig(schema, { env: { ...least, ROLES: 'api,cook' } }), {
      retentionDays: 30,
    }),
  ).toThrow(/cook is no role/)
})
