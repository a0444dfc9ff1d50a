// The topics of the platform as the broker has them: created by a command or a test, never by a
// producer.
import { setTimeout as wait } from 'node:timers/promises'
import type { Admin, ITopicConfig } from 'kafkajs'
import { parse } from 'yaml'
import type { Kafka } from './kafka.ts'

export type Profile = 'development' | 'test' | 'production'

/** What the broker must know of a topic, besides its figures. The handles of the contract fit. */
export type TopicKind = {
  /** `<owner>.<aggregate>.v<number>` */
  readonly name: string
  /** state: compacted, the last event of each key stays. fact: every event, for `retentionDays`. */
  readonly kind: 'state' | 'fact'
}

export type TopicSpec = TopicKind & {
  /** The service in the name. */
  readonly owner: string
  /** Fixed at birth: changing it would move keys to other partitions. */
  readonly partitions: number
  readonly replicas: number
  /** Services that consume it. */
  readonly readers: readonly string[]
  /** Of a fact topic. */
  readonly retentionDays?: number
}

const DAY_MS = 86_400_000
const READY_WITHIN_MS = 10_000
const POLL_MS = 50

type Figures = {
  partitions?: Record<string, unknown>
  retentionDays?: unknown
  readers?: unknown
} | null

/**
 * The topics of the contract with their figures from topics.yaml for one profile (test counts as
 * development), in the order of the file.
 * @throws Error naming the topic and what is wrong with it: also one that only the file or only the
 * contract has
 */
export function readTopics(
  yamlText: string,
  contract: readonly TopicKind[],
  profile: Profile = 'development',
): TopicSpec[] {
  const file = parse(yamlText) as {
    replicas?: Record<string, number>
    topics?: Record<string, Figures>
  } | null
  const place = profile === 'production' ? 'production' : 'development'
  const figures = file?.topics
  if (typeof figures !== 'object' || Array.isArray(figures))
    throw new Error('topics.yaml: the map `topics` is missing')
  const absent = contract.find(({ name }) => !(name in figures))
  if (absent) throw new Error(`topics.yaml: ${absent.name}: is in the contract, but not here`)
  return Object.entries(figures).map(([name, each]): TopicSpec => {
    const wrong = (what: string) => new Error(`topics.yaml: ${name}: ${what}`)
    const kind = contract.find((topic) => topic.name === name)?.kind
    if (kind === undefined) throw wrong('has no handle in proto/src/topics')
    const { partitions: counts, retentionDays, readers, ...others } = each ?? {}
    const [other] = Object.keys(others)
    if (other !== undefined) throw wrong(`${other} is not read here: the handle has the rest`)
    const partitions = counts?.[place]
    if (typeof partitions !== 'number' || !Number.isInteger(partitions) || partitions < 1)
      throw wrong(`partitions.${place} must be a number above 0`)
    if (!Array.isArray(readers) || !readers.every((reader) => typeof reader === 'string'))
      throw wrong('readers must be a list of services; nobody is []')
    if (kind === 'state' && retentionDays !== undefined)
      throw wrong('a state topic has no retentionDays: it is compacted')
    if (kind === 'fact' && typeof retentionDays !== 'number')
      throw wrong('a fact topic needs retentionDays')
    return {
      name,
      kind,
      owner: name.slice(0, name.indexOf('.')),
      partitions,
      replicas: file?.replicas?.[place] ?? 1,
      readers,
      ...(typeof retentionDays === 'number' && { retentionDays }),
    }
  })
}

/**
 * Creates the topics that are missing, under the connection's prefix. Idempotent. @throws Error
 * when one exists with another number of partitions
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
    await createTopics(admin, wanted)
  })
}

/**
 * Creates them, existing ones aside, and resolves when each can be written to. The client's own
 * `waitForLeaders` gives up when a broker does not know yet what it has just created, and trusts
 * metadata, which name a leader a moment before it leads.
 * @throws Error of the broker when they are not there after 10 s
 */
export async function createTopics(admin: Admin, topics: readonly ITopicConfig[]): Promise<void> {
  await admin.createTopics({ topics: [...topics], waitForLeaders: false })
  for (const end = performance.now() + READY_WITHIN_MS; ; await wait(POLL_MS)) {
    try {
      // Offsets are asked of the leaders themselves.
      await Promise.all(topics.map(({ topic }) => admin.fetchTopicOffsets(topic)))
      return
    } catch (error) {
      if (performance.now() > end) throw error
    }
  }
}

function settingsOf({ kind, replicas, retentionDays }: TopicSpec): Record<string, string> {
  const safe = replicas > 1 ? { 'min.insync.replicas': String(replicas - 1) } : {}
  if (kind === 'fact')
    return {
      ...safe,
      'cleanup.policy': 'delete',
      'retention.ms': String((retentionDays ?? 30) * DAY_MS),
    }
  // Tombstones stay for a week: a consumer that was away for days still gets them.
  return {
    ...safe,
    'cleanup.policy': 'compact',
    'max.compaction.lag.ms': String(DAY_MS),
    'delete.retention.ms': String(7 * DAY_MS),
  }
}
