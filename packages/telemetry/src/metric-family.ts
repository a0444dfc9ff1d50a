// One metric by its name with all its series, and how it reads in the Prometheus text format 0.0.4.
// Written by hand: the OpenTelemetry SDK costs 8 MB and 1 µs per count here.

export type Attributes = Readonly<Record<string, string | number | boolean>>
export type Kind = 'counter' | 'gauge' | 'histogram'
export type Family<Series> = {
  readonly name: string
  readonly kind: Kind
  readonly help: string
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

/** `service="catalogue",topic="a"`, in the order given: give attributes in one order. */
export function labelsOf(service: string, attributes?: Attributes): string {
  let text = `service="${service}"`
  for (const name in attributes) text += `,${name}="${escape(attributes[name])}"`
  return text
}

/** The family's lines, or nothing when no series has a value. */
export function familyText({ name, kind, help, series }: Family<Series>): string {
  const lines = [...series].flatMap(([labels, one]) => linesOf(name, labels, one))
  return lines.length === 0
    ? ''
    : `# HELP ${name} ${help}\n# TYPE ${name} ${kind}\n${lines.join('\n')}\n`
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

function escape(value: string | number | boolean | undefined): string {
  const text = String(value)
  return /["\\\n]/.test(text)
    ? text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')
    : text
}
