// The topics of the platform: read from deploy/kafka/topics.yaml, created by a command or a test,
// never by a producer.
import { parse } from 'yaml'
import type { Kafka } from './kafka.ts'

export type Profile = 'development' | 'test' | 'production'

export type TopicSpec = {
  readonly name: string
  /**
   * state: compacted, the last event of each key stays. fact: every event stays for
   * `retentionDays`.
   */
  readonly kind: 'state' | 'fact'
  /** Fixed at birth: changing it would move keys to other partitions. */
  readonly partitions: number
  readonly replicas: number
  readonly owner: string
  readonly retentionDays?: number
  readonly dataClass: string
}

const DAY_MS = 86_400_000

/**
 * Reads topics.yaml for one profile (test counts as development). @throws Error naming the topic
 * and what is wrong with it
 */
export function readTopics(yamlText: string, profile: Profile = 'development'): TopicSpec[] {
  const place = profile === 'production' ? 'production' : 'development'
  const file = parse(yamlText) as {
    replicas?: Record<string, number>
    topics?: Record<string, unknown>[]
  } | null
  if (!Array.isArray(file?.topics)) throw new Error('topics.yaml: the list `topics` is missing')
  return file.topics.map((topic): TopicSpec => {
    const { name, kind, owner, retentionDays, dataClass } = topic
    const wrong = (what: string) => new Error(`topics.yaml: ${String(name)}: ${what}`)
    if (typeof name !== 'string' || !/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*\.v\d+$/.test(name))
      throw wrong('name must read <service>.<aggregate>.v<number>')
    if (kind !== 'state' && kind !== 'fact') throw wrong('kind must be state or fact')
    if (typeof owner !== 'string' || !name.startsWith(`${owner}.`))
      throw wrong('owner must be the service in the name')
    if (typeof dataClass !== 'string') throw wrong('dataClass is missing')
    const partitions = (topic['partitions'] as Record<string, unknown> | undefined)?.[place]
    if (typeof partitions !== 'number' || !Number.isInteger(partitions) || partitions < 1)
      throw wrong(`partitions.${place} must be a number above 0`)
    if (kind === 'fact' && typeof retentionDays !== 'number')
      throw wrong('a fact topic needs retentionDays')
    return {
      name,
      kind,
      partitions,
      replicas: file.replicas?.[place] ?? 1,
      owner,
      dataClass,
      ...(typeof retentionDays === 'number' && { retentionDays }),
    }
  })
}

/**
 * Creates the topics that are missing, under the handle's prefix. Idempotent. @throws Error when
 * one exists with another number of partitions
 */
export async function ensureTopics(kafka: Kafka, topics: readonly TopicSpec[]): Promise<void> {
  await kafka.withAdmin(async (admin) => {
    const present = new Set(await admin.listTopics())
    const [existing, missing] = [
      topics.filter(({ name }) => present.has(kafka.topicName(name))),
      topics.filter(({ name }) => !present.has(kafka.topicName(name))),
    ]
    if (existing.length > 0) {
      const { topics: found } = await admin.fetchTopicMetadata({
        topics: existing.map(({ name }) => kafka.topicName(name)),
      })
      for (const { name, partitions } of existing) {
        const has = found.find((topic) => topic.name === kafka.topicName(name))?.partitions.length
        if (has !== partitions)
          throw new Error(
            `${name} has ${has} partitions and should have ${partitions}: ` +
              'their number is fixed at birth, make a new version of the topic',
          )
      }
    }
    if (missing.length === 0) return
    const wanted = missing.map((spec) => ({
      topic: kafka.topicName(spec.name),
      numPartitions: spec.partitions,
      replicationFactor: spec.replicas,
      configEntries: Object.entries(settingsOf(spec)).map(([name, value]) => ({ name, value })),
    }))
    await admin.createTopics({ topics: wanted, waitForLeaders: true })
  })
}

function settingsOf({ kind, replicas, retentionDays }: TopicSpec): Record<string, string> {
  const safe = replicas > 1 ? { 'min.insync.replicas': String(replicas - 1) } : {}
  if (kind === 'fact')
    return {
      ...safe,
      'cleanup.policy': 'delete',
      'retention.ms': String((retentionDays ?? 30) * DAY_MS),
    }
  // Tombstones stay for a week, so that a consumer that was away for a few days still learns what
  // was erased.
  return {
    ...safe,
    'cleanup.policy': 'compact',
    'max.compaction.lag.ms': String(DAY_MS),
    'delete.retention.ms': String(7 * DAY_MS),
  }
}
