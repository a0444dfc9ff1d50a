// Every failure leaves as application/problem+json; what was unexpected is logged with the trace id the visitor was given.
import { DomainError } from '@pk-auto/kernel/domain-error'
import { loggerFor } from '@pk-auto/telemetry/logger'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { edgeError } from './edge-error.ts'
import { type Lang, langOf } from './language.ts'
import { PROBLEM_TYPE, problemOf } from './problem.ts'
import { inRequest } from './request-span.ts'
import type { Titles } from './titles.ts'

export type ProblemWords = { titles: Titles; lang: Lang; errorsUrl: string }

export function answerProblems(app: FastifyInstance, service: string, { titles, lang, errorsUrl }: ProblemWords): void {
  const log = loggerFor(service)

  const answer = (request: FastifyRequest, reply: FastifyReply, error: DomainError) => {
    const problem = problemOf(error, { lang: langOf(request, lang), traceId: request.id, titles, errorsUrl })
    if (error.retryAfterMs !== undefined) reply.header('Retry-After', String(Math.ceil(error.retryAfterMs / 1000)))
    // A string passes by the route's response schema, which describes successes.
    return reply.code(problem.status).header('Cache-Control', 'no-store').type(PROBLEM_TYPE).send(JSON.stringify(problem))
  }

  app.setErrorHandler((error, request, reply) =>
    inRequest(request, () => {
      const known = edgeError(error)
      if (known.kind === 'internal')
        log.error({ event: 'http.failed', route: request.routeOptions.url, error: known.cause ?? known }, 'a request failed unexpectedly')
      return answer(request, reply, known)
    }),
  )
  app.setNotFoundHandler((request, reply) => inRequest(request, () => answer(request, reply, new DomainError('not_found', 'ROUTE_NOT_FOUND'))))
}
