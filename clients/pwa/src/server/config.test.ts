// Proves what the web server takes from its environment, and what it refuses to start with.
import { expect, test } from 'vitest'
import { readWebConfig } from './config.ts'
import { safetyHeaders } from './headers.ts'

const addresses = {
  PORT: '4000',
  GATEWAY_URL: 'http://127.0.0.1:9080',
  MEDIA_URL: 'http://127.0.0.1:9090',
  UPLOAD_ORIGINS: 'http://127.0.0.1:9000 https://uploads.automart.pk',
}

test('in production the site needs its https origin', () => {
  for (const env of [
    addresses,
    { ...addresses, PROFILE: 'production', PUBLIC_ORIGIN: 'http://automart.pk' },
    { ...addresses, PUBLIC_ORIGIN: 'https://automart.pk/cars' },
  ])
    expect(() => readWebConfig(env)).toThrow(/PUBLIC_ORIGIN/)
  expect(readWebConfig({ ...addresses, PUBLIC_ORIGIN: 'https://automart.pk' }).publicOrigin).toBe(
    'https://automart.pk',
  )
})

test('addresses come from the environment alone', () => {
  expect(readWebConfig({ ...addresses, PROFILE: 'development' })).toEqual({
    host: '127.0.0.1',
    port: 4000,
    gatewayUrl: 'http://127.0.0.1:9080',
    mediaUrl: 'http://127.0.0.1:9090',
    uploadOrigins: ['http://127.0.0.1:9000', 'https://uploads.automart.pk'],
    publicOrigin: '',
    patienceMs: 30_000,
    adsPerMap: 2_000,
  })
})

test('every address that is missing is named', () => {
  for (const name of Object.keys(addresses)) {
    const env = { ...addresses, PROFILE: 'development', [name]: undefined }
    expect(() => readWebConfig(env)).toThrow(`${name} must be set`)
  }
  expect(() => readWebConfig({ PROFILE: 'development' })).toThrow(
    'PORT, GATEWAY_URL, MEDIA_URL, UPLOAD_ORIGINS must be set',
  )
})

test('only a site with an https origin asks browsers to stay with https', () => {
  expect(safetyHeaders('https://automart.pk')['strict-transport-security']).toBe('max-age=31536000')
  expect(safetyHeaders('')).not.toHaveProperty('strict-transport-security')
})
