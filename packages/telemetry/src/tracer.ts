// Spans of our own: the one way to wrap a step, with its errors, under the right service.
import {
  type Context,
  context,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api'
import { parseTraceParent } from '@opentelemetry/core'
import { DomainError, type ErrorKind } from '@pk-auto/kernel/domain-error'
import { type SpanAttributes, type SpanId, SPANS } from './registry/spans.ts'
import { ownedBy } from './service-scope.ts'

export type { Context }

/** What a span came from. */
export type SpanCause = {
  /** Default: the active context. */
  readonly parent?: Context
  /**
   * Traceparents of the spans that caused this one without being its parent: the events of a batch.
   * At most 128 are recorded.
   */
  readonly links?: readonly (string | undefined)[]
}

export type SpanSettings<Id extends SpanId> = SpanCause & {
  /** Fills the braces of the registered name: a method, a route, a topic. Never an id. */
  readonly subject: string
  /** Low-cardinality facts: ids and counts, never a person's data. */
  readonly attributes?: SpanAttributes<Id>
}

/** A span under way; it ends with the step it wraps. */
export type OpenSpan<Id extends SpanId> = Pick<Span, 'spanContext' | 'isRecording'> & {
  setAttributes(attributes: SpanAttributes<Id>): void
}

const KINDS = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} as const
const OUR_FAULT: ReadonlySet<ErrorKind> = new Set(['internal', 'unavailable', 'deadline'])

/**
 * Runs one step inside a registered span of `service`. A failure is recorded and thrown on; an
 * expected refusal (a DomainError of the caller's making) leaves the span's status unset.
 */
export async function withSpan<Id extends SpanId, T>(
  service: string,
  id: Id,
  { subject, attributes, links, parent = context.active() }: SpanSettings<Id>,
  fn: (span: OpenSpan<Id>) => Promise<T> | T,
): Promise<T> {
  const { name, kind } = SPANS[id]
  const scope = ownedBy(parent, service)
  const span = trace.getTracer(service).startSpan(
    name.slice(0, name.indexOf('{')) + subject,
    {
      kind: KINDS[kind],
      ...(attributes && { attributes }),
      ...(links && { links: linksTo(links) }),
    },
    scope,
  )
  try {
    return await context.with(trace.setSpan(scope, span), fn, undefined, span)
  } catch (error) {
    recordFailure(span, error)
    throw error
  } finally {
    span.end()
  }
}

/** Marks a span with what went wrong. Messages of unknown errors stay out: they may quote a row. */
function recordFailure(span: Span, error: unknown): void {
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
