// JSON log lines of one service, each with the trace it belongs to. Log event objects, never
// requests.
import { context, trace } from '@opentelemetry/api'
import pino, { type DestinationStream } from 'pino'
import { hasErrorSink, reportError } from './error-sink/sink.ts'
import { reportedErrors } from './error-sink/report.ts'
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

/** Facts that name a place in our code, of which a report carries the first. */
const ROUTES = ['route', 'rpc', 'topic'] as const

/**
 * A logger whose lines carry `service`. An `error` at the levels error and fatal is unexpected: it
 * goes to the error sink as well. LOG_LEVEL (default info) is read at its first line.
 * `destination` is for tests.
 */
export function loggerFor(service: string, destination?: DestinationStream): Logger {
  let root: pino.Logger | undefined
  const write = (level: Level) => (event: LogEvent, text?: string) => {
    root ??= pino(settingsOf(service), destination ?? logOutput)
    root[level](event, text)
    if ((level === 'error' || level === 'fatal') && event.error !== undefined && hasErrorSink())
      reportLogged(service, event)
  }
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    fatal: write('fatal'),
  }
}

function reportLogged(service: string, event: LogEvent): void {
  const route = ROUTES.map((name) => event[name]).find((fact) => typeof fact === 'string')
  reportError({
    ...{ part: service, event: event.event, platform: 'node', route },
    errors: reportedErrors(event.error),
    traceId: trace.getSpanContext(context.active())?.traceId,
  })
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
