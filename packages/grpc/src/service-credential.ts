// Which service is calling: a token each process signs for itself with the platform's service
// secret. mTLS replaces it in the cluster.
import { createSecretKey, type KeyObject } from 'node:crypto'
import type { Clock } from '@pk-auto/kernel/clock'
import { rememberUntil } from '@pk-auto/lifecycle/remember-until'
import { errors } from './errors.ts'
import { jwtVerify, SignJWT } from 'jose'

const ALGORITHM = 'HS256'
const TYPE = 'service+jwt'
const AUDIENCE = 'pk-auto-services'
const LIFE_SECONDS = 600
const RENEW_BEFORE_SECONDS = 120
const TOLERANCE_SECONDS = 5
const REMEMBERED = 1_000
const MIN_SECRET_BYTES = 32

export type ServiceCredentials = {
  readonly service: string
  /** This process's own credential, signed anew two minutes before it expires. */
  token(): Promise<string>
  /**
   * The name of the service that signed it. @throws SERVICE_CREDENTIAL_INVALID (unauthenticated)
   */
  verify(token: string | undefined): Promise<string>
}

export type CredentialSettings = {
  readonly service: string
  /** Signs. */
  readonly secret: string
  /** Accepted as well, while one secret is replaced by another. */
  readonly also?: string | undefined
  readonly clock: Clock
}

function keyOf(secret: string): KeyObject {
  if (Buffer.byteLength(secret) < MIN_SECRET_BYTES)
    throw new Error(`the service secret must have at least ${MIN_SECRET_BYTES} bytes`)
  return createSecretKey(Buffer.from(secret))
}

/** @throws Error for a secret under 32 bytes. */
export function serviceCredentials(settings: CredentialSettings): ServiceCredentials {
  const { service, secret, also, clock } = settings
  const key = keyOf(secret)
  const accepted = [key, ...(also === undefined ? [] : [keyOf(also)])]
  const known = rememberUntil<string>(REMEMBERED, clock)
  let own: { token: Promise<string>; renewAt: number } | undefined

  return {
    service,
    token() {
      const now = Math.floor(clock.now().getTime() / 1000)
      if (own && now < own.renewAt) return own.token
      const signed = new SignJWT({})
        .setProtectedHeader({ alg: ALGORITHM, typ: TYPE })
        .setSubject(service)
        .setAudience(AUDIENCE)
        .setIssuedAt(now)
      own = {
        token: signed.setExpirationTime(now + LIFE_SECONDS).sign(key),
        renewAt: now + LIFE_SECONDS - RENEW_BEFORE_SECONDS,
      }
      return own.token
    },
    async verify(token) {
      if (!token) throw errors.SERVICE_CREDENTIAL_INVALID()
      const found = known.get(token)
      if (found) return found
      const demanded = {
        algorithms: [ALGORITHM],
        typ: TYPE,
        audience: AUDIENCE,
        requiredClaims: ['sub', 'exp', 'iat'],
        currentDate: clock.now(),
        clockTolerance: TOLERANCE_SECONDS,
      }
      const tried = accepted.map((one) => jwtVerify(token, one, demanded))
      const { payload } = await Promise.any(tried).catch((error: unknown) => {
        throw errors.SERVICE_CREDENTIAL_INVALID({}, { cause: error })
      })
      const caller = String(payload.sub)
      known.set(token, caller, Number(payload.exp) * 1000)
      return caller
    },
  }
}
