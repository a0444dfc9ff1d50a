// The web gateway's door: what it starts with, and what it refuses to start with.
import { expect, test } from 'vitest'
import { readPwaGatewayConfig } from './config.ts'

const SECRETS = {
  SERVICE_SECRET: 'a secret of this test and nothing else at all',
  COOKIE_SECRET: 'another secret of this test and nothing else',
}
const read = (env: Record<string, string>) => readPwaGatewayConfig({ ...SECRETS, ...env })

test.for([undefined, '', ' ', ',', ' , '])(
  'production does not start with TRUSTED_PROXIES «%s»: it would believe nobody, or everybody',
  (proxies) => {
    const env = {
      PROFILE: 'production',
      ...(proxies !== undefined && { TRUSTED_PROXIES: proxies }),
    }
    expect(() => read(env)).toThrow(expect.objectContaining({ name: 'ConfigError' }))
    expect(() => read(env)).toThrow('set the environment variable TRUSTED_PROXIES')
  },
)

test('production believes the balancers it names, and no other', () => {
  const { trustedProxies } = read({ PROFILE: 'production', TRUSTED_PROXIES: '10.0.0.0/8, ::1,' })
  expect(trustedProxies).toEqual(['10.0.0.0/8', '::1'])
})

test('a developer’s own machine is believed, and a list of nothing is nobody', () => {
  expect(read({ PROFILE: 'development' }).trustedProxies).toEqual(['127.0.0.1', '::1'])
  expect(read({ PROFILE: 'development', TRUSTED_PROXIES: ',' }).trustedProxies).toEqual([])
})

test('the internal port is 1000 above the public one unless it is named', () => {
  const dev = { PROFILE: 'development' }
  expect(read(dev)).toMatchObject({ port: 8080, internalPort: 9080 })
  expect(read({ ...dev, HTTP_PORT: '18080' })).toMatchObject({ internalPort: 19_080 })
  expect(read({ ...dev, HTTP_PORT: '0' })).toMatchObject({ internalPort: 0 })
  expect(read({ ...dev, INTERNAL_PORT: '7000' })).toMatchObject({ internalPort: 7_000 })
})
