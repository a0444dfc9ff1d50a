// Topics of one test file: made beforehand, read from their first record, deleted afterwards.
import { createTopics } from '@pk-auto/kafka/topics'
import { Kafka, logLevel, type KafkaMessage } from 'kafkajs'

const client = (brokers: readonly string[]) =>
  new Kafka({ clientId: 'test', brokers: [...brokers], logLevel: logLevel.NOTHING })

/** Makes compacted topics under the prefix; disposing deletes them. */
export async function testTopics({
  brokers,
  topicPrefix,
  names,
  partitions = 3,
}: {
  brokers: readonly string[]
  topicPrefix: string
  names: readonly string[]
  partitions?: number
}): Promise<AsyncDisposable> {
  const admin = client(brokers).admin()
  await admin.connect()
  const topics = names.map((name) => `${topicPrefix}${name}`)
  await createTopics(
    admin,
    topics.map((topic) => ({
      topic,
      numPartitions: partitions,
      replicationFactor: 1,
      configEntries: [{ name: 'cleanup.policy', value: 'compact' }],
    })),
  )
  return {
    async [Symbol.asyncDispose]() {
      await admin.deleteTopics({ topics }).catch(() => undefined)
      await admin.disconnect()
    },
  }
}

export type TopicRecord = {
  key: string
  value: Uint8Array | null
  headers: Readonly<Record<string, string>>
  partition: number
  offset: string
  /** When its writer sent it. */
  sentAt: Date
}

type Place = { readonly topic: string } & (
  | { readonly brokers: readonly string[] }
  /** Of its own login, where brokers ask for one. */
  | { readonly client: Kafka }
)

/** A topic that gives nothing for so long will not give the rest. */
const SILENT_MS = 60_000

/**
 * Every record up to the ends of the moment of the call, as they come: each partition oldest first,
 * one batch at a time in memory. @throws Error on a minute's silence
 */
export async function* streamTopic(place: Place): AsyncGenerator<TopicRecord> {
  const { topic } = place
  const kafka = 'client' in place ? place.client : client(place.brokers)
  const left = await endsOf(kafka, topic)
  if (left.size === 0) return
  const group = `read-${Date.now()}-${Math.trunc(Math.random() * 1e9)}`
  const consumer = kafka.consumer({
    groupId: group,
    maxWaitTimeInMs: 50,
    allowAutoTopicCreation: false,
  })
  const { readable, writable } = new TransformStream<TopicRecord[], TopicRecord[]>()
  const writer = writable.getWriter()
  const silence = setTimeout(
    () =>
      void writer
        .abort(new Error(`${topic} gave nothing for ${SILENT_MS} ms`))
        .catch(() => undefined),
    SILENT_MS,
  )
  try {
    await consumer.connect()
    await consumer.subscribe({ topic, fromBeginning: true })
    await consumer.run({
      autoCommit: false,
      // Waits until the reader wants more. A reader that went away wants nothing, which is no
      // failure.
      eachBatch: async ({ batch: { partition, messages } }) =>
        writer
          .write(messages.map((message) => recordOf(partition, message)))
          .catch(() => undefined),
    })
    const expected = new Map<number, bigint>()
    for await (const records of readable) {
      silence.refresh()
      for (const record of records) {
        const [offset, end] = [BigInt(record.offset), left.get(record.partition)]
        // A group that rebalances begins again: what was read is not read twice.
        if (end === undefined || offset < (expected.get(record.partition) ?? 0n)) continue
        expected.set(record.partition, offset + 1n)
        if (offset + 1n >= end) left.delete(record.partition)
        yield record
      }
      if (left.size === 0) return
    }
  } finally {
    clearTimeout(silence)
    await consumer.disconnect()
  }
}

/** Where the partitions that hold something end. */
async function endsOf(kafka: Kafka, topic: string): Promise<Map<number, bigint>> {
  const admin = kafka.admin()
  await admin.connect()
  try {
    const offsets = await admin.fetchTopicOffsets(topic)
    return new Map(
      offsets
        .filter(({ low, high }) => BigInt(high) > BigInt(low))
        .map(({ partition, high }) => [partition, BigInt(high)]),
    )
  } finally {
    await admin.disconnect()
  }
}

const recordOf = (
  partition: number,
  { key, value, headers, offset, timestamp }: KafkaMessage,
): TopicRecord => ({
  key: key?.toString() ?? '',
  value,
  headers: Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, text]) => [name, String(text)]),
  ),
  partition,
  offset,
  sentAt: new Date(Number(timestamp)),
})

/**
 * The whole topic at once, partition by partition, oldest first: for the small topics of a test.
 */
export async function readTopic(place: Place): Promise<TopicRecord[]> {
  const records = await Array.fromAsync(streamTopic(place))
  return records.toSorted(
    (a, b) => a.partition - b.partition || Number(BigInt(a.offset) - BigInt(b.offset)),
  )
}
