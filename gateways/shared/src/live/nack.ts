// The frame that refuses another, with the code of the error.
import { DomainError } from '@pk-auto/kernel/domain-error'
import type { ServerFrame } from './frames.ts'

/** `of`: what was refused. An error that is none of the domain is shown as INTERNAL. */
export function nackOf(error: unknown, of: { conv?: string; clientId?: string }): ServerFrame {
  if (!(error instanceof DomainError)) return { t: 'nack', ...of, code: 'INTERNAL' }
  const { code, retryAfterMs } = error
  return { t: 'nack', ...of, code, ...(retryAfterMs !== undefined && { retryAfterMs }) }
}
