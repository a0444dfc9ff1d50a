// How many dead letters of a group wait for a person: neither sent again nor given up.
import type { Kafka } from '../kafka.ts'

/** Offsets in the one partition of dead letters. */
export type Waiting = { readonly from: bigint; readonly to: bigint }

/** Whose committed offset says how far a person has come with them. */
export const redriverOf = (deadLetters: string): string => `${deadLetters}.redrive`

/**
 * From the broker: the truth for all processes together. `deadLetters` is the topic with its
 * prefix; undefined when there is none yet, for it is made with the first letter. What retention
 * has removed waits no more.
 */
export const waitingIn = (kafka: Kafka, deadLetters: string): Promise<Waiting | undefined> =>
  kafka.withAdmin(async (admin) => {
    if (!(await admin.listTopics()).includes(deadLetters)) return undefined
    const [all] = await admin.fetchTopicOffsets(deadLetters)
    const groupId = redriverOf(deadLetters)
    const [mine] = await admin.fetchOffsets({ groupId, topics: [deadLetters] })
    const done = BigInt(mine?.partitions[0]?.offset ?? -1)
    const [low, high] = [BigInt(all?.low ?? 0), BigInt(all?.high ?? 0)]
    return { from: done < low ? low : done, to: high }
  })

/** Their number; 0 too when none was ever put aside. */
export async function depthOf(kafka: Kafka, deadLetters: string): Promise<number> {
  const waiting = await waitingIn(kafka, deadLetters)
  if (!waiting || waiting.from > waiting.to) return 0
  return Number(waiting.to - waiting.from)
}
