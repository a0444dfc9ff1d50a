// What operators and tools ask every HTTP process: alive, ready, metrics, and what it offers.
import { metricsText } from '@pk-auto/telemetry/metrics'
import type { FastifyInstance } from 'fastify'

const HIDDEN = { schema: { hide: true } }

/** `ready` must not ask any dependency but an own database; false while draining. */
export function addOperationsRoutes(app: FastifyInstance, ready: () => Promise<boolean>): void {
  app.get('/livez', HIDDEN, (_request, reply) => reply.type('text/plain').send('ok\n'))
  app.get('/readyz', HIDDEN, async (_request, reply) => {
    const isReady = await ready()
    return reply
      .code(isReady ? 200 : 503)
      .type('text/plain')
      .send(isReady ? 'ready\n' : 'not ready\n')
  })
  app.get('/metrics', HIDDEN, async (_request, reply) =>
    reply.type('text/plain; version=0.0.4').send(await metricsText()),
  )
  app.get('/openapi.json', HIDDEN, (_request, reply) =>
    reply.type('application/json').send(JSON.stringify(app.swagger())),
  )
}
