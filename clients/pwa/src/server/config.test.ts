// Proves what the web server takes from its environment, and what it refuses to start with.
import { expect, test } from 'vitest'
import { readWebConfig } from './config.ts'
import { safetyHeaders } from './headers.ts'

test('in production the site needs its https origin', () => {
  for (const env of [
    {},
    { PROFILE: 'production', PUBLIC_ORIGIN: 'http://automart.pk' },
    { PUBLIC_ORIGIN: 'https://automart.pk/cars' },
  ])
    expect(() => readWebConfig(env)).toThrow(/PUBLIC_ORIGIN/)
  expect(readWebConfig({ PUBLIC_ORIGIN: 'https://automart.pk' }).publicOrigin).toBe(
    'https://automart.pk',
  )
})

test('in development addresses follow the port table', () => {
  expect(readWebConfig({ PROFILE: 'development', PORT_BASE_OFFSET: '1000' })).toMatchObject({
    port: 4000,
    gatewayUrl: 'http://127.0.0.1:9080',
    publicOrigin: '',
    patienceMs: 30_000,
  })
})

test('only a site with an https origin asks browsers to stay with https', () => {
  expect(safetyHeaders('https://automart.pk')['strict-transport-security']).toBe('max-age=31536000')
  expect(safetyHeaders('')).not.toHaveProperty('strict-transport-security')
})
