// Every failure leaves as application/problem+json; what was unexpected is logged with the trace id
// the visitor was given.
import { randomBytes } from 'node:crypto'
import type { DomainError } from '@pk-auto/kernel/domain-error'
import { loggerFor } from '@pk-auto/telemetry/logger'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { readRest } from './discarded-body.ts'
import { edgeError } from './edge-error.ts'
import { type MethodsAt, refusedMethod } from './known-methods.ts'
import { type Lang, langOf } from '../language.ts'
import { PROBLEM_TYPE, problemOf } from './problem.ts'
import { inRequest } from '../request-span.ts'
import { SECURITY_HEADERS } from '../answers/security-headers.ts'
import type { Words } from './sentences.ts'

export type ProblemWords = { words: Words; lang: Lang; errorsUrl: string }

export function answerProblems(
  app: FastifyInstance,
  service: string,
  words: ProblemWords,
  methodsAt: MethodsAt,
): void {
  const log = loggerFor(service)

  app.setErrorHandler((error, request, reply) =>
    inRequest(request, () => {
      const known = edgeError(error, readerOf(request, words))
      if (known.kind === 'internal')
        log.error(
          { event: 'http.failed', route: request.routeOptions.url, error: known.cause ?? known },
          'a request failed unexpectedly',
        )
      if (known.code === 'BODY_TOO_LARGE') readRest(request, reply)
      return answer(request, reply, known, words)
    }),
  )
  app.setNotFoundHandler((request, reply) =>
    inRequest(request, () => {
      const allowed = methodsAt(request.url)
      if (allowed.length > 0) reply.header('Allow', allowed.join(', '))
      return answer(request, reply, refusedMethod(allowed), words)
    }),
  )
}

/** For what the router refuses before any hook runs: no span was opened, and no header written. */
export const answerRouter =
  (words: ProblemWords) =>
  (error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
    request.id = randomBytes(16).toString('hex')
    reply.headers({ ...SECURITY_HEADERS, 'x-request-id': request.id })
    void answer(request, reply, edgeError(error, readerOf(request, words)), words)
  }

const readerOf = (request: FastifyRequest, { lang, words }: ProblemWords) => ({
  lang: langOf(request, lang),
  words,
})

function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  error: DomainError,
  words: ProblemWords,
): FastifyReply {
  const problem = problemOf(error, {
    ...words,
    lang: langOf(request, words.lang),
    traceId: request.id,
  })
  if (error.retryAfterMs !== undefined)
    reply.header('Retry-After', String(Math.ceil(error.retryAfterMs / 1000)))
  // A string passes by the route's response schema, which describes successes.
  return reply
    .code(problem.status)
    .header('Cache-Control', 'no-store')
    .type(PROBLEM_TYPE)
    .send(JSON.stringify(problem))
}
