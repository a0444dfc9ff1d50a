// A change that comes with a browser's cookie must come from one of our own pages.
import { errors } from '../errors.ts'
import type { FastifyInstance } from 'fastify'

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** @throws ORIGIN_FOREIGN (forbidden) */
export function checkOrigins(app: FastifyInstance, allowed: readonly string[]): void {
  app.addHook('onRequest', async (request) => {
    const { origin } = request.headers
    if (SAFE.has(request.method) || origin === undefined || allowed.includes(origin)) return
    throw errors.ORIGIN_FOREIGN()
  })
}
