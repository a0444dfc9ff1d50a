// Who sends a request: a browser with its sealed cookie, an app with its token, or anybody.
import { randomUUID } from 'node:crypto'
import type { Clock } from '@pk-auto/kernel/clock'
import { DEVICE_ID } from '@pk-auto/http/openapi/headers'
import { DomainError } from '@pk-auto/kernel/domain-error'
import { answers } from '../answers.ts'
import '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ActorToken, ActorTokens } from './actor-tokens.ts'
import { openSession, sealSession, type WebSession } from './sealed-cookie.ts'

export type Visitors = {
  /**
   * The signed-in visitor. @throws SIGN_IN_REQUIRED (unauthenticated) · ANOTHER_PERSON (conflict)
   * when the request is meant in the name of somebody else
   */
  person(request: FastifyRequest, reply: FastifyReply): Promise<ActorToken>
  /**
   * The signed-in visitor, or undefined for who claims nothing. @throws what is wrong with a claim:
   * a session that is over is not nobody's
   */
  personIfAny(request: FastifyRequest, reply: FastifyReply): Promise<ActorToken | undefined>
  /**
   * The browser's own id, given on first sight and renewed whenever it comes back; an app names its
   * own. @throws DEVICE_REQUIRED (invalid)
   */
  deviceOf(request: FastifyRequest, reply: FastifyReply): string
  /** The id by which the device is known already; undefined for one that has none. */
  deviceIfAny(request: FastifyRequest): string | undefined
  signIn(reply: FastifyReply, session: WebSession): Promise<void>
  signOut(request: FastifyRequest, reply: FastifyReply): Promise<void>
  /** Rotates the session now. @throws SIGN_IN_REQUIRED */
  refresh(request: FastifyRequest, reply: FastifyReply): Promise<WebSession>
}

/**
 * With `__Host-` a browser takes a cookie over TLS only and for this host alone: no sibling host
 * can plant one. Without TLS, in development, it would take none.
 */
export const cookieNames = (secure: boolean) => {
  const prefix = secure ? '__Host-' : ''
  return { session: `${prefix}session`, device: `${prefix}did` }
}
const YEAR_SECONDS = 31_536_000

export type VisitorSettings = {
  tokens: ActorTokens
  clock: Clock
  cookieSecret: string
  secureCookies: boolean
}

/** Identity's own no. Any other refusal is a fault between us and ends nobody's session. */
export const isSessionOver = (error: unknown): boolean =>
  error instanceof DomainError && error.code === 'SESSION_ENDED'

const isApp = (request: FastifyRequest): boolean => request.headers['x-client'] === 'app'
const refuse = (): never => {
  throw answers.SIGN_IN_REQUIRED()
}
const deviceProblem = (isNamed: boolean) => {
  const message =
    'An app names its device in the header X-Device-Id: 16 to 64 letters, digits, - or _'
  const code = isNamed ? 'INVALID_FORMAT' : 'REQUIRED'
  return { path: 'X-Device-Id', code, message } as const
}
const bearerOf = (request: FastifyRequest): string | undefined =>
  /^Bearer (\S{16,512})$/.exec(request.headers.authorization ?? '')?.[1]

export function visitors({
  tokens,
  clock,
  cookieSecret,
  secureCookies,
}: VisitorSettings): Visitors {
  const names = cookieNames(secureCookies)
  const cookie = { path: '/', httpOnly: true, sameSite: 'lax', secure: secureCookies } as const

  const sessionOf = async (request: FastifyRequest): Promise<WebSession | undefined> => {
    const sealed = request.cookies[names.session]
    return sealed === undefined ? undefined : openSession(sealed, cookieSecret)
  }

  const namedDevice = (request: FastifyRequest) =>
    isApp(request) ? request.headers['x-device-id'] : request.cookies[names.device]
  const deviceIfAny = (request: FastifyRequest): string | undefined => {
    const named = namedDevice(request)
    return typeof named === 'string' && DEVICE_ID.test(named) ? named : undefined
  }

  const deviceOf = (request: FastifyRequest, reply: FastifyReply): string => {
    const header = request.headers['x-device-id']
    // Whoever names a device, app or not, names one that can be used.
    if (header !== undefined && !(typeof header === 'string' && DEVICE_ID.test(header)))
      throw answers.DEVICE_REQUIRED({}, { fields: [deviceProblem(true)] })
    const named = namedDevice(request)
    const known = deviceIfAny(request)
    if (isApp(request)) {
      // A session bound to a device that the app cannot name again would end at its first refresh.
      if (known === undefined)
        throw answers.DEVICE_REQUIRED({}, { fields: [deviceProblem(named !== undefined)] })
      return known
    }
    const device = known ?? randomUUID()
    reply.setCookie(names.device, device, { ...cookie, maxAge: YEAR_SECONDS })
    return device
  }

  const signIn = async (reply: FastifyReply, session: WebSession): Promise<void> => {
    const maxAge = Math.floor((session.refreshExpiresAt.getTime() - clock.now().getTime()) / 1_000)
    reply.setCookie(names.session, await sealSession(session, cookieSecret), { ...cookie, maxAge })
  }

  const refresh = async (request: FastifyRequest, reply: FastifyReply): Promise<WebSession> => {
    const session = await sessionOf(request)
    if (!session) throw answers.SIGN_IN_REQUIRED()
    try {
      const successor = await tokens.refresh(session.refreshToken, deviceOf(request, reply))
      await signIn(reply, successor)
      return successor
    } catch (error) {
      // While identity is away the visitor keeps the cookie.
      if (isSessionOver(error)) reply.clearCookie(names.session, cookie)
      throw error
    }
  }

  const signedIn = async (request: FastifyRequest, reply: FastifyReply): Promise<ActorToken> => {
    // A claim that is made must be good: a broken one is never passed by for a cookie.
    if (request.headers.authorization !== undefined)
      return tokens.forAccess(bearerOf(request) ?? refuse())
    const session = await sessionOf(request)
    if (!session) throw answers.SIGN_IN_REQUIRED()
    const usable = session.accessExpiresAt > clock.now() ? session : await refresh(request, reply)
    return tokens.forAccess(usable.accessToken)
  }

  const person = async (request: FastifyRequest, reply: FastifyReply): Promise<ActorToken> => {
    const visitor = await signedIn(request, reply)
    // A cookie is that of the whole browser: another tab may have changed whose it is.
    const meant = request.headers['x-person-id']
    if (meant !== undefined && meant !== visitor.personId) throw answers.ANOTHER_PERSON()
    return visitor
  }

  return {
    person,
    personIfAny: async (request, reply) => {
      const claims =
        request.headers.authorization !== undefined || (await sessionOf(request)) !== undefined
      return claims ? person(request, reply) : undefined
    },
    deviceOf,
    deviceIfAny,
    signIn,
    refresh,
    async signOut(request, reply) {
      for (const token of [bearerOf(request), (await sessionOf(request))?.accessToken])
        if (token !== undefined) tokens.forget(token)
      reply.clearCookie(names.session, cookie)
    },
  }
}
