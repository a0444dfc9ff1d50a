// What a recorded span carries that the registry of packages/telemetry does not know.
import type { RecordedSpan } from '@pk-auto/telemetry/memory-exporter'
import { INSTRUMENTED_SPANS, type SpanDefinition, SPANS } from '@pk-auto/telemetry/registry/spans'

const KNOWN: readonly SpanDefinition[] = [
  ...Object.values(SPANS),
  ...Object.values(INSTRUMENTED_SPANS),
]

/** The names of spans, and the attributes of registered ones, that are unknown; best none. */
export function unregistered(spans: readonly RecordedSpan[]): string[] {
  return [...new Set(spans.flatMap(strayIn))].toSorted()
}

function strayIn({ name, kind, attributes }: RecordedSpan): string[] {
  const possible = KNOWN.filter((known) => known.kind === kind && fits(known, name))
  if (possible.length === 0) return [`${kind} ${name}`]
  const allowed = new Set<string>(['error.type', ...possible.flatMap((one) => one.attributes)])
  return Object.keys(attributes)
    .filter((attribute) => !allowed.has(attribute))
    .map((attribute) => `${possible[0]?.name}: ${attribute}`)
}

/** A name that is nothing but its subject fits what its kind is named by: a call or a route. */
function fits({ name }: SpanDefinition, recorded: string): boolean {
  const prefix = name.slice(0, name.indexOf('{'))
  if (prefix !== '') return recorded.startsWith(prefix)
  return name.includes('route')
    ? /^[A-Z]+ \S+$/.test(recorded)
    : /^pkauto\.\S+\/\w+$/.test(recorded)
}
