// Poison, failing dependencies, killed consumers, absent brokers: nothing is lost, nothing blocks.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempDisposableSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DomainError } from '@pk-auto/kernel/domain-error'
import { readTopic } from '@pk-auto/testing/topics'
import { until } from '@pk-auto/testing/until'
import { expect, test } from 'vitest'
import { connectKafka } from '../src/kafka.ts'
import { createPublisher } from '../src/publisher.ts'
import { subscribe } from '../src/subscription.ts'
import { CAR_FACTS, carEvent, carsOn, projection, TOPIC } from './car.ts'
import { oneTopic } from './one-topic.ts'

const POISON = Buffer.from([0xff, 0x00, 0x7b, 0xc3, 0x28])

test('poison goes to <group>.dlq with its original bytes, and the partition goes on', async () => {
  await using topic = await oneTopic()
  await using publisher = createPublisher(topic.kafka)
  const poison = carEvent('car', 2, { value: POISON })
  await publisher.publish([carEvent('car', 1), poison, carEvent('car', 3)])
  const { cars, handle } = projection()
  await using subscription = subscribe(CAR_FACTS, { handle })(topic.kafka)
  await subscription.caughtUp()
  expect(cars.get('car')).toBe(3)
  const [deadLetter, ...more] = await readTopic({
    brokers: topic.brokers,
    topic: `${topic.prefix}search.${TOPIC}.dlq`,
  })
  expect(more).toEqual([])
  expect(Buffer.from(deadLetter?.value ?? [])).toEqual(POISON)
  expect(deadLetter).toMatchObject({
    key: 'car',
    headers: { ce_id: poison.id, dlq_topic: TOPIC, dlq_offset: '1', dlq_reason: 'SyntaxError' },
  })
})

test('a message its handler rejects is put aside after its tries, alone', async () => {
  await using topic = await oneTopic()
  await using publisher = createPublisher(topic.kafka)
  await publisher.publish(Array.from({ length: 20 }, (_, car) => carEvent(`car-${car}`, 1)))
  const { cars, handle } = projection()
  await using subscription = subscribe(CAR_FACTS, {
    handle: async (events) => {
      if (events.some(({ key }) => key === 'car-7')) throw new TypeError('cannot process car 7')
      await handle(events)
    },
  })(topic.kafka)
  await subscription.caughtUp()
  expect(cars.size).toBe(19)
  const deadLetters = await readTopic({
    brokers: topic.brokers,
    topic: `${topic.prefix}search.${TOPIC}.dlq`,
  })
  expect(deadLetters.map(({ key }) => key)).toEqual(['car-7'])
})

test('while a dependency is away the partition waits, and nothing is put aside', async () => {
  await using topic = await oneTopic()
  await using publisher = createPublisher(topic.kafka)
  const { cars, handle } = projection()
  let away = true
  let refusals = 0
  await using subscription = subscribe(CAR_FACTS, {
    handle: async (events) => {
      if (away) {
        refusals++
        throw new DomainError('unavailable', 'POSTGRES_AWAY')
      }
      await handle(events)
    },
  })(topic.kafka)
  await publisher.publish(Array.from({ length: 100 }, (_, car) => carEvent(`car-${car}`, 1)))
  await until('it was refused more often than a message may be', () => refusals > 6, {
    timeoutMs: 30_000,
  })
  expect(await subscription.lag()).toBe(100n)
  away = false
  await subscription.caughtUp()
  expect(cars.size).toBe(100)
  expect(await topic.kafka.withAdmin((admin) => admin.listTopics())).not.toContain(
    `${topic.prefix}search.${TOPIC}.dlq`,
  )
})

test('a consumer killed between commit and offset reads again, with one effect', async () => {
  await using topic = await oneTopic()
  await using publisher = createPublisher(topic.kafka)
  await publisher.publish([carEvent('car', 1)])
  using folder = mkdtempDisposableSync(join(tmpdir(), 'kafka-kill-'))
  const file = join(folder.path, 'deliveries')
  const child = fork(new URL('./dying-worker.ts', import.meta.url), {
    env: { BROKERS: topic.brokers.join(), PREFIX: topic.prefix, FILE: file },
    execArgv: [],
  })
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
  expect(signal).toBe('SIGKILL')
  expect(readFileSync(file, 'utf8')).toBe('car@1\n')
  const { effects, handle } = projection()
  let again = 0
  await using subscription = subscribe(CAR_FACTS, {
    handle: async (events) => {
      again += events.length
      await handle(events)
    },
  })(topic.kafka)
  await subscription.caughtUp()
  expect({ again, effects: [...effects] }).toEqual({ again: 1, effects: [['car@1', 1]] })
})

test('a broker away at the start crashes nobody: publish rejects, readers retry', async () => {
  await using kafka = connectKafka({ brokers: ['127.0.0.1:1'], service: 'search' })
  const subscription = subscribe(CAR_FACTS, {
    handle: async () => undefined,
  })(kafka)
  let failed = false
  subscription.failed.catch(() => (failed = true))
  await using publisher = createPublisher(kafka)
  await expect(publisher.publish([carEvent('car', 1)])).rejects.toThrowError('Connection')
  const waiting = subscription.caughtUp().catch((error: Error) => error.message)
  await subscription[Symbol.asyncDispose]()
  expect(await waiting).toContain('was stopped')
  expect(failed).toBe(false)
})

test('a topic that is made only later is joined once it is there', async () => {
  await using topic = await oneTopic()
  const late = `${TOPIC.replace('.v1', '.v2')}`
  const seen: string[] = []
  await using subscription = subscribe(carsOn(late), {
    handle: async (events) => void seen.push(...events.map(({ key }) => key)),
  })(topic.kafka)
  await topic.kafka.withAdmin((admin) =>
    admin.createTopics({
      topics: [{ topic: topic.kafka.topicName(late), numPartitions: 1 }],
      waitForLeaders: true,
    }),
  )
  await using publisher = createPublisher(topic.kafka)
  await publisher.publish([carEvent('car', 1, { topic: late })])
  await subscription.caughtUp()
  expect(seen).toEqual(['car'])
})

test('after a rejected publish the next one works with a new producer', async () => {
  await using topic = await oneTopic()
  await using publisher = createPublisher(topic.kafka)
  await expect(
    publisher.publish([carEvent('car', 1, { topic: 'nobody.made-this.v1' })]),
  ).rejects.toThrowError('topic-partition')
  await publisher.publish([carEvent('car', 2)])
  const [record] = await readTopic({ brokers: topic.brokers, topic: `${topic.prefix}${TOPIC}` })
  expect(record).toMatchObject({
    key: 'car',
    headers: { ce_type: 'ListingChanged', ce_source: '/pk-auto/search', ce_subject: 'car' },
  })
})
