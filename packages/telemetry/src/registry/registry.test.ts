// What holds for every entry of the registry.
import { expect, test } from 'vitest'
import { ATTRIBUTES } from './attributes.ts'
import { METRIC_GROUPS, METRICS } from './metrics.ts'
import { INSTRUMENTED_SPANS, SPANS } from './spans.ts'

const metrics = Object.values(METRIC_GROUPS).flatMap((group) => Object.entries(group))
const spans = Object.values({ ...SPANS, ...INSTRUMENTED_SPANS })

test('a metric stands in one group only, and every group is in the registry', () => {
  expect(metrics.map(([name]) => name).toSorted()).toEqual(Object.keys(METRICS).toSorted())
})

test('a name is snake_case; a counter ends in _total, a time in _ms, and nothing else does', () => {
  for (const [name, { kind, unit }] of metrics) {
    expect(name).toMatch(/^[a-z]+(_[a-z]+)*$/)
    expect([name, name.endsWith('_total')]).toEqual([name, kind === 'counter'])
    expect([name, name.endsWith('_ms')]).toEqual([name, unit === 'ms'])
  }
})

test('a metric of one service begins with its name, so that two services cannot mean one', () => {
  for (const [service, group] of Object.entries(METRIC_GROUPS).filter(([, g]) => g !== shared()))
    for (const name of Object.keys(group))
      expect(name.startsWith(`${service.split('-')[0]}_`), name).toBe(true)
})
const shared = () => METRIC_GROUPS['every service']

test('every entry is described by one sentence that fits a line', () => {
  const all = [...metrics.map(([, metric]) => metric), ...spans, ...Object.values(ATTRIBUTES)]
  for (const { description } of all) expect(description).toMatch(/^[A-Z][^\n.]{3,90}\.$/)
})

test('an attribute that neither a metric nor a span carries is not listed', () => {
  const carried = new Set<string>([
    'error.type',
    ...metrics.flatMap(([, { attributes }]) => attributes),
    ...spans.flatMap(({ attributes }) => [...attributes]),
  ])
  expect(Object.keys(ATTRIBUTES).filter((name) => !carried.has(name))).toEqual([])
})
