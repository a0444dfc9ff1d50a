// How far a group is behind its topic, as the broker knows it: the truth for all replicas together.
import { setTimeout as wait } from 'node:timers/promises'
import type { Kafka } from './kafka.ts'

export type Progress = {
  /** Events between the committed offsets and the ends of all partitions. */
  readonly lag: () => Promise<bigint>
  /**
   * Resolves when all events that are on the topic at the moment of the call are committed; true
   * when they were already. Rejects only with the error of `stopped`: then it never will.
   */
  readonly caughtUp: () => Promise<boolean>
}

type Ends = ReadonlyMap<number, { readonly low: bigint; readonly high: bigint }>
const POLL_MS = 10

/**
 * `topic` and `group` with their prefix. `stopped` gives an error once the subscription has ended.
 */
export function progressOf(
  kafka: Kafka,
  topic: string,
  group: string,
  stopped: () => Error | undefined,
): Progress {
  const ends = async (): Promise<Ends> => {
    const offsets = await kafka.withAdmin((admin) => admin.fetchTopicOffsets(topic))
    return new Map(
      offsets.map(({ partition, low, high }) => [
        partition,
        { low: BigInt(low), high: BigInt(high) },
      ]),
    )
  }
  const behind = async (target: Ends): Promise<bigint> => {
    const [mine] = await kafka.withAdmin((admin) =>
      admin.fetchOffsets({ groupId: group, topics: [topic] }),
    )
    const committed = new Map(
      mine?.partitions.map(({ partition, offset }) => [partition, BigInt(offset)]),
    )
    let total = 0n
    for (const [partition, { low, high }] of target) {
      // -1 means that nothing is committed yet; what retention removed is not owed either.
      const from = committed.get(partition) ?? -1n
      total += high - (from < low ? low : from > high ? high : from)
    }
    return total
  }
  /** Asks until the broker answers: an unreachable broker is not an answer. */
  const persistently = async <T>(ask: () => Promise<T>): Promise<T> => {
    for (;;) {
      const end = stopped()
      if (end) throw end
      try {
        return await ask()
      } catch {
        await wait(POLL_MS * 2)
      }
    }
  }
  return {
    lag: async () => behind(await ends()),
    async caughtUp() {
      const target = await persistently(ends)
      let already = true
      while ((await persistently(() => behind(target))) > 0n) {
        already = false
        await wait(POLL_MS)
      }
      return already
    },
  }
}
