// Topics are created with what the file and the contract define, once.
import { testTopicPrefix } from '@pk-auto/testing/names'
import { ConfigResourceTypes } from 'kafkajs'
import { expect, inject, test } from 'vitest'
import { connectKafka } from '../src/kafka.ts'
import { ensureTopics, type TopicSpec } from '../src/topics.ts'

const DAY_MS = 86_400_000
const topics: readonly TopicSpec[] = [
  {
    name: 'catalogue.car.v1',
    kind: 'state',
    owner: 'catalogue',
    partitions: 3,
    replicas: 1,
    readers: [],
  },
  {
    name: 'insights.view.v1',
    kind: 'fact',
    owner: 'insights',
    partitions: 2,
    replicas: 1,
    readers: [],
    retentionDays: 7,
  },
]

test('topics are created once, a state compacted, a fact with its days', async () => {
  await using kafka = connectKafka({
    brokers: inject('servers').kafkaBrokers,
    service: 'scripts',
    topicPrefix: testTopicPrefix(),
  })
  await Promise.all([ensureTopics(kafka, topics), ensureTopics(kafka, topics)])
  await ensureTopics(kafka, topics)
  const settingsOf = (name: string, ...configNames: string[]) =>
    kafka.withAdmin(async (admin) => {
      const { resources } = await admin.describeConfigs({
        includeSynonyms: false,
        resources: [{ type: ConfigResourceTypes.TOPIC, name: kafka.topicName(name), configNames }],
      })
      const entries = resources[0]?.configEntries ?? []
      return Object.fromEntries(entries.map((entry) => [entry.configName, entry.configValue]))
    })
  expect(await settingsOf('catalogue.car.v1', 'cleanup.policy', 'max.compaction.lag.ms')).toEqual({
    'cleanup.policy': 'compact',
    'max.compaction.lag.ms': String(DAY_MS),
  })
  expect(await settingsOf('insights.view.v1', 'cleanup.policy', 'retention.ms')).toEqual({
    'cleanup.policy': 'delete',
    'retention.ms': String(7 * DAY_MS),
  })
  await expect(
    ensureTopics(
      kafka,
      topics.map((topic) => ({ ...topic, partitions: 5 })),
    ),
  ).rejects.toThrowError('fixed at birth')
  await kafka.withAdmin((admin) =>
    admin.deleteTopics({ topics: topics.map(({ name }) => kafka.topicName(name)) }),
  )
})
