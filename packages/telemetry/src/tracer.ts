// Spans of our own: the one way to wrap a step, with its errors, under the right service.
import {
  type Attributes,
  type Context,
  context,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  type Tracer,
} from '@opentelemetry/api'
import { parseTraceParent } from '@opentelemetry/core'
import { DomainError, type ErrorKind } from '@pk-auto/kernel/domain-error'
import { ownedBy } from './service-scope.ts'

export type { Attributes, Context, Span, Tracer }

export type SpanSettings = {
  readonly kind?: 'internal' | 'server' | 'client' | 'producer' | 'consumer'
  /** Low-cardinality facts: ids and counts, never a person's data. */
  readonly attributes?: Attributes
  /** Default: the active context. */
  readonly parent?: Context
  /**
   * Traceparents of the spans that caused this one without being its parent: the events of a batch.
   * At most 128 are kept.
   */
  readonly links?: readonly (string | undefined)[]
}

const KINDS = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} as const
const OUR_FAULT: ReadonlySet<ErrorKind> = new Set(['internal', 'unavailable', 'deadline'])

/**
 * A tracer whose spans belong to `service` wherever it is called from. For spans that are not one
 * awaited step; else use withSpan.
 */
export function tracerFor(service: string): Tracer {
  const tracer = trace.getTracer(service)
  const startSpan: Tracer['startSpan'] = (name, options, scope = context.active()) =>
    tracer.startSpan(name, options, ownedBy(scope, service))
  return Object.assign(Object.create(tracer) as Tracer, { startSpan })
}

/**
 * Runs one step inside a span of `service`. A failure is recorded and thrown on; an expected
 * refusal (a DomainError of the caller's making) leaves the span's status unset.
 */
export async function withSpan<T>(
  service: string,
  name: string,
  settings: SpanSettings,
  fn: (span: Span) => Promise<T> | T,
): Promise<T> {
  const parent = ownedBy(settings.parent ?? context.active(), service)
  const links = settings.links ? linksTo(settings.links) : undefined
  const span = trace.getTracer(service).startSpan(
    name,
    {
      kind: KINDS[settings.kind ?? 'internal'],
      ...(settings.attributes && { attributes: settings.attributes }),
      ...(links && { links }),
    },
    parent,
  )
  try {
    return await context.with(trace.setSpan(parent, span), fn, undefined, span)
  } catch (error) {
    recordFailure(span, error)
    throw error
  } finally {
    span.end()
  }
}

/** Marks a span with what went wrong. Messages of unknown errors stay out: they may quote a row. */
export function recordFailure(span: Span, error: unknown): void {
  if (error instanceof DomainError) {
    span.setAttribute('error.type', error.code)
    if (OUR_FAULT.has(error.kind))
      span.setStatus({ code: SpanStatusCode.ERROR, message: error.code })
    return
  }
  const type = error instanceof Error ? error.name : 'unknown'
  span.setAttribute('error.type', type)
  span.setStatus({ code: SpanStatusCode.ERROR, message: type })
}

function linksTo(traceparents: readonly (string | undefined)[]) {
  const contexts = traceparents.slice(0, 128).map((text) => (text ? parseTraceParent(text) : null))
  return contexts.filter((found) => found !== null).map((found) => ({ context: found }))
}
