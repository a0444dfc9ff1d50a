// Secrets of development: they protect nothing but a laptop.
import { generateKeyPairSync } from 'node:crypto'

export type Environment = Readonly<Record<string, string>>

const key = (name: string) =>
  Buffer.from(`pk-auto development ${name}`.padEnd(32, '.').slice(0, 32)).toString('base64url')

export const SERVICE_SECRET = 'a-development-secret-that-protects-nothing'

/** A key pair of this process: actor tokens live a minute, so a new one at each start is fine. */
function actorKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519')
  return JSON.stringify({
    ...privateKey.export({ format: 'jwk' }),
    kid: `development-${Date.now()}`,
    alg: 'EdDSA',
    use: 'sig',
  })
}

export const identitySecrets = (): Environment => ({
  OTP_PEPPER: 'a-development-pepper-that-protects-nothing',
  ACTOR_KEY: actorKey(),
  PHONE_KEYS: `development:${key('phones')}`,
  PHONE_INDEX_KEY: key('phone index'),
})

/** The key pair that browsers of development subscribe with. */
export const notifySecrets = (): Environment => ({
  VAPID_PUBLIC_KEY:
    'BE3fIA_TqxsNMr12Y1p1kzP1LG_aGshrS8xuK_6-kmOUpJDtdtp4Fm5s5FC_twtcw4Po9UI4bsSdQoX-Stdzi4c',
  VAPID_PRIVATE_KEY: 'fPWcDxwTIA1HlH_OJzMv1IcG3i674MmHcLqGhvuow-c',
})

/** Limits are counted in Redis under this secret: platforms side by side count for themselves. */
export const gatewaySecrets = (namespace: string): Environment => ({
  COOKIE_SECRET: `a-development-cookie-secret-that-protects-nothing${namespace}`,
})
