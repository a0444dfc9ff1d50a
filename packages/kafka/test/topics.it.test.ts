// Topics are created with what the file says, once.
import { readFileSync } from 'node:fs'
import { testTopicPrefix } from '@pk-auto/testing/names'
import { ConfigResourceTypes } from 'kafkajs'
import { expect, inject, test } from 'vitest'
import { connectKafka } from '../src/kafka.ts'
import { ensureTopics, readTopics } from '../src/topics.ts'

test('topics are created once; another partition count is refused', async () => {
  await using kafka = connectKafka({
    brokers: inject('servers').kafkaBrokers,
    service: 'scripts',
    topicPrefix: testTopicPrefix(),
  })
  const topics = readTopics(
    readFileSync(new URL('../../../deploy/kafka/topics.yaml', import.meta.url), 'utf8'),
  )
  await Promise.all([ensureTopics(kafka, topics), ensureTopics(kafka, topics)])
  await ensureTopics(kafka, topics)
  const [described] = await kafka.withAdmin(async (admin) => {
    const { resources } = await admin.describeConfigs({
      includeSynonyms: false,
      resources: [
        {
          type: ConfigResourceTypes.TOPIC,
          name: kafka.topicName('catalogue.listing.v1'),
          configNames: ['cleanup.policy', 'max.compaction.lag.ms'],
        },
      ],
    })
    return resources
  })
  expect(described?.configEntries.map(({ configValue }) => configValue)).toEqual([
    'compact',
    '86400000',
  ])
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
