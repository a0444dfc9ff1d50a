// The W3C traceparent as text: what an outbox row, a Kafka header and gRPC metadata carry.
import { type Context, context, isSpanContextValid, type Span, trace } from '@opentelemetry/api'
import { parseTraceParent } from '@opentelemetry/core'

/** The traceparent of the span under way, or undefined when there is none. */
export function currentTraceparent(): string | undefined {
  const span = trace.getActiveSpan()
  return span && traceparentOf(span)
}

/**
 * The traceparent of one span; undefined when nobody gave it an id, since no tracing is installed.
 */
export function traceparentOf(span: Pick<Span, 'spanContext'>): string | undefined {
  const { traceId, spanId, traceFlags } = span.spanContext()
  return isSpanContextValid(span.spanContext())
    ? `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`
    : undefined
}

/** The id of the trace under way, for answers and logs. */
export const currentTraceId = (): string | undefined =>
  trace.getSpanContext(context.active())?.traceId

/**
 * The active context with `traceparent` as remote parent; without a valid one, with no parent at
 * all, so that the next span starts a trace of its own.
 */
export function contextFromTraceparent(traceparent?: string): Context {
  const parent = traceparent ? parseTraceParent(traceparent) : null
  return parent
    ? trace.setSpanContext(context.active(), { ...parent, isRemote: true })
    : trace.deleteSpan(context.active())
}

/**
 * What is under way here: the span, and the service it belongs to. To be gone back to by
 * `inContext` from where it has been lost.
 */
export const currentContext = (): Context => context.active()

export const inContext = <T>(scope: Context, work: () => T): T => context.with(scope, work)
