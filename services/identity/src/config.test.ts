// The caps that production reads are the promised ones, and no setting widens them.
import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { readIdentityConfig } from './config.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const key = 'k'.repeat(43)
const env = {
  DATABASE_URL: 'postgres://localhost/identity',
  SERVICE_SECRET: 's'.repeat(32),
  KAFKA_BROKERS: 'localhost:9092',
  OTP_PEPPER: 'p'.repeat(32),
  ACTOR_KEY: JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })),
  PHONE_KEYS: `k1:${key}`,
  PHONE_INDEX_KEY: key,
}
const capsWith = (more: Record<string, string>) => readIdentityConfig({ ...env, ...more }).otp.caps
const production = {
  number: [
    { max: 3, perMs: 10 * MINUTE },
    { max: 10, perMs: 24 * HOUR },
  ],
  provenNumber: [
    { max: 3, perMs: 10 * MINUTE },
    { max: 10, perMs: 24 * HOUR },
  ],
  prefix: [
    { max: 25, perMs: 10 * MINUTE },
    { max: 30, perMs: HOUR },
  ],
  network: [
    { max: 20, perMs: 10 * MINUTE },
    { max: 30, perMs: HOUR },
  ],
  device: [{ max: 5, perMs: HOUR }],
  all: [{ max: 2_000, perMs: HOUR }],
  cooldowns: [MINUTE, 2 * MINUTE],
}

test('production reads every promised cap, also when nobody names the profile', () => {
  expect(capsWith({ PROFILE: 'production' })).toEqual(production)
  expect(capsWith({})).toEqual(production)
  expect(capsWith({ PROFILE: 'development', OTP_CAPS: 'production' })).toEqual(production)
})

test('outside production networks, ranges and the hour have no cap; number and device have', () => {
  const wide = { ...production, prefix: [], network: [], all: [] }
  expect(capsWith({ PROFILE: 'development' })).toEqual(wide)
  expect(capsWith({ PROFILE: 'test' })).toEqual(wide)
})

test('production does not start with the caps of development', () => {
  expect(() => capsWith({ PROFILE: 'production', OTP_CAPS: 'development' })).toThrowError(
    /OTP_CAPS: must not be development in production; set the environment variable OTP_CAPS/,
  )
})
