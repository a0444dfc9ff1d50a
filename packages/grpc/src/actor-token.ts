// Actor tokens: identity signs who is acting for at most a minute; every service verifies it by
// identity's public keys.
import type { Person } from '@pk-auto/kernel/actor'
import type { Clock } from '@pk-auto/kernel/clock'
import { rememberUntil } from '@pk-auto/lifecycle/remember-until'
import {
  createRemoteJWKSet,
  errors as joseErrors,
  jwtVerify,
  SignJWT,
  type JSONWebKeySet,
  type JWK,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose'
import { errors } from './errors.ts'

/** With the tolerance below, nobody accepts a token for longer than the promised minute. */
export const ACTOR_TOKEN_SECONDS = 55
const ALGORITHM = 'EdDSA'
const TYPE = 'actor+jwt'
const ISSUER = 'pk-auto-identity'
const AUDIENCE = 'pk-auto'
/** Clocks of two machines may differ by this much. */
const TOLERANCE_SECONDS = 5
const REMEMBERED = 10_000

export type ActorVerifier = { verify(token: string): Promise<Person> }

/**
 * @throws Error for anything but a private Ed25519 JWK with a kid: found at start, not at the first
 * sign-in.
 */
export function mustBeActorKey(key: JWK): JWK {
  if (key.kty !== 'OKP' || key.crv !== 'Ed25519' || !key.d || !key.x || !key.kid)
    throw new Error('the actor key must be a private Ed25519 JWK with a kid')
  return key
}

/**
 * What identity publishes: the public half of each key, the retired ones too while their tokens
 * live. @throws Error as mustBeActorKey
 */
export function publicKeySet(keys: readonly JWK[]): JSONWebKeySet {
  const halves = keys.map(mustBeActorKey).map(({ kid, x }) => ({
    kty: 'OKP',
    crv: 'Ed25519',
    ...(x && { x }),
    ...(kid && { kid }),
    alg: ALGORITHM,
    use: 'sig',
  }))
  return { keys: halves }
}

/**
 * A token for this person, valid 60 s, by a private Ed25519 JWK with a kid. `audience` differs only
 * where step-up is demanded.
 */
export function signActorToken(
  key: JWK,
  person: Person,
  clock: Clock,
  audience = AUDIENCE,
): Promise<string> {
  const issuedAt = Math.floor(clock.now().getTime() / 1000)
  const claims = {
    sid: person.sessionId,
    roles: [...person.roles],
    ...(person.orgId !== undefined && { org: person.orgId }),
    aal: person.assurance,
    market: person.market,
    due: person.termsDue,
  }
  return new SignJWT(claims)
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: String(key.kid) })
    .setSubject(person.personId)
    .setIssuer(ISSUER)
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ACTOR_TOKEN_SECONDS)
    .sign(key)
}

/** Finds identity's public key for a token. */
export type ActorKeys = JWTVerifyGetKey

/** An unknown `kid` causes one fetch in so long, however many tokens name one. */
const FETCH_AGAIN_MS = 10_000
const FETCH_TIMEOUT_MS = 2_000

/** The keys published at `url` (identity's /.well-known/jwks.json), fetched when first needed. */
export const jwksOf = (url: string): ActorKeys =>
  createRemoteJWKSet(new URL(url), {
    cooldownDuration: FETCH_AGAIN_MS,
    timeoutDuration: FETCH_TIMEOUT_MS,
    // Known keys stay good while identity is away; new ones are found by their `kid`.
    cacheMaxAge: Number.POSITIVE_INFINITY,
  })

/**
 * Verifies tokens by identity's public keys. A verified token is remembered until it expires.
 * @throws ACTOR_TOKEN_INVALID (unauthenticated), whatever is wrong with it · ACTOR_KEYS_UNAVAILABLE
 * (unavailable) when identity cannot be asked for a key not seen yet
 */
export function actorVerifier({
  keys,
  clock,
  audience = AUDIENCE,
}: {
  keys: ActorKeys
  clock: Clock
  audience?: string
}): ActorVerifier {
  const known = rememberUntil<Person>(REMEMBERED, clock)
  return {
    async verify(token) {
      const found = known.get(token)
      if (found) return found
      const { payload } = await jwtVerify(token, keyNamedBy(keys), {
        algorithms: [ALGORITHM],
        typ: TYPE,
        issuer: ISSUER,
        audience,
        maxTokenAge: ACTOR_TOKEN_SECONDS,
        requiredClaims: ['sub', 'sid', 'exp', 'iat'],
        currentDate: clock.now(),
        clockTolerance: TOLERANCE_SECONDS,
      }).catch((error: unknown) => {
        throw isOfToken(error)
          ? errors.ACTOR_TOKEN_INVALID({}, { cause: error })
          : errors.ACTOR_KEYS_UNAVAILABLE({}, { cause: error })
      })
      const person = personOf(payload)
      known.set(token, person, Number(payload.exp) * 1000)
      return person
    },
  }
}

/** A token without a `kid` chooses no key, even where there is only one. */
const keyNamedBy =
  (keys: ActorKeys): ActorKeys =>
  (header, token) => {
    if (header.kid === undefined) throw new joseErrors.JWKSNoMatchingKey()
    return keys(header, token)
  }

/** jose throws its own classes; those of a fetch prove nothing about the token. */
const isOfToken = (error: unknown): boolean =>
  error instanceof joseErrors.JOSEError &&
  !(error instanceof joseErrors.JWKSTimeout) &&
  !(error instanceof joseErrors.JWKSInvalid) &&
  error.code !== 'ERR_JOSE_GENERIC'

function personOf(payload: JWTPayload): Person {
  const { sub, sid, roles, org, aal, market, due } = payload
  const whole =
    typeof sub === 'string' &&
    typeof sid === 'string' &&
    Array.isArray(roles) &&
    aal === 'otp' &&
    typeof market === 'string' &&
    typeof due === 'boolean'
  if (!whole) throw errors.ACTOR_TOKEN_INVALID()
  return {
    kind: 'person',
    personId: sub,
    sessionId: sid,
    roles: roles.map(String),
    assurance: aal,
    market,
    termsDue: due,
    ...(typeof org === 'string' && { orgId: org }),
  }
}
