// Creates the topics that a list names and the broker does not have.
import { readFile } from 'node:fs/promises'
import { connectKafka } from '@pk-auto/kafka/kafka'
import { ensureTopics } from '@pk-auto/kafka/topics'
import { type Env, loadConfig } from '@pk-auto/lifecycle/config'
import { parse } from 'yaml'
import { z } from 'zod'

const Schema = z.object({
  KAFKA_BROKERS: z.string().min(1),
  KAFKA_TOPIC_PREFIX: z.string().default(''),
  /** The list as `scripts/gen` writes it for the charts. */
  TOPICS_FILE: z.string(),
  /** A cluster of one broker has no second copy. */
  TOPIC_REPLICAS: z.coerce.number().int().positive().optional(),
  business: z.object({}),
})
const Topics = z.object({
  topics: z.record(
    z.string(),
    z.strictObject({
      kind: z.enum(['state', 'fact']),
      owner: z.string(),
      partitions: z.int().positive(),
      replicas: z.int().positive(),
      retentionDays: z.number().positive().optional(),
    }),
  ),
})

/** Idempotent. @throws Error when a topic exists with another number of partitions */
export async function makeTopics(env: Env): Promise<void> {
  const set = loadConfig(Schema, { env })
  const { topics } = Topics.parse(parse(await readFile(set.TOPICS_FILE, 'utf8')))
  await using kafka = connectKafka({
    service: 'topics',
    brokers: set.KAFKA_BROKERS.split(','),
    topicPrefix: set.KAFKA_TOPIC_PREFIX,
  })
  const specs = Object.entries(topics).map(([name, { retentionDays, ...spec }]) => ({
    name,
    ...spec,
    replicas: set.TOPIC_REPLICAS ?? spec.replicas,
    ...(retentionDays !== undefined && { retentionDays }),
  }))
  await ensureTopics(kafka, specs)
}
