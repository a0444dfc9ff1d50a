// How a DomainError crosses a gRPC call and comes out the same on the other side. The only table of
// kinds and gRPC status codes.
import { Metadata, status, type ServiceError } from '@grpc/grpc-js'
import { DomainError, type ErrorKind } from '@pk-auto/kernel/domain-error'
import { errors } from './errors.ts'
import { errors as kernelErrors } from '@pk-auto/kernel/errors'

const STATUS_OF = {
  invalid: status.INVALID_ARGUMENT,
  unauthenticated: status.UNAUTHENTICATED,
  forbidden: status.PERMISSION_DENIED,
  not_found: status.NOT_FOUND,
  conflict: status.ABORTED,
  precondition: status.FAILED_PRECONDITION,
  too_many: status.RESOURCE_EXHAUSTED,
  unavailable: status.UNAVAILABLE,
  deadline: status.DEADLINE_EXCEEDED,
  internal: status.INTERNAL,
} as const satisfies Record<ErrorKind, status>

const TRAILER = 'pkauto-error-bin'
/**
 * Trailers share one header block with the peer's limits: a long list of fields is cut rather than
 * lost whole.
 */
const MAX_FIELDS = 50
const MAX_DETAILS_BYTES = 2_048

export type WireError = { code: status; details: string; metadata: Metadata }

/** Anything that is not a DomainError, and every internal one, leaves as a bare INTERNAL. */
export function toWire(error: unknown): WireError {
  const metadata = new Metadata()
  if (!(error instanceof DomainError) || error.kind === 'internal')
    return { code: status.INTERNAL, details: 'INTERNAL', metadata }
  const details = JSON.stringify(error.details, bigintAsText)
  const body = {
    kind: error.kind,
    code: error.code,
    details:
      Buffer.byteLength(details) <= MAX_DETAILS_BYTES ? (JSON.parse(details) as unknown) : {},
    fields: error.fields.slice(0, MAX_FIELDS),
    retryAfterMs: error.retryAfterMs,
  }
  metadata.set(TRAILER, Buffer.from(JSON.stringify(body)))
  return { code: STATUS_OF[error.kind], details: error.code, metadata }
}

/**
 * Refusals of the service that calls, not of the person it calls for: a fault of the platform, for
 * which nobody is asked to sign in again.
 */
const OF_THE_CALLER: ReadonlySet<string> = new Set([
  'SERVICE_CREDENTIAL_INVALID',
  'CALLER_NOT_ALLOWED',
])

/**
 * The service's own error when it sent one; otherwise what the transport reports, as UNAVAILABLE,
 * DEADLINE_EXCEEDED or INTERNAL. A refusal of this caller itself is internal; its code is for our
 * logs.
 */
export function fromWire(error: ServiceError, path: string): DomainError {
  const sent = error.metadata?.get(TRAILER)[0]
  const parsed = Buffer.isBuffer(sent) ? parse(sent) : undefined
  if (parsed)
    return new DomainError(
      OF_THE_CALLER.has(parsed.code) ? 'internal' : parsed.kind,
      parsed.code,
      parsed.details,
      more(parsed, error),
    )
  if (error.code === status.UNAVAILABLE) return errors.UNAVAILABLE({ rpc: path }, { cause: error })
  if (error.code === status.DEADLINE_EXCEEDED || error.code === status.CANCELLED)
    return errors.DEADLINE_EXCEEDED({ rpc: path }, { cause: error })
  return kernelErrors.INTERNAL({ rpc: path, status: error.code }, { cause: error })
}

/**
 * True when nobody answered in time, as far as the transport can say. A service's own UNAVAILABLE
 * (of somebody whom it asks) is an answer.
 */
export function isSilence(error: unknown): boolean {
  if (!(error instanceof DomainError)) return false
  if (error.code === 'DEADLINE_EXCEEDED' || error.code === 'CALL_CANCELLED') return true
  const { metadata } = (error.cause ?? {}) as Partial<ServiceError>
  return error.code === 'UNAVAILABLE' && (metadata?.get(TRAILER) ?? []).length === 0
}

type Sent = {
  kind: ErrorKind
  code: string
  details: Record<string, unknown>
  fields: DomainError['fields']
  retryAfterMs?: number
}

function parse(bytes: Buffer): Sent | undefined {
  try {
    const body = JSON.parse(bytes.toString('utf8')) as Partial<Sent>
    if (!body.kind || !(body.kind in STATUS_OF) || !body.code) return undefined
    return {
      kind: body.kind,
      code: body.code,
      details: body.details ?? {},
      fields: body.fields ?? [],
      ...(body.retryAfterMs !== undefined && { retryAfterMs: body.retryAfterMs }),
    }
  } catch {
    return undefined
  }
}

const more = (sent: Sent, cause: ServiceError) => ({
  fields: sent.fields,
  cause,
  ...(sent.retryAfterMs !== undefined && { retryAfterMs: sent.retryAfterMs }),
})

const bigintAsText = (_key: string, value: unknown): unknown =>
  typeof value === 'bigint' ? value.toString() : value

/**
 * A DomainError inside an answer: that of one entry of a batch, beside the results of the others.
 * Without details and fields.
 */
export type Refusal = { kind: string; code: string; retryAfterMs?: bigint | undefined }

/** Anything that is not a DomainError, and every internal one, leaves as a bare INTERNAL. */
export function toRefusal(error: unknown): Refusal {
  if (!(error instanceof DomainError) || error.kind === 'internal')
    return { kind: 'internal', code: 'INTERNAL' }
  const { kind, code, retryAfterMs: waitMs } = error
  return { kind, code, ...(waitMs !== undefined && { retryAfterMs: BigInt(waitMs) }) }
}

export function fromRefusal({ kind: name, code, retryAfterMs: waitMs }: Refusal): DomainError {
  const kind = name in STATUS_OF ? (name as ErrorKind) : 'internal'
  const more = waitMs === undefined ? {} : { retryAfterMs: Number(waitMs) }
  return new DomainError(kind, code, {}, more)
}
