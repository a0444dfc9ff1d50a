// Which refusals are for now and not for ever.
import type { Refusal } from '../ports.ts'

const STATUSES: ReadonlySet<number> = new Set([0, 401, 408, 425, 429, 500, 502, 503, 504])
const CODES =
  /ANOTHER_PERSON|TOO_MANY|RATE_LIMITED|UNAVAILABLE|TIMEOUT|DEADLINE|INTERNAL|SESSION|OFFLINE/

export const isTemporaryStatus = (status: number): boolean => STATUSES.has(status)

export const isTemporaryCode = ({ code, retryAfterMs }: Omit<Refusal, 'status'>): boolean =>
  retryAfterMs !== undefined || CODES.test(code)

/** Whoever is signed in by now is somebody else, or nobody: the connection ends. */
export const isSignedOut = ({ status, code }: Refusal): boolean =>
  status === 401 || code === 'ANOTHER_PERSON'

export const isTemporary = (refusal: Refusal): boolean =>
  isTemporaryStatus(refusal.status) || isTemporaryCode(refusal)
