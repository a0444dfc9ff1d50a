// One metric by its name with all its series, and how it reads in the Prometheus text format 0.0.4.
// Written by hand: the OpenTelemetry SDK costs 8 MB and 1 µs per count here.
import type { AttributeValue } from './registry/attributes.ts'
import type { MetricDefinition } from './registry/metric.ts'

export type Family<Series> = {
  readonly name: string
  readonly definition: MetricDefinition
  readonly series: Map<string, Series>
}
export type Buckets = {
  readonly bounds: readonly number[]
  readonly counts: number[]
  sum: number
  count: number
}
/** A number, its buckets, or a reader of a number that may have none now. */
export type Series = { value: number } | Buckets | { readonly read: () => number | undefined }

// An attribute that turns out to be an id must not eat the memory: what comes after this many
// series is counted together.
const MOST_SERIES = 1_000

/** The series for these labels, made at first use. */
export function seriesOf<S extends Series>(
  family: Family<Series>,
  labels: string,
  create: () => S,
): S {
  const present = family.series.get(labels)
  if (present) return present as S
  const key = family.series.size < MOST_SERIES ? labels : 'overflow="true"'
  const series = (family.series.get(key) as S | undefined) ?? create()
  family.series.set(key, series)
  return series
}

/** `service="catalogue",topic="a"`, in the registered order, so that a series has one spelling. */
export function labelsOf(
  service: string,
  { definition }: Family<Series>,
  values: Readonly<Record<string, AttributeValue>> = {},
): string {
  let text = `service="${service}"`
  for (const name of definition.attributes) text += `,${name}="${escape(values[name])}"`
  return text
}

/** The family's lines, or nothing when no series has a value. */
export function familyText({ name, definition, series }: Family<Series>): string {
  const { kind, unit, description } = definition
  const lines = [...series].flatMap(([labels, one]) => linesOf(name, labels, one))
  return lines.length === 0
    ? ''
    : `# HELP ${name} ${description} Unit: ${unit}.\n# TYPE ${name} ${kind}\n${lines.join('\n')}\n`
}

function linesOf(name: string, labels: string, series: Series): string[] {
  if ('value' in series) return [`${name}{${labels}} ${series.value}`]
  if ('read' in series) {
    const value = series.read()
    return value === undefined ? [] : [`${name}{${labels}} ${value}`]
  }
  let below = 0
  const buckets = series.bounds.map(
    (bound, i) => `${name}_bucket{${labels},le="${bound}"} ${(below += series.counts[i] ?? 0)}`,
  )
  return [
    ...buckets,
    `${name}_bucket{${labels},le="+Inf"} ${series.count}`,
    `${name}_sum{${labels}} ${series.sum}`,
    `${name}_count{${labels}} ${series.count}`,
  ]
}

function escape(value: AttributeValue | undefined): string {
  const text = String(value)
  return /["\\\n]/.test(text)
    ? text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
    : text
}
