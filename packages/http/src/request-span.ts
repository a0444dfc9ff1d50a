// One span per request, continuing the visitor's trace; its trace id is the request's id. Also the
// time it took, by route and status.
import { randomBytes } from 'node:crypto'
import { loggerFor } from '@pk-auto/telemetry/logger'
import { metricsFor } from '@pk-auto/telemetry/metrics'
import {
  contextFromTraceparent,
  currentContext,
  currentTraceId,
  inContext,
} from '@pk-auto/telemetry/propagation'
import { inService } from '@pk-auto/telemetry/service-scope'
import { type Context, type OpenSpan, withSpan } from '@pk-auto/telemetry/tracer'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

const scopes = Symbol('context of the request')
type WithScope = { [scopes]?: Context }

/**
 * Runs `work` in the request's own flow: the context of its span, also where Fastify comes back
 * from reading a body and has lost it.
 */
export function inRequest<T>(request: FastifyRequest, work: () => T): T {
  const scope = (request as WithScope)[scopes]
  return scope ? inContext(scope, work) : work()
}

export function traceRequests(app: FastifyInstance, service: string): void {
  const log = loggerFor(service)
  const took = metricsFor(service).histogram('http_server_duration_ms')

  app.addHook('onRequest', (request, reply, done) => {
    const startedAt = performance.now()
    const route = `${request.method} ${request.routeOptions.url ?? 'unknown'}`
    const traceparent = request.headers['traceparent']
    const settings = {
      subject: route,
      parent: contextFromTraceparent(typeof traceparent === 'string' ? traceparent : undefined),
    }
    const answered = (span: OpenSpan<'http.server'>) => {
      const ms = performance.now() - startedAt
      span.setAttributes({
        'http.request.method': request.method,
        'http.route': route,
        'http.response.status_code': reply.statusCode,
      })
      took.record(ms, { route, status: reply.statusCode })
      log.debug({ event: 'http.answered', route, status: reply.statusCode, ms: Math.round(ms) })
      if (reply.statusCode >= 500) throw new Error('answered with a server error')
    }
    const span = inService(service, () =>
      withSpan(service, 'http.server', settings, async (opened) => {
        const closed = new Promise((resolve) => reply.raw.once('close', resolve))
        begin(request, reply)
        done()
        await closed
        answered(opened)
      }),
    )
    // The failure is recorded on the span, which is all it was thrown for.
    span.catch(() => undefined)
  })

  // Reading a body hops onto the connection's flow: come back to the request's own.
  app.addHook('preValidation', (request, _reply, done) => inRequest(request, done))
}

function begin(request: FastifyRequest, reply: FastifyReply): void {
  request.id = currentTraceId() ?? randomBytes(16).toString('hex')
  ;(request as WithScope)[scopes] = currentContext()
  reply.header('x-request-id', request.id)
}
