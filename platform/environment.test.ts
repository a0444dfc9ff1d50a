// Platforms side by side on one set of servers do not meet in it.
import type { ServerUrls } from '@pk-auto/servers/server-urls'
import { portsAt } from '@pk-auto/lifecycle/ports'
import { expect, test } from 'vitest'
import { environmentOf, urlOf } from './environment.ts'

const servers: ServerUrls = {
  postgresUrl: 'postgres://127.0.0.1:1/postgres',
  kafkaBrokers: ['127.0.0.1:1'],
  redisUrl: 'redis://127.0.0.1:1',
  elasticsearchUrl: 'http://127.0.0.1:1',
  s3: { endpoint: 'http://127.0.0.1:1', accessKey: 'a', secretKey: 'b' },
}
const gatewayOf = (namespace: string) =>
  environmentOf('gateway-pwa', { servers, ports: portsAt(0), profile: 'test', namespace })

test('each has buckets of its own, although everybody comes from one address', () => {
  // Redis holds the buckets of all, by a hash of the address under this secret.
  expect(gatewayOf('one')['COOKIE_SECRET']).not.toBe(gatewayOf('other')['COOKIE_SECRET'])
  expect(gatewayOf('one')['COOKIE_SECRET']).toBe(gatewayOf('one')['COOKIE_SECRET'])
})

test('a web client and a gateway have a public address, and a service has none', () => {
  const ports = portsAt(0)
  expect(urlOf('web', ports)).toBe(`http://localhost:${ports.web.web}`)
  expect(urlOf('gateway-pwa', ports)).toBe(`http://127.0.0.1:${ports.gateways.pwa}`)
  expect(() => urlOf('search', ports)).toThrow('search has no public address')
})
