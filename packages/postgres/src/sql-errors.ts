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
const GONE = new Set([
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

/** True when no answer came in time: the connection is of no use to anybody any more. */
export const isLinkDead = (error: unknown): boolean =>
  error instanceof Error && error.message === 'Query read timeout'

/** A transient failure becomes `unavailable`; everything else stays what it was. */
export function fromSqlError(error: unknown): unknown {
  if (error instanceof DomainError || !(error instanceof Error)) return error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (BUSY.has(code))
    return errors.DATABASE_BUSY({ sqlState: code }, { cause: error, retryAfterMs: 500 })
  if (code === DISK_FULL) return errors.DATABASE_FULL({}, { cause: error, retryAfterMs: 5_000 })
  if (GONE.has(code) || code.startsWith('08') || isLinkDead(error) || LINK_LOST.test(error.message))
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
