// Topics of one test file: made beforehand, read from their first record, deleted afterwards.
import { Kafka, logLevel } from 'kafkajs'

const client = (brokers: readonly string[]) => new Kafka({ clientId: 'test', brokers: [...brokers], logLevel: logLevel.NOTHING })

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
  await admin.createTopics({
    waitForLeaders: true,
    topics: topics.map((topic) => ({ topic, numPartitions: partitions, replicationFactor: 1, configEntries: [{ name: 'cleanup.policy', value: 'compact' }] })),
  })
  return {
    async [Symbol.asyncDispose]() {
      await admin.deleteTopics({ topics }).catch(() => undefined)
      await admin.disconnect()
    },
  }
}

export type TopicRecord = { key: string; value: Uint8Array | null; headers: Readonly<Record<string, string>>; partition: number; offset: string }

/** Every record up to the ends of the moment of the call, partition by partition, oldest first. */
export async function readTopic({ brokers, topic }: { brokers: readonly string[]; topic: string }): Promise<TopicRecord[]> {
  const kafka = client(brokers)
  const admin = kafka.admin()
  await admin.connect()
  const offsets = await admin.fetchTopicOffsets(topic)
  await admin.disconnect()
  const left = new Map(offsets.filter(({ low, high }) => BigInt(high) > BigInt(low)).map(({ partition, high }) => [partition, BigInt(high)]))
  if (left.size === 0) return []
  const records: TopicRecord[] = []
  const group = `read-${Date.now()}-${Math.trunc(Math.random() * 1e9)}`
  const consumer = kafka.consumer({ groupId: group, maxWaitTimeInMs: 50, allowAutoTopicCreation: false })
  await consumer.connect()
  await consumer.subscribe({ topic, fromBeginning: true })
  const done = Promise.withResolvers<void>()
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({ partition, message }) => {
      const end = left.get(partition)
      if (end === undefined) return
      const headers = Object.fromEntries(Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)]))
      records.push({ key: message.key?.toString() ?? '', value: message.value, headers, partition, offset: message.offset })
      if (BigInt(message.offset) + 1n >= end) left.delete(partition)
      if (left.size === 0) done.resolve()
    },
  })
  await done.promise
  await consumer.disconnect()
  return records.toSorted((a, b) => a.partition - b.partition || Number(BigInt(a.offset) - BigInt(b.offset)))
}
