// Metrics of several services come out as one Prometheus text.
import { expect, test } from 'vitest'
import { metricsFor, metricsText } from './metrics.ts'

test('two services share a metric name and keep their own series', async () => {
  metricsFor('catalogue')
    .counter('events_sent', { unit: '1', description: 'Events put on Kafka.' })
    .add(2, { topic: 'a' })
  metricsFor('identity')
    .counter('events_sent', { unit: '1', description: 'Events put on Kafka.' })
    .add(1, { topic: 'a' })
  metricsFor('catalogue')
    .counter('events_sent', { unit: '1', description: 'Events put on Kafka.' })
    .add(1, { topic: 'a' })
  const text = await metricsText()
  expect(text).toContain('# HELP events_sent_total Events put on Kafka. Unit: 1.')
  expect(text).toMatch(/events_sent_total\{service="catalogue",topic="a"\} 3/)
  expect(text).toMatch(/events_sent_total\{service="identity",topic="a"\} 1/)
})

test('a histogram counts into buckets of its unit', async () => {
  metricsFor('search')
    .histogram('query_ms', { unit: 'ms', description: 'Time of a query.', buckets: [10, 100] })
    .record(20)
  expect(await metricsText()).toMatch(/query_ms_bucket\{service="search",le="100"\} 1/)
})

test('a gauge is read when asked and gone when disposed of', async () => {
  let lag: number | undefined = 7
  const gauge = metricsFor('search').gauge(
    'consumer_lag',
    { unit: '1', description: 'Events behind.', attributes: { topic: 't' } },
    () => lag,
  )
  expect(await metricsText()).toContain('consumer_lag{service="search",topic="t"} 7')
  lag = undefined
  expect(await metricsText()).not.toMatch(/consumer_lag\{/)
  lag = 8
  gauge[Symbol.dispose]()
  expect(await metricsText()).not.toMatch(/consumer_lag\{/)
})

test('an attribute that turns out to be an id cannot grow the registry without end', async () => {
  const counter = metricsFor('search').counter('viewed', { unit: '1', description: 'Views.' })
  for (let id = 0; id < 1_500; id++) counter.add(1, { id })
  const lines = (await metricsText()).split('\n').filter((line) => line.startsWith('viewed_total{'))
  expect(lines).toHaveLength(1_001)
  expect(lines.at(-1)).toBe('viewed_total{overflow="true"} 500')
})

test('a name cannot be two kinds of metric', () => {
  metricsFor('search').counter('docs_total', { unit: '1', description: 'Docs.' })
  expect(() =>
    metricsFor('search').gauge('docs_total', { unit: '1', description: 'Docs.' }, () => 1),
  ).toThrowError('is a counter already')
})
