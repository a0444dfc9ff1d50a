// Notify never starts in production with drivers that send nothing.
import { expect, test } from 'vitest'
import { readNotifyConfig } from './config.ts'

const env = {
  DATABASE_URL: 'postgres://127.0.0.1/none',
  KAFKA_BROKERS: '127.0.0.1:1',
  SERVICE_SECRET: 'a secret that is long enough to pass here',
  VAPID_PUBLIC_KEY: 'B'.repeat(87),
  VAPID_PRIVATE_KEY: 'p'.repeat(43),
}

test('outside production the sandbox takes every way by itself', () => {
  expect(readNotifyConfig({ ...env, PROFILE: 'development' }).providers).toEqual({
    sms: 'sandbox',
    whatsapp: 'sandbox',
    call: 'sandbox',
  })
})

test('production without a provider is refused in one clear sentence', () => {
  expect(() => readNotifyConfig({ ...env, PROFILE: 'production' })).toThrowError(
    /SMS_PROVIDER names no provider that really sends/,
  )
  expect(() => readNotifyConfig({ ...env, SMS_PROVIDER: 'sandbox' })).toThrowError(/SMS_PROVIDER/)
})
