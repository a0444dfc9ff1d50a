// The web gateway's door: what it starts with, and what it refuses to start with.
import { expect, test } from 'vitest'
import { readPwaGatewayConfig } from './config.ts'

const SECRETS = {
  SERVICE_SECRET: 'a secret of this test and nothing else at all',
  COOKIE_SECRET: 'another secret of this test and nothing else',
}
const read = (env: Record<string, string>) => readPwaGatewayConfig({ ...SECRETS, ...env })

const PRODUCTION = {
  PROFILE: 'production',
  TRUSTED_PROXIES: '10.0.0.0/8',
  WEB_ORIGINS: 'https://automart.pk',
}

test.for(
  ['TRUSTED_PROXIES', 'WEB_ORIGINS'].flatMap((variable) =>
    [undefined, '', ' ', ',', ' , '].map((text) => [variable, text] as const),
  ),
)('production does not start with %s «%s»: it would believe nobody, or everybody', (given) => {
  const [variable, text] = given
  const { [variable]: _left, ...rest } = PRODUCTION as Record<string, string>
  const env = { ...rest, ...(text !== undefined && { [variable]: text }) }
  expect(() => read(env)).toThrow(expect.objectContaining({ name: 'ConfigError' }))
  expect(() => read(env)).toThrow(`set the environment variable ${variable}`)
})

test('production answers the pages of the origins it names, and no others', () => {
  const WEB_ORIGINS = 'https://automart.pk, https://www.automart.pk'
  expect(read({ ...PRODUCTION, WEB_ORIGINS }).webOrigins).toEqual([
    'https://automart.pk',
    'https://www.automart.pk',
  ])
})

test('production believes the balancers it names, and no other', () => {
  const { trustedProxies } = read({ ...PRODUCTION, TRUSTED_PROXIES: '10.0.0.0/8, ::1,' })
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
