// What operators and tools ask every HTTP process: alive, ready, metrics, and what it offers.
import { metricsText } from '@pk-auto/telemetry/metrics'
import type { FastifyInstance } from 'fastify'

const HIDDEN = { schema: { hide: true } }

const READY_TIMEOUT_MS = 2_000

/**
 * `ready` must not ask any dependency but an own database; false while draining. An answer that is
 * late or fails counts as no.
 */
export function addOperationsRoutes(app: FastifyInstance, ready: () => Promise<boolean>): void {
  app.get('/livez', HIDDEN, (_request, reply) => reply.type('text/plain').send('ok\n'))
  app.get('/readyz', HIDDEN, async (_request, reply) => {
    const isReady = await inTime(ready)
    return reply
      .code(isReady ? 200 : 503)
      .type('text/plain')
      .send(isReady ? 'ready\n' : 'not ready\n')
  })
  app.get('/metrics', HIDDEN, async (_request, reply) =>
    reply.type('text/plain; version=0.0.4').send(await metricsText()),
  )
}

/** The document of what `documented` offers, for people and generators. */
export function addOpenapiRoute(app: FastifyInstance, documented = app): void {
  app.get('/openapi.json', HIDDEN, (_request, reply) =>
    reply.type('application/json').send(JSON.stringify(documented.swagger())),
  )
}

async function inTime(ready: () => Promise<boolean>): Promise<boolean> {
  const late = Promise.withResolvers<boolean>()
  const timer = setTimeout(() => late.resolve(false), READY_TIMEOUT_MS)
  try {
    return await Promise.race([ready(), late.promise])
  } catch {
    return false
  } finally {
    clearTimeout(timer)
  }
}
