// A change that comes with a browser's cookie must come from one of our own pages.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { errors } from '../errors.ts'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])
/** Pages of the same origin, and what a person typed or an app asked. */
const OUR_SITES = new Set([undefined, 'same-origin', 'none'])

export const isRead = ({ method }: Pick<FastifyRequest, 'method'>): boolean => SAFE.has(method)

function isFromUs({ headers }: FastifyRequest, allowed: readonly string[]): boolean {
  const { origin, 'sec-fetch-site': site } = headers
  return origin === undefined ? OUR_SITES.has(site as string | undefined) : allowed.includes(origin)
}

/**
 * By Origin; where a browser leaves it out, by Sec-Fetch-Site, which no page can forge. Apps and
 * machines send neither. @throws ORIGIN_FOREIGN (forbidden)
 */
export function checkOrigins(app: FastifyInstance, allowed: readonly string[]): void {
  app.addHook('onRequest', (request, _reply, done) =>
    done(isRead(request) || isFromUs(request, allowed) ? undefined : errors.ORIGIN_FOREIGN()),
  )
}
