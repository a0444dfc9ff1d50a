// How much is too much: buckets per address in front of every write and of sign-in codes, and one
// per person behind the session.
import { createHmac } from 'node:crypto'
import { orCountHere } from '@pk-auto/http/limits/count-here'
import type { Clock } from '@pk-auto/kernel/clock'
import { rateLimit, takeOne, type TakeToken } from '@pk-auto/http/limits/rate-limit'
import type { FastifyInstance, FastifyRequest, onRequestAsyncHookHandler } from 'fastify'
import { isRead } from './session/origin-check.ts'
import type { Visitors } from './session/visitor.ts'
import type { GatewayConfig } from './settings.ts'

export type Limits = {
  /** To be registered once, before any route: every write takes from its address's bucket. */
  limitWrites(app: FastifyInstance): void
  /** Of routes that send codes. Identity has the counters of record, which fail closed. */
  otpLimit: onRequestAsyncHookHandler
  /** Of the route that pages report errors to: per address, and all of them together. */
  clientErrorLimits: readonly onRequestAsyncHookHandler[]
  /** The same visitors; of whom writes, a token of the person's own bucket is taken. */
  withQuota(visitors: Visitors): Visitors
}

/** Without Redis each gateway counts what people do by itself. */
export function gatewayLimits(
  { limits, cookieSecret }: Pick<GatewayConfig, 'limits' | 'cookieSecret'>,
  takeToken: TakeToken,
  clock: Clock,
): Limits {
  const takeHere = orCountHere(takeToken, clock)
  // Addresses and persons are personal: the counters know them by a keyed hash.
  const hashed = (text: string) =>
    createHmac('sha256', cookieSecret).update(text).digest('base64url')
  const keyOf = (request: FastifyRequest) => hashed(request.ip)
  const writes = rateLimit({ name: 'writes', ...limits.writes, keyOf, takeToken: takeHere })
  // A flood that nobody can count is not taken: reports are of use, and no visitor needs them.
  const ofAll = () => hashed('all')
  const perPerson = { name: 'person-writes', ...limits.personWrites, takeToken: takeHere }
  return {
    limitWrites: (app) =>
      void app.addHook('onRequest', async function limitWrites(request, reply) {
        if (!isRead(request)) await writes.call(this, request, reply)
      }),
    otpLimit: rateLimit({ name: 'otp', ...limits.otp, keyOf, takeToken: takeHere }),
    clientErrorLimits: [
      rateLimit({ name: 'client-errors', ...limits.clientErrors, keyOf, takeToken }),
      rateLimit({ name: 'all-client-errors', ...limits.allClientErrors, keyOf: ofAll, takeToken }),
    ],
    withQuota: (visitors) => ({
      ...visitors,
      async person(request, reply) {
        const actor = await visitors.person(request, reply)
        if (!isRead(request)) await takeOne(perPerson, hashed(actor.personId), reply)
        return actor
      },
    }),
  }
}
