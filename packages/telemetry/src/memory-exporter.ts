// Records the spans of this process in memory, as plain objects, for tests that assert a trace.
import { SpanKind } from '@opentelemetry/api'
import type { ReadableSpan } from '@opentelemetry/sdk-trace'
import { installTracing } from './tracing.ts'

export type RecordedSpan = {
  readonly name: string
  readonly service: string
  readonly kind: string
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly attributes: Readonly<Record<string, unknown>>
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[]
  readonly failed: boolean
}

export type SpanRecorder = Disposable & { spans(): readonly RecordedSpan[]; clear(): void }

/**
 * Starts recording every span that ends from now on, in all services of the process. Installs
 * tracing when the process has none. Dispose of it to stop.
 */
export function recordSpans(): SpanRecorder {
  let ended: RecordedSpan[] = []
  const listening = installTracing({}).listen({
    onStart: () => undefined,
    onEnd: (span) => void ended.push(toPlain(span)),
    forceFlush: async () => undefined,
    shutdown: async () => undefined,
  })
  return {
    spans: () => ended,
    clear: () => void (ended = []),
    [Symbol.dispose]: () => listening[Symbol.dispose](),
  }
}

function toPlain(span: ReadableSpan): RecordedSpan {
  const { traceId, spanId } = span.spanContext()
  const parentSpanId = span.parentSpanContext?.spanId
  return {
    name: span.name,
    service: String(span.resource.attributes['service.name']),
    kind: SpanKind[span.kind].toLowerCase(),
    traceId,
    spanId,
    ...(parentSpanId && { parentSpanId }),
    attributes: span.attributes,
    links: span.links.map(({ context }) => ({ traceId: context.traceId, spanId: context.spanId })),
    failed: span.status.code === 2,
  }
}
