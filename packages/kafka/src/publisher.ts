// Puts events of an outbox on Kafka: one awaited batch, acknowledged by all replicas, with the
// trace of whoever wrote them.
import { metricsFor } from '@pk-auto/telemetry/metrics'
import { contextFromTraceparent, traceparentOf } from '@pk-auto/telemetry/propagation'
import { withSpan } from '@pk-auto/telemetry/tracer'
import { type Message, Partitioners, type Producer } from 'kafkajs'
import { type OutboundEvent, toHeaders } from './event.ts'
import type { Kafka } from './kafka.ts'

export type Publisher = AsyncDisposable & {
  /**
   * Resolves when every event is acknowledged by all in-sync replicas; order holds per key within
   * and across awaited calls. Rejects when any is not: some may then be on the topic, so the caller
   * sends the same events again. At most 200 events or 512 KB a call.
   */
  readonly publish: (events: readonly OutboundEvent[]) => Promise<void>
}

const ALL_REPLICAS = -1
const ACK_TIMEOUT_MS = 5_000
/** A sampled trace; the others cost nothing here. */
const RECORDED = /-01$/

/**
 * Connects at the first publish. After any error the producer is thrown away: what kafkajs still
 * holds of the failed send must not arrive behind a later one.
 */
export function createPublisher(kafka: Kafka): Publisher {
  const published = metricsFor(kafka.service).counter('kafka_events_published_total')
  let current: Promise<Producer> | undefined

  const open = async () => {
    // Not idempotent: kafkajs' idempotent producer can acknowledge a record it lost when sends
    // overlap. The relay sends one batch at a time and consumers are idempotent.
    const producer = kafka.client.producer({
      allowAutoTopicCreation: false,
      idempotent: false,
      createPartitioner: Partitioners.DefaultPartitioner,
      // The relay tries again with a new producer; tries in here would only make a hanging broker
      // take three times as long to notice.
      retry: { initialRetryTime: 50, retries: 0 },
    })
    await producer.connect()
    return producer
  }
  const drop = (producer: Promise<Producer>) => {
    if (current === producer) current = undefined
    return producer.then((one) => one.disconnect()).catch(() => undefined)
  }
  return {
    async publish(events) {
      if (events.length === 0) return
      const mine = (current ??= open())
      try {
        const producer = await mine
        await producer.sendBatch({
          acks: ALL_REPLICAS,
          timeout: ACK_TIMEOUT_MS,
          topicMessages: await messagesByTopic(kafka, events),
        })
      } catch (error) {
        void drop(mine)
        throw error
      }
      for (const { topic } of events) published.add(1, { topic })
    },
    async [Symbol.asyncDispose]() {
      if (current) await drop(current)
    },
  }
}

async function messagesByTopic(
  kafka: Kafka,
  events: readonly OutboundEvent[],
): Promise<{ topic: string; messages: Message[] }[]> {
  const byTopic = new Map<string, Message[]>()
  for (const event of events) {
    const messages = byTopic.get(event.topic) ?? []
    byTopic.set(event.topic, messages)
    const traceparent = RECORDED.test(event.traceparent ?? '')
      ? await producerSpan(kafka.service, event)
      : event.traceparent
    messages.push({
      key: event.key,
      value: event.value && Buffer.from(event.value),
      headers: toHeaders(event, kafka.service, traceparent),
    })
  }
  return [...byTopic].map(([topic, messages]) => ({ topic: kafka.topicName(topic), messages }))
}

/** A span in the event's own trace for the sending; consumers continue from it. */
async function producerSpan(service: string, event: OutboundEvent): Promise<string | undefined> {
  const parent = contextFromTraceparent(event.traceparent)
  const attributes = {
    'messaging.system': 'kafka',
    'messaging.destination.name': event.topic,
    'messaging.message.id': event.id,
    'event.type': event.type,
  }
  return withSpan(
    service,
    'kafka.publish',
    { subject: event.topic, parent, attributes },
    traceparentOf,
  )
}
