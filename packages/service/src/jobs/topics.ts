// Creates the topics that a list names and the broker does not have; and who may do what with them,
// where the broker asks for logins.
import { readFile } from 'node:fs/promises'
import { giveAccess, takeBackAccess } from '@pk-auto/kafka/access'
import { connectKafka, type Kafka } from '@pk-auto/kafka/kafka'
import { ensureTopics, type TopicSpec } from '@pk-auto/kafka/topics'
import { type Env, loadConfig } from '@pk-auto/lifecycle/config'
import { eventConfig, eventSettings } from '@pk-auto/lifecycle/service-settings'
import { parse } from 'yaml'
import { z } from 'zod'

const Schema = z.object({
  ...eventSettings,
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
      readers: z.array(z.string()),
      retentionDays: z.number().positive().optional(),
    }),
  ),
})

/** Idempotent. @throws Error when a topic exists with another number of partitions */
export const makeTopics = (env: Env): Promise<void> =>
  withTopics(env, async (kafka, specs, login) => {
    await ensureTopics(kafka, specs)
    // Whoever logs in here is the superuser: services are let in by these rules alone.
    if (login) await giveAccess(kafka, specs)
  })

/** When no pod of the release before runs any more. Idempotent. */
export const takeBack = (env: Env): Promise<void> =>
  withTopics(env, async (kafka, specs, login) => {
    if (login) await takeBackAccess(kafka, specs)
  })

async function withTopics(
  env: Env,
  work: (kafka: Kafka, specs: readonly TopicSpec[], login: boolean) => Promise<void>,
): Promise<void> {
  const set = loadConfig(Schema, { env })
  const { topics } = Topics.parse(parse(await readFile(set.TOPICS_FILE, 'utf8')))
  const { kafka: broker } = eventConfig(set)
  await using kafka = connectKafka({ service: 'topics', ...broker })
  const specs = Object.entries(topics).map(([name, { retentionDays, ...spec }]) => ({
    name,
    ...spec,
    replicas: set.TOPIC_REPLICAS ?? spec.replicas,
    ...(retentionDays !== undefined && { retentionDays }),
  }))
  await work(kafka, specs, broker.login !== undefined)
}
