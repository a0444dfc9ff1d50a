// What never reaches a log line, whoever put it into the event object.
import { maskedMessage } from './masking.ts'

const NAMES = [
  'phone',
  'code',
  'otp',
  'token',
  'accessToken',
  'refreshToken',
  'actorToken',
  'authorization',
  'cookie',
  'secret',
  'password',
  'email',
  'cnic',
  'to',
  'text',
]

/** pino's redaction paths: each name at the top and one and two levels down. */
export const REDACTED_PATHS: readonly string[] = NAMES.flatMap((name) => [
  name,
  `*.${name}`,
  `*.*.${name}`,
]).concat('*["set-cookie"]', '["set-cookie"]')

export type LoggedError = {
  type: string
  message: string
  reason?: string
  kind?: string
  stack?: string
  cause?: LoggedError
}

/**
 * An error as logged: its name, masked message, machine-readable reason and stack. Own properties
 * such as pg's `detail`, which quotes the row, and a DomainError's details stay out. The reason is
 * not called `code`, which is what one-time codes are called and is redacted.
 */
export function toLoggedError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an Error' }
  const { code, kind } = error as { code?: unknown; kind?: unknown }
  const message = maskedMessage(error)
  return {
    type: error.name,
    message,
    ...(typeof code === 'string' && { reason: code }),
    ...(typeof kind === 'string' && { kind }),
    // A stack begins with the message.
    ...(typeof kind !== 'string' &&
      error.stack !== undefined && {
        stack: error.stack.replace(error.message, () => message),
      }),
    ...(error.cause !== undefined && depth < 3 && { cause: toLoggedError(error.cause, depth + 1) }),
  }
}
