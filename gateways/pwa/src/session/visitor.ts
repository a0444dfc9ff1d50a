// Who sends a request: a browser with its sealed cookie, an app with its token, or anybody.
import { randomUUID } from 'node:crypto'
import type { Clock } from '@pk-auto/kernel/clock'
import { DomainError } from '@pk-auto/kernel/domain-error'
import '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ActorToken, ActorTokens } from './actor-tokens.ts'
import { openSession, sealSession, type WebSession } from './sealed-cookie.ts'

export type Visitors = {
  /** The signed-in visitor. @throws SIGN_IN_REQUIRED (unauthenticated) */
  person(request: FastifyRequest, reply: FastifyReply): Promise<ActorToken>
  /** The signed-in visitor, or undefined for anybody else; never fails. */
  personIfAny(request: FastifyRequest, reply: FastifyReply): Promise<ActorToken | undefined>
  /** The browser's or app's own id, given on first sight. */
  deviceOf(request: FastifyRequest, reply: FastifyReply): string
  signIn(reply: FastifyReply, session: WebSession): Promise<void>
  /** The session the request carries, valid or not. */
  sessionOf(request: FastifyRequest): Promise<WebSession | undefined>
  signOut(request: FastifyRequest, reply: FastifyReply): Promise<void>
  /** Rotates the session now. @throws SIGN_IN_REQUIRED */
  refresh(request: FastifyRequest, reply: FastifyReply): Promise<WebSession>
}

const SESSION = 'session'
const DEVICE = 'did'
const YEAR_SECONDS = 31_536_000
const DEVICE_ID = /^[\w-]{16,64}$/

export type VisitorSettings = { tokens: ActorTokens; clock: Clock; cookieSecret: string; secureCookies: boolean }

const isApp = (request: FastifyRequest): boolean => request.headers['x-client'] === 'app'
const signInRequired = () => new DomainError('unauthenticated', 'SIGN_IN_REQUIRED')

export function visitors({ tokens, clock, cookieSecret, secureCookies }: VisitorSettings): Visitors {
  const cookie = { path: '/', httpOnly: true, sameSite: 'lax', secure: secureCookies } as const

  const sessionOf = async (request: FastifyRequest): Promise<WebSession | undefined> => {
    const sealed = request.cookies[SESSION]
    return sealed === undefined ? undefined : openSession(sealed, cookieSecret)
  }

  const deviceOf = (request: FastifyRequest, reply: FastifyReply): string => {
    const named = isApp(request) ? request.headers['x-device-id'] : request.cookies[DEVICE]
    if (typeof named === 'string' && DEVICE_ID.test(named)) return named
    const device = randomUUID()
    if (!isApp(request)) reply.setCookie(DEVICE, device, { ...cookie, maxAge: YEAR_SECONDS })
    return device
  }

  const signIn = async (reply: FastifyReply, session: WebSession): Promise<void> => {
    const maxAge = Math.floor((session.refreshExpiresAt.getTime() - clock.now().getTime()) / 1_000)
    reply.setCookie(SESSION, await sealSession(session, cookieSecret), { ...cookie, maxAge })
  }

  const refresh = async (request: FastifyRequest, reply: FastifyReply): Promise<WebSession> => {
    const session = await sessionOf(request)
    if (!session) throw signInRequired()
    try {
      const successor = await tokens.refresh(session.refreshToken, deviceOf(request, reply))
      await signIn(reply, successor)
      return successor
    } catch (error) {
      // Only identity's own no ends the session; while it is away the visitor keeps the cookie.
      if (error instanceof DomainError && error.kind === 'unauthenticated') reply.clearCookie(SESSION, cookie)
      throw error
    }
  }

  const person = async (request: FastifyRequest, reply: FastifyReply): Promise<ActorToken> => {
    const bearer = /^Bearer (\S{16,512})$/.exec(request.headers.authorization ?? '')?.[1]
    if (bearer !== undefined) return tokens.forAccess(bearer)
    const session = await sessionOf(request)
    if (!session) throw signInRequired()
    const usable = session.accessExpiresAt > clock.now() ? session : await refresh(request, reply)
    return tokens.forAccess(usable.accessToken)
  }

  return {
    person,
    personIfAny: (request, reply) => person(request, reply).catch(() => undefined),
    deviceOf,
    signIn,
    sessionOf,
    refresh,
    async signOut(request, reply) {
      const session = await sessionOf(request)
      if (session) tokens.forget(session.accessToken)
      reply.clearCookie(SESSION, cookie)
    },
  }
}
