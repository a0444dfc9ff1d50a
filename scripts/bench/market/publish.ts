// Puts ads on the topic of listings as catalogue would, for benchmarks that need a market of many.
import { connectKafka } from '@pk-auto/kafka/kafka'
import { createPublisher } from '@pk-auto/kafka/publisher'
import { newId } from '@pk-auto/kernel/id'
import type { ProcessPlatform } from '@pk-auto/platform/processes/processes'
import type { ListingEvent } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import { LISTINGS } from '@pk-auto/proto/topics'
import { until } from '@pk-auto/testing/until'
import { adOf } from './ads.ts'
import type { Words } from './words.ts'

export type Market = AsyncDisposable & {
  /** So many new ads, of the same random numbers at every run. Resolves when Kafka has them. */
  publish(count: number): Promise<void>
  /** So many a second by the clock, whatever comes back, until disposed of. */
  flow(perSecond: number): AsyncDisposable
}

const BATCH = 200
const FLOW_EVERY_MS = 100

/** As catalogue's outbox puts it on the topic. */
export const recordOf = (event: ListingEvent, at: Date) => ({
  ...{ id: newId(), topic: LISTINGS.name, type: LISTINGS.type, at },
  ...{ key: LISTINGS.key(event), value: LISTINGS.encode(event) },
})

export function openMarket(platform: ProcessPlatform, random: () => number, words?: Words): Market {
  const { KAFKA_BROKERS: brokers = '', KAFKA_TOPIC_PREFIX: topicPrefix = '' } =
    platform.env('catalogue')
  const kafka = connectKafka({ brokers: brokers.split(','), topicPrefix, service: 'catalogue' })
  const publisher = createPublisher(kafka)

  async function publish(count: number): Promise<void> {
    for (let sent = 0; sent < count; sent += BATCH) {
      const at = new Date()
      const batch = Array.from({ length: Math.min(BATCH, count - sent) }, () =>
        adOf(random, at, words),
      )
      await publisher.publish(batch.map((event) => recordOf(event, at)))
    }
  }
  return {
    publish,
    flow(perSecond) {
      const ended = new AbortController()
      const flowing = (async () => {
        const began = performance.now()
        for (let sent = 0; !ended.signal.aborted;) {
          const due = Math.floor(((performance.now() - began) / 1_000) * perSecond)
          await publish(due - sent)
          sent = due
          await new Promise((resolve) => setTimeout(resolve, FLOW_EVERY_MS))
        }
      })()
      return {
        async [Symbol.asyncDispose]() {
          ended.abort()
          await flowing
        },
      }
    },
    async [Symbol.asyncDispose]() {
      await publisher[Symbol.asyncDispose]()
      await kafka[Symbol.asyncDispose]()
    },
  }
}

/** Resolves when all are there; a million take a while. @throws Error after an hour */
export const untilIndexed = (platform: ProcessPlatform, ads: number): Promise<true> =>
  until(
    'every ad is in the index',
    async () => {
      const [counted] = await platform.rows<{ docs: string; due: string }>(
        'search',
        `select (select count(*) from search_doc) as docs, (select count(*) from index_due) as due`,
      )
      return Number(counted?.docs) >= ads && counted?.due === '0'
    },
    { timeoutMs: 3_600_000 },
  )
