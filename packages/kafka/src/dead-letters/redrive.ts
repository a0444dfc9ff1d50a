// What a person does with dead letters: look at them, and send them again to the topic that they
// came from, once whatever killed them is mended.
import { type IHeaders, type KafkaMessage, Partitioners } from 'kafkajs'
import type { Kafka } from '../kafka.ts'
import { depthOf, redriverOf, type Waiting, waitingIn } from './depth.ts'

export type DeadLetter = {
  /** Its place among the dead letters. */
  readonly offset: string
  /** Where it came from, without the prefix. */
  readonly topic: string
  readonly key: string
  readonly eventId: string
  readonly type: string
  readonly reason: string
  /** When it was put aside. */
  readonly at: string
  readonly value: Uint8Array | null
}

export type DeadLetterBox = {
  /** How many were not sent again yet; 0 too for a group that never had one. */
  depth(): Promise<number>
  /** Those that were not sent again yet, oldest first. Changes nothing. */
  list(): Promise<DeadLetter[]>
  /**
   * Sends all of them again, in their order, and notes how far it came only when Kafka has them:
   * killed in between it sends some twice, which consumers bear. Resolves with their number.
   */
  redrive(): Promise<number>
  /**
   * Gives up the oldest ones, up to and with this one: they wait no more, and their bytes stay
   * until retention. @throws Error for one that does not wait
   */
  discard(offset: string): Promise<void>
}

/** On the first of its key that is sent again: from here on the key is no longer put aside. */
const FREES_KEY = 'dlq_frees_key'
/** The same, as older builds write and read it: both are sent until none of them runs. */
const FREES_KEY_BEFORE = 'dlq_unparks'
const MAX_BATCH = 200

/** True for a message by which an ordered topic's consumer handles its key again. */
export const freesKey = ({ headers }: KafkaMessage): boolean =>
  headers?.[FREES_KEY] !== undefined || headers?.[FREES_KEY_BEFORE] !== undefined

/** Groups that have dead letters, sent again or not: names without the prefix. */
export const groupsWithDeadLetters = (kafka: Kafka): Promise<string[]> =>
  kafka.withAdmin(async (admin) => {
    const prefix = kafka.topicName('')
    return (await admin.listTopics())
      .filter((name) => name.startsWith(prefix) && name.endsWith('.dlq'))
      .map((name) => name.slice(prefix.length, -'.dlq'.length))
      .toSorted()
  })

/** `group` is `<service>.<topic>`, without the prefix. @throws Error when it has no dead letters */
export function deadLetterBox(kafka: Kafka, group: string): DeadLetterBox {
  const topic = `${kafka.groupName(group)}.dlq`
  const redriver = redriverOf(topic)

  const range = async (): Promise<Waiting> => {
    const waiting = await waitingIn(kafka, topic)
    if (waiting) return waiting
    throw new Error(`${group} has no dead letters: none was ever put aside for it`)
  }
  const doneWith = (last: bigint) =>
    kafka.withAdmin((admin) =>
      admin.setOffsets({
        groupId: redriver,
        topic,
        partitions: [{ partition: 0, offset: String(last + 1n) }],
      }),
    )

  const read = async (): Promise<KafkaMessage[]> => {
    const { from, to } = await range()
    return from >= to ? [] : readRange(kafka, topic, { from, to, groupId: `${redriver}.look` })
  }
  return {
    depth: () => depthOf(kafka, topic),
    async list() {
      return (await read()).map(letterOf)
    },
    async discard(offset) {
      const { from, to } = await range()
      const last = BigInt(offset)
      if (last < from || last >= to)
        throw new Error(`no dead letter ${offset} waits: scripts/dead-letters ${group} lists them`)
      await doneWith(last)
    },
    async redrive() {
      const messages = await read()
      const producer = kafka.client.producer({
        allowAutoTopicCreation: false,
        createPartitioner: Partitioners.DefaultPartitioner,
      })
      await producer.connect()
      try {
        const seen = new Set<string>()
        for (let from = 0; from < messages.length; from += MAX_BATCH) {
          const batch = messages.slice(from, from + MAX_BATCH)
          // One after the other: a batch over several topics would lose the order of a key.
          for (const message of batch) await resend(message, seen)
          const last = BigInt(batch.at(-1)!.offset)
          await doneWith(last)
        }
      } finally {
        await producer.disconnect()
      }
      return messages.length

      async function resend(message: KafkaMessage, seen: Set<string>): Promise<void> {
        const source = text(message, 'dlq_topic')
        const place = `${source} ${message.key?.toString() ?? ''}`
        const headers: IHeaders = Object.fromEntries(
          Object.entries(message.headers ?? {}).filter(([name]) => !name.startsWith('dlq_')),
        )
        if (!seen.has(place)) headers[FREES_KEY] = headers[FREES_KEY_BEFORE] = '1'
        seen.add(place)
        await producer.send({
          topic: kafka.topicName(source),
          acks: -1,
          messages: [{ key: message.key, value: message.value, headers }],
        })
      }
    },
  }
}

const text = ({ headers }: KafkaMessage, name: string): string => String(headers?.[name] ?? '')

const letterOf = (message: KafkaMessage): DeadLetter => ({
  offset: message.offset,
  topic: text(message, 'dlq_topic'),
  key: message.key?.toString() ?? '',
  eventId: text(message, 'ce_id'),
  type: text(message, 'ce_type'),
  reason: text(message, 'dlq_reason'),
  at: text(message, 'dlq_at'),
  value: message.value,
})

/** The messages of partition 0 with offsets in [from, to), without committing anything. */
async function readRange(
  kafka: Kafka,
  topic: string,
  { from, to, groupId }: { from: bigint; to: bigint; groupId: string },
): Promise<KafkaMessage[]> {
  const consumer = kafka.client.consumer({ groupId, allowAutoTopicCreation: false })
  const found: KafkaMessage[] = []
  const { promise: whole, resolve } = Promise.withResolvers<void>()
  await consumer.connect()
  try {
    await consumer.subscribe({ topic, fromBeginning: true })
    await consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch: { messages, highWatermark } }) => {
        for (const message of messages) {
          const offset = BigInt(message.offset)
          const next = BigInt(found.at(-1)?.offset ?? from - 1n) + 1n
          if (offset >= next && offset < to) found.push(message)
        }
        // Retention leaves gaps, so the end is an offset and no number of messages.
        const reached = BigInt(messages.at(-1)?.offset ?? -1) + 1n
        if (reached >= to || reached >= BigInt(highWatermark)) resolve()
      },
    })
    consumer.seek({ topic, partition: 0, offset: String(from) })
    await whole
    return found
  } finally {
    await consumer.disconnect()
  }
}
