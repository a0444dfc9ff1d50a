// The one way a rule refuses: a kind from a closed set (mapped to gRPC and HTTP in one table each)
// and the service's own stable code.
export const ERROR_KINDS = [
  'invalid',
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'precondition',
  'too_many',
  'unavailable',
  'deadline',
  'internal',
] as const

export type ErrorKind = (typeof ERROR_KINDS)[number]

/**
 * What is wrong with one field. `path` is dotted (`price.minor`, `photos.3`); `message` is plain
 * English without personal data.
 */
export type FieldProblem<Code extends string = string> = {
  path: string
  code: Code
  message: string
}

/**
 * `details` travel to the caller and into logs: ids, states and numbers only, never personal data
 * or secrets.
 */
export class DomainError extends Error {
  readonly kind: ErrorKind
  readonly code: string
  readonly details: Readonly<Record<string, unknown>>
  readonly fields: readonly FieldProblem[]
  /** Milliseconds after which a retry may succeed; too_many and unavailable only. */
  readonly retryAfterMs: number | undefined

  constructor(
    kind: ErrorKind,
    code: string,
    details: Readonly<Record<string, unknown>> = {},
    more: { fields?: readonly FieldProblem[]; retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(code, more.cause === undefined ? undefined : { cause: more.cause })
    this.name = 'DomainError'
    this.kind = kind
    this.code = code
    this.details = details
    this.fields = more.fields ?? []
    this.retryAfterMs = more.retryAfterMs
  }
}

/**
 * True for failures of a dependency, not of the message or request itself: worth waiting and trying
 * again.
 */
export function isTransient(error: unknown): boolean {
  return error instanceof DomainError && (error.kind === 'unavailable' || error.kind === 'deadline')
}
