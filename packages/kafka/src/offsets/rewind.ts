// Sets a service's consumers back in time: its database was restored to an earlier moment, and what
// it had handled since then must come again.
import type { Kafka } from '../kafka.ts'

/**
 * Groups of this service on these topics, none of which may run, go back to `to`, and none goes
 * forward. Idempotent. Returns the topics on which one stood later.
 * @throws Error of the broker when a group still has members
 */
export async function rewind(
  kafka: Kafka,
  { service, topics, to }: { service: string; topics: readonly string[]; to: Date },
): Promise<string[]> {
  const rewound: string[] = []
  for (const topic of topics) {
    const [name, groupId] = [kafka.topicName(topic), kafka.groupName(`${service}.${topic}`)]
    const later = await kafka.withAdmin(async (admin) => {
      const [committed] = await admin.fetchOffsets({ groupId, topics: [name] })
      const then = await admin.fetchTopicOffsetsByTimestamp(name, to.getTime())
      const at = new Map(then.map(({ partition, offset }) => [partition, BigInt(offset)]))
      const partitions = (committed?.partitions ?? []).flatMap(({ partition, offset }) => {
        const back = at.get(partition)
        if (back === undefined || BigInt(offset) <= back) return []
        return [{ partition, offset: String(back) }]
      })
      if (partitions.length > 0) await admin.setOffsets({ groupId, topic: name, partitions })
      return partitions.length > 0
    })
    if (later) rewound.push(topic)
  }
  return rewound
}
