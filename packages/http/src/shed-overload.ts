// Refuses requests by the priority that their route declares while the process is overloaded.
import { shedding } from '@pk-auto/lifecycle/overload/shedding'
import type { FastifyInstance } from 'fastify'
import { priorityOf } from './openapi/operation.ts'

/**
 * Probes, metrics and whatever else stands in no document are always answered. An answer of 503
 * with Retry-After, by OVERLOADED.
 */
export function shedOverload(app: FastifyInstance, service: string): void {
  const { take } = shedding(service)
  app.addHook('onRequest', (request, reply, done) => {
    const priority = priorityOf(request.routeOptions.schema)
    try {
      if (priority) reply.raw.once('close', take(priority))
      done()
    } catch (error) {
      done(error as Error)
    }
  })
}
