// docs/telemetry.md: every metric, span and attribute with its unit, made from the registry of
// packages/telemetry.
import {
  ATTRIBUTES,
  IMPLIED,
  type AttributeDefinition,
} from '@pk-auto/telemetry/registry/attributes'
import type { MetricGroup } from '@pk-auto/telemetry/registry/metric'
import { METRIC_GROUPS } from '@pk-auto/telemetry/registry/metrics'
import { INSTRUMENTED_SPANS, SPANS, type SpanDefinition } from '@pk-auto/telemetry/registry/spans'
import type { Generated } from './generated.ts'
import { code, table } from './markdown.ts'

const HEAD = `# Telemetry: what can be measured and traced

Made by \`scripts/gen telemetry\` from packages/telemetry/src/registry; edit that. Names are exposed
as they stand here: metrics at \`/metrics\` of every process (Prometheus text 0.0.4), spans by OTLP.
Units are UCUM. A histogram has the series \`…_bucket\`, \`…_sum\` and \`…_count\`.`

export async function generateTelemetry(): Promise<Generated> {
  const groups = Object.entries(METRIC_GROUPS).map(
    ([name, group]) => `### Of ${name}\n\n${metricTable(group)}`,
  )
  const sections = [
    HEAD,
    `## Metrics\n\nEvery series carries \`service\` before the labels named here.`,
    ...groups,
    `## Spans\n\nAny span that fails carries \`error.type\` as well.\n\n${spanTable(SPANS)}`,
    `Opened by instrumentations:\n\n${spanTable(INSTRUMENTED_SPANS)}`,
    `## Attributes\n\n${attributeTable(ATTRIBUTES)}`,
    `Put on everything by the pipeline itself:\n\n${attributeTable(IMPLIED)}`,
  ]
  return new Map([['docs/telemetry.md', `${sections.join('\n\n')}\n`]])
}

function metricTable(group: MetricGroup): string {
  const rows = Object.entries(group).map(([name, { kind, unit, description, attributes }]) => [
    code(name),
    kind,
    unit,
    attributes.map(code).join(' '),
    description,
  ])
  return table(['metric', 'kind', 'unit', 'labels', 'meaning'], rows)
}

function spanTable(spans: Readonly<Record<string, SpanDefinition>>): string {
  const rows = Object.values(spans).map(({ name, kind, attributes, description }) => [
    code(name),
    kind,
    attributes.map(code).join(' '),
    description,
  ])
  return table(['span', 'kind', 'attributes', 'meaning'], rows)
}

function attributeTable(attributes: Readonly<Record<string, AttributeDefinition>>): string {
  const rows = Object.entries(attributes)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, { unit, description }]) => [code(name), unit, description])
  return table(['attribute', 'unit', 'meaning'], rows)
}
