// Whose fault it is that a handler failed: a dependency's, so that waiting helps, or the message's
// own.
import { DomainError, isTransient } from '@pk-auto/kernel/domain-error'
import { isConnectionLost } from './kafka.ts'

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
])
// Postgres: connection lost, resources short, shutting down or starting, system error, statement
// timeout, lock timeout, deadlock, serialization, a replica that only reads, a login or a database
// that is not there.
const SQLSTATE = /^(08...|53...|57P0[1-5]|58...|57014|55P03|40P01|40001|25006|28...|3D000)$/
// The names that Elasticsearch's and S3's clients and undici give to a missing or slow server.
const NAMES = new Set([
  'ConnectionError',
  'NoLivingConnectionsError',
  'TimeoutError',
  'ConnectTimeoutError',
  'HeadersTimeoutError',
  'BodyTimeoutError',
  'SocketError',
])
// pg gives these no code.
const TEXTS = [
  'Connection terminated',
  'timeout exceeded when trying to connect',
  'Client has encountered a connection error',
]

/** A service or a store that failed, or refuses us for a key that was changed: a 500 by HTTP. */
const isNeighboursFault = (error: Error): boolean =>
  error instanceof DomainError && error.kind === 'internal'

/**
 * True when trying the same message again later can succeed without anybody touching it. Looks
 * through `cause` and the errors of an AggregateError.
 */
export function isDependencyFailure(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 5) return false
  if (isTransient(error) || isNeighboursFault(error) || isConnectionLost(error)) return true
  const { code, statusCode, meta } = error as {
    code?: unknown
    statusCode?: unknown
    meta?: { statusCode?: unknown }
  }
  if (
    typeof code === 'string' &&
    (UNREACHABLE.has(code) || SQLSTATE.test(code) || code.startsWith('UND_ERR_'))
  )
    return true
  const status = Number(statusCode ?? meta?.statusCode)
  if (status >= 500 || status === 429 || status === 408) return true
  if (NAMES.has(error.name) || TEXTS.some((text) => error.message.startsWith(text))) return true
  if (
    error instanceof AggregateError &&
    error.errors.some((one) => isDependencyFailure(one, depth + 1))
  )
    return true
  return isDependencyFailure(error.cause, depth + 1)
}

/** A short name of what went wrong, without any of the message's content. */
export function reasonOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown }
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'unknown'
}
