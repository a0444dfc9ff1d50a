// Request bodies are JSON and nothing else.
import type { FastifyInstance } from 'fastify'

/**
 * Parses JSON as Fastify does (prototype poisoning refused), except that an empty body is no body;
 * any other type is 415.
 */
export function takeJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser(['application/json', 'text/plain'])
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) done(null, undefined)
    else void parse(request, body as string, done)
  })
}
