// What a failure of Postgres means to the caller: come back later, or a fault of ours.
import { DomainError } from '@pk-auto/kernel/domain-error'
import { errors } from './errors.ts'

const LOCK_NOT_AVAILABLE = '55P03'
const BUSY = new Set([LOCK_NOT_AVAILABLE, '57014', '40001', '40P01', '53300', '53200'])
const DISK_FULL = '53100'
// pg reports these without any code.
const LINK_LOST = new RegExp(
  [
    'Connection terminated',
    'timeout exceeded when trying to connect',
    'Client has encountered a connection error',
  ].join('|'),
)
/** After a failover: the server behind this connection only reads, and another one writes. */
const READS_ONLY = '25006'
const GONE = new Set([
  READS_ONLY,
  // The password was changed, or the database is not there (yet): of no request's making.
  ...['28000', '28P01', '3D000'],
  '57P01',
  '57P02',
  '57P03',
  '25P03',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOTFOUND',
  'ETIMEDOUT',
])

const codeOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : ''

/** True when no answer came in time. */
const isSilent = (error: Error): boolean => error.message === 'Query read timeout'

/** True when the connection is of no use to anybody any more. */
export const isLinkDead = (error: unknown): boolean =>
  error instanceof Error && (isSilent(error) || codeOf(error) === READS_ONLY)

/** A transient failure becomes `unavailable`; everything else stays what it was. */
export function fromSqlError(error: unknown): unknown {
  if (error instanceof DomainError || !(error instanceof Error)) return error
  const code = codeOf(error)
  if (BUSY.has(code))
    return errors.DATABASE_BUSY({ sqlState: code }, { cause: error, retryAfterMs: 500 })
  if (code === DISK_FULL) return errors.DATABASE_FULL({}, { cause: error, retryAfterMs: 5_000 })
  if (GONE.has(code) || code.startsWith('08') || isSilent(error) || LINK_LOST.test(error.message))
    return errors.DATABASE_UNAVAILABLE({}, { cause: error, retryAfterMs: 1_000 })
  return error
}

export const isDiskFull = (error: unknown): boolean =>
  error instanceof DomainError && error.code === 'DATABASE_FULL'

/** True when somebody else held a row, and not the database as a whole, for too long. */
export const isRowHeld = (error: unknown): boolean =>
  error instanceof DomainError &&
  error.code === 'DATABASE_BUSY' &&
  error.details['sqlState'] === LOCK_NOT_AVAILABLE

/** True for a unique violation, of the named constraint when given. */
export const isDuplicate = (error: unknown, constraint?: string): boolean =>
  error instanceof Error &&
  'code' in error &&
  error.code === '23505' &&
  (constraint === undefined || ('constraint' in error && error.constraint === constraint))
