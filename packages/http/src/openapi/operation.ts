// What a route declares for the OpenAPI document; the rest is derived.
import type { Priority } from '@pk-auto/lifecycle/overload/priority'
import type { FastifySchema } from 'fastify'
import type { RequestHeader, ResponseHeader } from './headers.ts'

/** `person or anyone`: a stranger may ask, and a session may show more. */
export type Who = 'anyone' | 'person' | 'person or anyone'

export type OperationWords = {
  /** Unique in its document, camelCase: generated clients call their function so. */
  readonly id: string
  readonly tag: string
  /** One line. */
  readonly summary: string
  readonly description?: string
  readonly who: Who
  /** What an overloaded gateway refuses last and first; default `normal`. */
  readonly priority?: Priority
  /** Request headers beyond Accept-Language, which every operation reads. */
  readonly takes?: readonly RequestHeader[]
  /** Headers of the success beyond X-Request-Id. */
  readonly gives?: readonly ResponseHeader[]
  /** Statuses of problems that cannot be derived: 409 where a state may forbid the change, … */
  readonly refuses?: readonly number[]
}

/** The key under which the words travel in the document until it is finished. */
export const WORDS = 'x-operation'

/** What a route declared; undefined for one that is not part of the document. */
export const priorityOf = (schema: FastifySchema | undefined): Priority | undefined => {
  const words = (schema as { [WORDS]?: Pick<OperationWords, 'priority'> } | undefined)?.[WORDS]
  return words && (words.priority ?? 'normal')
}

/** Spread into a route's schema, before its `body`, `params`, `querystring` and `response`. */
export const operation = ({ id, tag, summary, description, ...words }: OperationWords) => ({
  operationId: id,
  tags: [tag],
  summary,
  ...(description !== undefined && { description }),
  [WORDS]: words,
})
