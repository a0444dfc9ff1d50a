// Signing in by phone, staying signed in, signing out.
import { langOf } from '@pk-auto/http/language'
import type { Http } from '@pk-auto/http/create-http'
import type { onRequestAsyncHookHandler } from 'fastify'
import { z } from 'zod'
import type { Clients } from '../clients.ts'
import { presentTime } from '@pk-auto/gateway-shared/present/listing'
import { presentMe, presentTokens } from '@pk-auto/gateway-shared/present/person'
import {
  challenge,
  otpRequest,
  otpVerify,
  person,
  signedIn,
  tokens as tokensOut,
} from '@pk-auto/gateway-shared/schemas/person'
import { webSessionOf, type ActorTokens } from '@pk-auto/gateway-shared/session/actor-tokens'
import { isSessionOver, type Visitors } from '@pk-auto/gateway-shared/session/visitor'
import { deviceName } from '@pk-auto/gateway-shared/present/device-name'

export type AuthDeps = {
  identity: Clients['identity']
  visitors: Visitors
  tokens: ActorTokens
  otpLimit: onRequestAsyncHookHandler
}

/** No body at all reaches a schema as null. */
const nothing = z.strictObject({}).nullish()
const terms = z.strictObject({
  version: z.string().min(1).max(40),
  marketing: z.boolean().default(false),
})
const refreshing = z.strictObject({ refreshToken: z.string().min(16).max(512) }).nullish()

/**
 * Asks identity. A browser gets its session as a sealed cookie; an app (X-Client: app) gets tokens
 * in the body.
 */
export function authRoutes(app: Http, { identity, visitors, tokens, otpLimit }: AuthDeps): void {
  const isApp = (headers: Readonly<Record<string, unknown>>) => headers['x-client'] === 'app'

  app.post(
    '/api/v1/auth/otp/request',
    { onRequest: otpLimit, schema: { body: otpRequest, response: { 202: challenge } } },
    async (request, reply) => {
      const deviceId = visitors.deviceOf(request, reply)
      const made = await identity.requestOtp(
        { ...request.body, deviceId, clientAddress: request.ip, lang: langOf(request) },
        { deadlineMs: 10_000 },
      )
      return reply.code(202).send({
        ...made,
        resendAt: presentTime(made.resendAt),
        expiresAt: presentTime(made.expiresAt),
      })
    },
  )

  app.post(
    '/api/v1/auth/otp/verify',
    { onRequest: otpLimit, schema: { body: otpVerify, response: { 200: signedIn } } },
    async (request, reply) => {
      const deviceId = visitors.deviceOf(request, reply)
      const { me, isNew, session } = await identity.verifyOtp({
        ...request.body,
        deviceId,
        deviceName: deviceName(request.headers['user-agent']),
      })
      const opened = webSessionOf(session)
      if (!isApp(request.headers)) await visitors.signIn(reply, opened)
      const shown = presentMe(me)
      return {
        person: shown,
        isNew,
        termsDue: shown.termsDue,
        ...(isApp(request.headers) && { session: presentTokens(opened) }),
      }
    },
  )

  const refreshed = z.strictObject({ session: tokensOut.optional() })
  app.post(
    '/api/v1/auth/refresh',
    { schema: { body: refreshing, response: { 200: refreshed } } },
    async (request, reply) => {
      if (!isApp(request.headers) || !request.body) {
        await visitors.refresh(request, reply)
        return {}
      }
      return {
        session: presentTokens(
          await tokens.refresh(request.body.refreshToken, visitors.deviceOf(request, reply)),
        ),
      }
    },
  )

  for (const { path, all } of [
    { path: '/api/v1/auth/logout', all: false },
    { path: '/api/v1/auth/logout-all', all: true },
  ])
    app.post(
      path,
      { schema: { body: nothing, response: { 204: z.undefined() } } },
      async (request, reply) => {
        const actor = await visitors.personIfAny(request, reply).catch((error: unknown) => {
          // A browser whose session is over has what it wants; an app must learn that this token
          // did not end its session.
          if (isSessionOver(error) && request.headers.authorization === undefined) return undefined
          throw error
        })
        if (actor) await identity.logout({ all }, { actorToken: actor.token })
        await visitors.signOut(request, reply)
        return reply.code(204).send()
      },
    )

  app.post(
    '/api/v1/auth/terms',
    { schema: { body: terms, response: { 200: person } } },
    async (request, reply) => {
      const { token } = await visitors.person(request, reply)
      return presentMe(await identity.acceptTerms(request.body, { actorToken: token }))
    },
  )
}
