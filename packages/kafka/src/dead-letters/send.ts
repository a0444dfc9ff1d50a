// Where messages go that no retry can help: `<group>.dlq`, with the original bytes, to be looked at
// and sent again by a person.
import { type IHeaders, type KafkaMessage, Partitioners, type Producer } from 'kafkajs'
import { reasonOf } from '../failure.ts'
import type { Kafka } from '../kafka.ts'
import { createTopics } from '../topics.ts'

export type DeadLetters = AsyncDisposable & {
  /**
   * Resolves when the dead letter is acknowledged. Rejects when Kafka cannot take it: the partition
   * must then wait.
   */
  sendToDeadLetters(deadLetter: {
    readonly topic: string
    readonly partition: number
    readonly message: KafkaMessage
    readonly error: unknown
  }): Promise<void>
}

const DAY_MS = 86_400_000
// A topic's default limit is 1 MB; a poisoned message may be larger.
const MAX_MESSAGE_BYTES = 16 * 1024 * 1024

/**
 * The topic is created with the first dead letter: most groups never have one. Dead letters of one
 * source partition stay in order.
 */
export function openDeadLetters(kafka: Kafka, group: string): DeadLetters {
  const topic = `${group}.dlq`
  let opened: Promise<Producer> | undefined
  const open = async () => {
    const configEntries = Object.entries({
      'retention.ms': String(30 * DAY_MS),
      'max.message.bytes': String(MAX_MESSAGE_BYTES),
    }).map(([name, value]) => ({ name, value }))
    await kafka.withAdmin((admin) =>
      createTopics(admin, [{ topic, numPartitions: 1, configEntries }]),
    )
    const producer = kafka.client.producer({
      allowAutoTopicCreation: false,
      createPartitioner: Partitioners.DefaultPartitioner,
    })
    await producer.connect()
    return producer
  }
  return {
    async sendToDeadLetters({ topic: source, partition, message, error }) {
      const mine = (opened ??= open())
      try {
        const producer = await mine
        const headers: IHeaders = {
          ...message.headers,
          dlq_topic: source,
          dlq_partition: String(partition),
          dlq_offset: message.offset,
          dlq_reason: reasonOf(error),
          dlq_at: new Date().toISOString(),
        }
        await producer.send({
          topic,
          acks: -1,
          messages: [{ key: message.key, value: message.value, headers }],
        })
      } catch (failure) {
        if (opened === mine) opened = undefined
        mine.then((producer) => producer.disconnect()).catch(() => undefined)
        throw failure
      }
    },
    async [Symbol.asyncDispose]() {
      await opened?.then((producer) => producer.disconnect()).catch(() => undefined)
    },
  }
}
