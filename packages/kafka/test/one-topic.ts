// A topic of its own for one test.
import { testTopicPrefix } from '@pk-auto/testing/names'
import { until } from '@pk-auto/testing/until'
import { inject } from 'vitest'
import { connectKafka, type Kafka } from '../src/kafka.ts'
import { ensureTopics } from '../src/topics.ts'
import { TOPIC } from './car.ts'

export type OneTopic = AsyncDisposable & {
  readonly kafka: Kafka
  readonly brokers: readonly string[]
  readonly prefix: string
}

/**
 * A state topic with three partitions under a fresh prefix. Disposing deletes it and its dead
 * letters.
 */
export async function oneTopic(): Promise<OneTopic> {
  const brokers = inject('servers').kafkaBrokers
  const prefix = testTopicPrefix()
  const kafka = connectKafka({ brokers, service: 'search', topicPrefix: prefix })
  await ensureTopics(kafka, [
    { name: TOPIC, kind: 'state', owner: 'catalogue', partitions: 3, replicas: 1, readers: [] },
  ])
  // A broker may know the leader of a partition a moment before it can write to it.
  await until('the topic can be written to', () =>
    kafka
      .withAdmin((admin) => admin.fetchTopicOffsets(kafka.topicName(TOPIC)))
      .then(
        () => true,
        () => false,
      ),
  )
  return {
    kafka,
    brokers,
    prefix,
    async [Symbol.asyncDispose]() {
      await kafka.withAdmin(async (admin) => {
        const topics = (await admin.listTopics()).filter((name) => name.startsWith(prefix))
        await admin.deleteTopics({ topics })
      })
      await kafka[Symbol.asyncDispose]()
    },
  }
}
