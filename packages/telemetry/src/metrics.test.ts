// Metrics of several services come out as one Prometheus text, named as the registry names them.
import { expect, test, vi } from 'vitest'
import { metricsFor, metricsText } from './metrics.ts'

test('two services share a metric and have series of their own', async () => {
  metricsFor('catalogue').counter('kafka_events_published_total').add(2, { topic: 'a' })
  metricsFor('identity').counter('kafka_events_published_total').add(1, { topic: 'a' })
  metricsFor('catalogue').counter('kafka_events_published_total').add(1, { topic: 'a' })
  const text = await metricsText()
  expect(text).toMatch(/^kafka_events_published_total\{service="catalogue",topic="a"\} 3$/m)
  expect(text).toMatch(/^kafka_events_published_total\{service="identity",topic="a"\} 1$/m)
})

test('a metric is exposed under its registered name, and nothing is added', async () => {
  metricsFor('naming').counter('outbox_sent_total').add(1)
  const lines = (await metricsText()).split('\n')
  expect(lines.filter((line) => /# .*outbox_sent|outbox_sent.*naming/.test(line))).toEqual([
    '# HELP outbox_sent_total Events carried from the outbox to the broker. Unit: {event}.',
    '# TYPE outbox_sent_total counter',
    'outbox_sent_total{service="naming"} 1',
  ])
})

test('a counter of one series stands at 0 first, so that its first step is seen', async () => {
  metricsFor('unseen').counter('leads_canary_reveals_total')
  metricsFor('unseen').counter('requests_shed_total')
  const lines = (await metricsText()).split('\n').filter((line) => line.includes('"unseen"'))
  expect(lines).toEqual(['leads_canary_reveals_total{service="unseen"} 0'])
})

test('a gauge that must ask shows its answer in the next scrape', async () => {
  let answer = 1
  const questions: number[] = []
  using _gauge = metricsFor('asking').askedGauge('outbox_age_ms', async () => {
    questions.push(answer)
    if (answer === 2) throw new Error('away')
    return answer
  })
  const lines = async () =>
    (await metricsText()).split('\n').filter((line) => line.includes('service="asking"'))
  const now = vi.spyOn(performance, 'now')
  try {
    now.mockReturnValue(20_000)
    expect(await lines()).toEqual([])
    answer = 2
    expect(await lines()).toEqual(['outbox_age_ms{service="asking"} 1'])
    now.mockReturnValue(31_000)
    await lines()
    expect(await lines()).toEqual([])
    expect(questions).toEqual([1, 2])
  } finally {
    now.mockRestore()
  }
})

test('a histogram counts into buckets of its unit', async () => {
  metricsFor('search').histogram('search_ms').record(20)
  const text = await metricsText()
  expect(text).toMatch(/search_ms_bucket\{service="search",le="10"\} 0/)
  expect(text).toMatch(/search_ms_bucket\{service="search",le="20"\} 1/)
  expect(text).toMatch(/search_ms_sum\{service="search"\} 20/)
})

test('a gauge is read when asked and gone when disposed of', async () => {
  let lag: number | undefined = 7
  const gauge = metricsFor('search').gauge('kafka_consumer_lag', () => lag, { topic: 't' })
  expect(await metricsText()).toContain('kafka_consumer_lag{service="search",topic="t"} 7')
  lag = undefined
  expect(await metricsText()).not.toMatch(/kafka_consumer_lag\{/)
  lag = 8
  gauge[Symbol.dispose]()
  expect(await metricsText()).not.toMatch(/kafka_consumer_lag\{/)
})

test('labels come in the registered order, whatever the order they are given in', async () => {
  const events = metricsFor('search').counter('kafka_events_consumed_total')
  events.add(1, { topic: 'a', outcome: 'handled' })
  events.add(1, { outcome: 'handled', topic: 'a' })
  expect(await metricsText()).toContain(
    'kafka_events_consumed_total{service="search",topic="a",outcome="handled"} 2',
  )
})

test('an attribute that turns out to be an id cannot grow the registry without end', async () => {
  const counter = metricsFor('search').counter('rpc_client_retries_total')
  for (let id = 0; id < 1_500; id++) counter.add(1, { rpc: id })
  const lines = (await metricsText())
    .split('\n')
    .filter((line) => line.startsWith('rpc_client_retries_total{'))
  expect(lines).toHaveLength(1_001)
  expect(lines.at(-1)).toBe('rpc_client_retries_total{overflow="true"} 500')
})

// The type check reads this as well: each line marked here must not compile.
test('a name, a kind or a label that the registry does not have does not compile', () => {
  const metrics = metricsFor('search')
  const wrong = [
    // @ts-expect-error no such metric
    () => metrics.counter('outbox_send_total'),
    // @ts-expect-error a counter is no gauge
    () => metrics.gauge('outbox_sent_total', () => 1),
    // @ts-expect-error a label is missing
    () => metrics.counter('kafka_events_published_total').add(1),
    // @ts-expect-error no such label
    () => metrics.counter('kafka_events_published_total').add(1, { topic: 'a', id: '7' }),
    // @ts-expect-error this one has no labels
    () => metrics.counter('outbox_sent_total').add(1, { topic: 'a' }),
  ]
  expect(wrong).toHaveLength(5)
})
