// Signing in by phone, staying signed in, signing out.
import { langOf } from '@pk-auto/http/language'
import type { Http } from '@pk-auto/http/create-http'
import { operation } from '@pk-auto/http/openapi/operation'
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
const terms = z
  .strictObject({
    version: z.string().min(1).max(40),
    marketing: z.boolean().default(false),
  })
  .meta({ id: 'TermsAccepted', example: { version: '2026-01', marketing: false } })
const refreshing = z
  .strictObject({ refreshToken: z.string().min(16).max(512) })
  .meta({ id: 'RefreshOrder', example: { refreshToken: 'q3Zk7xv1mJr0T5bC8yL2' } })
  .nullish()

/**
 * Asks identity. A browser gets its session as a sealed cookie; an app (X-Client: app) gets tokens
 * in the body.
 */
export function authRoutes(app: Http, { identity, visitors, tokens, otpLimit }: AuthDeps): void {
  const isApp = (headers: Readonly<Record<string, unknown>>) => headers['x-client'] === 'app'

  app.post(
    '/api/v1/auth/otp/request',
    {
      onRequest: otpLimit,
      schema: {
        ...operation({
          id: 'requestOtp',
          priority: 'critical',
          tag: 'Signing in',
          summary: 'Have a code sent to a phone',
          description: 'The answer is the same for any number.',
          who: 'anyone',
          takes: ['X-Client', 'X-Device-Id'],
          gives: ['Set-Cookie'],
        }),
        body: otpRequest,
        response: { 202: challenge },
      },
    },
    async (request, reply) => {
      const deviceId = visitors.deviceOf(request, reply)
      const made = await identity.requestOtp(
        { ...request.body, deviceId, clientAddress: request.ip, lang: langOf(request) },
        { deadlineMs: 10_000 },
      )
      return reply.code(202).send({
        ...made,
        answeredAt: presentTime(made.answeredAt),
        resendAt: presentTime(made.resendAt),
        expiresAt: presentTime(made.expiresAt),
      })
    },
  )

  app.post(
    '/api/v1/auth/otp/verify',
    {
      onRequest: otpLimit,
      schema: {
        ...operation({
          id: 'verifyOtp',
          priority: 'critical',
          tag: 'Signing in',
          summary: 'Sign in with the code',
          description:
            'A browser gets its session as a cookie, ' +
            'an app (X-Client: app) as tokens in `session`.',
          who: 'anyone',
          takes: ['X-Client', 'X-Device-Id'],
          gives: ['Set-Cookie'],
        }),
        body: otpVerify,
        response: { 200: signedIn },
      },
    },
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
    {
      schema: {
        ...operation({
          id: 'refreshSession',
          priority: 'critical',
          tag: 'Signing in',
          summary: 'Exchange a session for its successor',
          description:
            'An app sends its refresh token, which is good once; a browser sends no body.',
          who: 'anyone',
          takes: ['X-Client', 'X-Device-Id'],
          gives: ['Set-Cookie'],
          refuses: [401],
        }),
        body: refreshing,
        response: { 200: refreshed },
      },
    },
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

  for (const { path, all, id, summary } of [
    {
      path: '/api/v1/auth/logout',
      all: false,
      id: 'logOut',
      priority: 'critical',
      summary: 'End this session',
    },
    {
      path: '/api/v1/auth/logout-all',
      all: true,
      id: 'logOutEverywhere',
      priority: 'critical',
      summary: 'End every session of this person',
    },
  ])
    app.post(
      path,
      {
        schema: {
          ...operation({
            id,
            tag: 'Signing in',
            summary,
            who: 'person or anyone',
            gives: ['Set-Cookie'],
            refuses: [422],
          }),
          body: nothing,
          response: { 204: z.undefined() },
        },
      },
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
    {
      schema: {
        ...operation({
          id: 'acceptTerms',
          priority: 'critical',
          tag: 'Signing in',
          summary: 'Accept the terms',
          description:
            '`version` is the `termsVersion` of the person. Until then nothing else may be done.',
          who: 'person',
        }),
        body: terms,
        response: { 200: person },
      },
    },
    async (request, reply) => {
      const { token } = await visitors.person(request, reply)
      return presentMe(await identity.acceptTerms(request.body, { actorToken: token }))
    },
  )
}
