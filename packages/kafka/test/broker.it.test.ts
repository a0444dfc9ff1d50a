// The broker itself dies or hangs. On a Kafka of this file's own, since the others' must live.
import { freezeServer, killServer, restartServer, thawServer } from '@pk-auto/servers/faults'
import { resetServers, startServers } from '@pk-auto/servers/start-servers'
import { until } from '@pk-auto/testing/until'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { connectKafka } from '../src/kafka.ts'
import { createPublisher, type Publisher } from '../src/publisher.ts'
import { subscribe } from '../src/subscription.ts'
import { ensureTopics } from '../src/topics.ts'
import { carEvent, carsOn } from './car.ts'

const OFFSET = inject('offset') + 7_000
// A broker that the environment names is not ours to kill.
const ours = !process.env['KAFKA_BROKERS']
let brokers: readonly string[] = []

beforeAll(async () => {
  if (ours) brokers = (await startServers({ offset: OFFSET, only: ['kafka'] })).kafkaBrokers
})
afterAll(async () => {
  if (ours) await resetServers(OFFSET, ['kafka'])
})

/** What a relay does: the same events again until they are acknowledged. */
async function publishUntilAcknowledged(
  publisher: Publisher,
  events: ReturnType<typeof carEvent>[],
): Promise<number> {
  let refused = 0
  await until(
    'the events are acknowledged',
    () =>
      publisher.publish(events).then(
        () => true,
        () => (refused++, false),
      ),
    { timeoutMs: 50_000 },
  )
  return refused
}

async function survives(
  aggregate: string,
  during: (publisher: Publisher) => Promise<void>,
): Promise<{ seen: string[]; ended: boolean }> {
  const topic = `catalogue.${aggregate}.v1`
  await using kafka = connectKafka({ brokers, service: 'search' })
  await ensureTopics(kafka, [
    { name: topic, kind: 'state', owner: 'catalogue', partitions: 3, replicas: 1, readers: [] },
  ])
  await using publisher = createPublisher(kafka)
  const seen = new Set<string>()
  await using subscription = subscribe(carsOn(topic), {
    handle: async (events) => events.forEach(({ key }) => seen.add(key)),
  })(kafka)
  let ended = false
  subscription.failed.catch(() => (ended = true))
  await publishUntilAcknowledged(publisher, [carEvent('before', 1, { topic })])
  await subscription.caughtUp()
  await during(publisher)
  await publishUntilAcknowledged(publisher, [carEvent('after', 1, { topic })])
  await subscription.caughtUp()
  return { seen: [...seen].toSorted(), ended }
}

const ALL = { seen: ['after', 'before', 'during'], ended: false }

test.runIf(ours)(
  'a broker killed and brought back: both sides go on, nothing acknowledged is lost',
  { timeout: 120_000 },
  async () => {
    const result = await survives('killed', async (publisher) => {
      await killServer('kafka', OFFSET)
      const publishing = publishUntilAcknowledged(publisher, [
        carEvent('during', 1, { topic: 'catalogue.killed.v1' }),
      ])
      // A just killed broker may hold its port for another moment.
      await until('the broker is back', () => restartServer('kafka', OFFSET), { timeoutMs: 30_000 })
      expect(await publishing).toBeGreaterThan(0)
    })
    expect(result).toEqual(ALL)
  },
)

test.runIf(ours)(
  'a broker that hangs makes publish reject, and after it thaws everything arrives',
  { timeout: 120_000 },
  async () => {
    const result = await survives('frozen', async (publisher) => {
      await freezeServer('kafka', OFFSET)
      const event = carEvent('during', 1, { topic: 'catalogue.frozen.v1' })
      await expect(publisher.publish([event])).rejects.toThrowError('timed out')
      await thawServer('kafka', OFFSET)
      await publishUntilAcknowledged(publisher, [event])
    })
    expect(result).toEqual(ALL)
  },
)
