// How an HTTP server stops without losing a request: readiness off, each answer closes its
// connection, then no new ones, then the rest is awaited.
import type { FastifyInstance } from 'fastify'

export type Draining = {
  isDraining(): boolean
  /** Readiness turns off and connections close after their next answer. */
  drain(): void
}

export function drainOnClose(app: FastifyInstance): Draining {
  let draining = false
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (draining) reply.header('Connection', 'close')
    done()
  })
  app.addHook('preClose', (done) => {
    draining = true
    done()
  })
  return { isDraining: () => draining, drain: () => void (draining = true) }
}
