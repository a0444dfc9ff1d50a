// Notify never starts in production with drivers that send nothing.
import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { newsSettings } from './config/news.ts'
import { readNotifyConfig } from './config.ts'

const env = {
  DATABASE_URL: 'postgres://127.0.0.1/none',
  KAFKA_BROKERS: '127.0.0.1:1',
  SERVICE_SECRET: 'a secret that is long enough to pass here',
  VAPID_PUBLIC_KEY: 'B'.repeat(87),
  VAPID_PRIVATE_KEY: 'p'.repeat(43),
}

const TWILIO = {
  TWILIO_ACCOUNT_SID: 'AC1',
  TWILIO_AUTH_TOKEN: 'a token',
  TWILIO_SMS_FROM: 'Automart',
  TWILIO_CALL_FROM: '+922135000000',
}
const META = {
  META_PHONE_NUMBER_ID: '77',
  META_ACCESS_TOKEN: 'a token',
  META_APP_SECRETS: 'a secret of sixteen,another one of sixteen',
  META_VERIFY_TOKEN: 'a token',
}
const production = {
  ...{ ...env, ...TWILIO, ...META, PROFILE: 'production' },
  ...{ SMS_PROVIDER: 'twilio', WHATSAPP_PROVIDER: 'meta', CALL_PROVIDER: 'twilio' },
  HOOKS_URL: 'https://automart.pk/',
  WEB_ORIGIN: 'https://automart.pk',
  SMTP_URL: 'smtp://automart:secret@mail.example',
}

test('outside production the sandbox takes every way by itself', () => {
  const config = readNotifyConfig({ ...env, PROFILE: 'development' })
  expect(config.providers.order).toEqual({
    sms: ['sandbox'],
    whatsapp: ['sandbox'],
    call: ['sandbox'],
  })
  expect(config.mail.url).toBeUndefined()
  expect(new URL(config.webOrigin).hostname).toBe('localhost')
})

test('production without a provider is refused in one clear sentence', () => {
  expect(() => readNotifyConfig({ ...env, PROFILE: 'production' })).toThrowError(
    /SMS_PROVIDER names no provider that really sends/,
  )
  for (const sandbox of ['sandbox', 'twilio,sandbox'])
    expect(() => readNotifyConfig({ ...production, SMS_PROVIDER: sandbox })).toThrowError(
      /SMS_PROVIDER names no provider/,
    )
})

test('a channel may have several providers, in the order they are listed', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  // As a file of variables has it: in one line.
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString().replaceAll('\n', '\\n')
  const vonage = {
    ...{ VONAGE_APPLICATION_ID: 'a', VONAGE_PRIVATE_KEY: pem, VONAGE_FROM: 'Automart' },
    VONAGE_HOOK_SECRETS: 'a secret of sixteen',
  }
  const set = { ...production, ...vonage, SMS_PROVIDER: 'vonage, twilio' }
  expect(readNotifyConfig(set).providers.order.sms).toEqual(['vonage', 'twilio'])
  expect(() => readNotifyConfig({ ...set, SMS_PROVIDER: 'twilio,twilio' })).toThrowError(/twice/)
  expect(() => readNotifyConfig({ ...set, VONAGE_PRIVATE_KEY: 'tell-nobody' })).toThrowError(
    /VONAGE_PRIVATE_KEY(?!.*tell-nobody)/s,
  )
  expect(() => readNotifyConfig({ ...set, SMS_PROVIDER: 'pigeon' })).toThrowError(/SMS_PROVIDER/)
})

test('a chosen provider without what it needs is refused with the names of all that lacks', () => {
  const { TWILIO_AUTH_TOKEN: _token, META_APP_SECRETS: _secrets, ...rest } = production
  expect(() => readNotifyConfig(rest)).toThrowError(/lack.*TWILIO_AUTH_TOKEN.*META_APP_SECRETS/)
  const { HOOKS_URL: _url, ...unreachable } = production
  expect(() => readNotifyConfig(unreachable)).toThrowError(/HOOKS_URL/)
  const { WEB_ORIGIN: _origin, ...homeless } = production
  expect(() => readNotifyConfig(homeless)).toThrowError(/WEB_ORIGIN/)
  const { SMTP_URL: _smtp, ...mailless } = production
  expect(() => readNotifyConfig(mailless)).toThrowError(/SMTP_URL/)
})

test('two secrets may be live at once, and a short one is refused without being shown', () => {
  const { meta, hooksUrl } = readNotifyConfig(production).providers
  expect(meta?.hookSecrets).toHaveLength(2)
  expect(hooksUrl).toBe('https://automart.pk')
  expect(() => readNotifyConfig({ ...production, META_APP_SECRETS: 'tiny' })).toThrowError(
    /META_APP_SECRETS(?!.*tiny)/s,
  )
})

test('WhatsApp is nobody’s default', () => {
  const { defaults } = readNotifyConfig(production).news
  expect(Object.values(defaults.channels).flat()).not.toContain('whatsapp')
  const channels = newsSettings.shape.channels
  const none = { messages: [], offers: [], contacts: [], 'saved-ads': [], alerts: [] }
  expect(channels.safeParse({ ...none, alerts: ['sms'] }).success).toBe(true)
  expect(channels.safeParse({ ...none, alerts: ['whatsapp'] }).success).toBe(false)
})
