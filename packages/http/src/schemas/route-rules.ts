// What every route must declare, checked when it is registered: strict requests, a response schema,
// and problems as its default answer.
import type { FastifyInstance, FastifySchema } from 'fastify'
import { isZodSchema, mustBeStrict } from './strict-schema.ts'
import { PROBLEM_TYPE, problemSchema } from '../problems/problem.ts'

const PROBLEM = {
  description: 'A problem (RFC 9457)',
  content: { [PROBLEM_TYPE]: { schema: problemSchema } },
}

/**
 * @throws Error at registration for a route without a response schema (it would leak fields) or
 * with a request schema that is not strict.
 */
export function holdRoutesToTheRules(app: FastifyInstance): void {
  app.addHook('onRoute', ({ schema, method, url }) => {
    if (schema?.hide) return
    const route = `${String(method)} ${url}`
    const response = schema?.response as Record<string, unknown> | undefined
    if (!schema || !response || Object.keys(response).length === 0)
      throw new Error(`${route} declares no response schema`)
    for (const part of ['body', 'querystring', 'params'] as const) {
      const declared = (schema as FastifySchema)[part]
      if (isZodSchema(declared)) mustBeStrict(declared, `${part} of ${route}`)
    }
    schema.response = { ...response, default: PROBLEM }
  })
}
