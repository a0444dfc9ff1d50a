// Which services a trace shows calling each other: an edge for every gRPC call and for every topic.
import type { RecordedSpan } from '@pk-auto/telemetry/memory-exporter'

/**
 * The edges of one trace as sorted lines, each once:
 * `catalogue → search  topic catalogue.listing.v1`.
 * A consumer counts when it continues the trace and when its batch is only linked to it.
 */
export function serviceGraph(spans: readonly RecordedSpan[], traceId: string): string[] {
  const byId = new Map(spans.map((span) => [span.spanId, span]))
  const lines = spans.flatMap((span) =>
    causesOf(span)
      .map((spanId) => byId.get(spanId))
      .filter((cause) => cause !== undefined)
      .filter((cause) => cause.traceId === traceId && cause.service !== span.service)
      .map((cause) => `${cause.service} → ${span.service}  ${wayOf(span)}`),
  )
  return [...new Set(lines)].toSorted()
}

const causesOf = ({ parentSpanId, links }: RecordedSpan): string[] => [
  ...(parentSpanId === undefined ? [] : [parentSpanId]),
  ...links.map(({ spanId }) => spanId),
]

// `pkauto.catalogue.v1.CatalogueService/PublishListing` without its package.
const wayOf = ({ kind, name }: RecordedSpan): string =>
  kind === 'consumer'
    ? `topic ${name.replace(/^consume /, '')}`
    : `rpc ${name.slice(name.lastIndexOf('.') + 1)}`
