// One trace goes through Kafka: from whoever wrote the outbox row, over the publisher, into the
// handler.
import { currentTraceparent } from '@pk-auto/telemetry/propagation'
import { recordSpans } from '@pk-auto/telemetry/memory-exporter'
import { withSpan } from '@pk-auto/telemetry/tracer'
import { until } from '@pk-auto/testing/until'
import { expect, test } from 'vitest'
import { connectKafka } from '../src/kafka.ts'
import { createPublisher } from '../src/publisher.ts'
import { subscribe } from '../src/subscription.ts'
import { carEvent, decodeCar, TOPIC } from './car.ts'
import { oneTopic } from './one-topic.ts'

test('a handler works in the trace of the request, under its own service', async () => {
  using recorder = recordSpans()
  await using topic = await oneTopic()
  await using catalogue = connectKafka({
    brokers: topic.brokers,
    service: 'catalogue',
    topicPrefix: topic.prefix,
  })
  await using publisher = createPublisher(catalogue)
  const traceparent = await withSpan('catalogue', 'PublishListing', {}, () => currentTraceparent())
  await publisher.publish([carEvent('car', 1, traceparent === undefined ? {} : { traceparent })])
  await using subscription = subscribe(topic.kafka, {
    topic: TOPIC,
    decode: decodeCar,
    handle: () => withSpan('search', 'project-listing', {}, () => undefined),
  })
  await subscription.caughtUp()
  const spans = recorder.spans()
  const named = (name: string) => spans.find((span) => span.name === name)
  const request = named('PublishListing')
  expect(named(`publish ${TOPIC}`)).toMatchObject({
    service: 'catalogue',
    kind: 'producer',
    traceId: request?.traceId,
    parentSpanId: request?.spanId,
  })
  expect(named(`consume ${TOPIC}`)).toMatchObject({
    service: 'search',
    kind: 'consumer',
    traceId: request?.traceId,
    parentSpanId: named(`publish ${TOPIC}`)?.spanId,
  })
  expect(named('project-listing')).toMatchObject({ service: 'search', traceId: request?.traceId })
})

test('a batch of several traces has a trace of its own, linked to each of them', async () => {
  using recorder = recordSpans()
  await using topic = await oneTopic()
  await using publisher = createPublisher(topic.kafka)
  const traceOf = async () =>
    (await withSpan('catalogue', 'PublishListing', {}, () => currentTraceparent())) ?? ''
  await publisher.publish([
    carEvent('car', 1, { traceparent: await traceOf() }),
    carEvent('car', 2, { traceparent: await traceOf() }),
  ])
  await using _ = subscribe(topic.kafka, {
    topic: TOPIC,
    decode: decodeCar,
    handle: async () => undefined,
  })
  const consumed = await until('the batch was handled', () =>
    recorder.spans().find(({ name }) => name === `consume ${TOPIC}`),
  )
  const published = recorder.spans().filter(({ name }) => name === `publish ${TOPIC}`)
  expect(published).toHaveLength(2)
  expect(consumed.links.map(({ traceId }) => traceId)).toEqual(
    published.map(({ traceId }) => traceId),
  )
  expect(published.map(({ traceId }) => traceId)).not.toContain(consumed.traceId)
})
