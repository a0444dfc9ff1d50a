// JSON log lines of one service, each with the trace it belongs to. Log event objects, never
// requests.
import { context, trace } from '@opentelemetry/api'
import pino, { type DestinationStream } from 'pino'
import { logOutput } from './log-output.ts'
import { REDACTED_PATHS, toLoggedError } from './redaction.ts'

/** `event` is a stable dotted name (`outbox.sent`); an error goes under `error`. */
export type LogEvent = {
  readonly event: string
  readonly error?: unknown
  readonly [fact: string]: unknown
}
type Level = 'debug' | 'info' | 'warn' | 'error' | 'fatal'
export type Logger = { readonly [level in Level]: (event: LogEvent, text?: string) => void }

/**
 * A logger whose lines carry `service`. LOG_LEVEL (default info) is read at its first line.
 * `destination` is for tests.
 */
export function loggerFor(service: string, destination?: DestinationStream): Logger {
  let root: pino.Logger | undefined
  const write = (level: Level) => (event: LogEvent, text?: string) => {
    root ??= pino(settingsOf(service), destination ?? logOutput)
    root[level](event, text)
  }
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    fatal: write('fatal'),
  }
}

const settingsOf = (service: string): pino.LoggerOptions => ({
  level: process.env['LOG_LEVEL'] ?? 'info',
  base: { service },
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  serializers: {
    error: (error: unknown) => toLoggedError(error),
    err: (error: unknown) => toLoggedError(error),
  },
  redact: { paths: [...REDACTED_PATHS], censor: '[redacted]' },
  mixin: () => {
    const span = trace.getSpanContext(context.active())
    return span ? { trace_id: span.traceId, span_id: span.spanId } : {}
  },
})
