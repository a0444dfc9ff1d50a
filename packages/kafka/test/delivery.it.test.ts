// Delivery on a real Kafka: everything arrives, repetition and disorder leave one effect, a new
// group reads from the start.
import { until } from '@pk-auto/testing/until'
import { expect, test } from 'vitest'
import { createPublisher } from '../src/publisher.ts'
import { subscribe } from '../src/subscription.ts'
import { CAR_FACTS, carEvent, CARS, projection } from './car.ts'
import { oneTopic } from './one-topic.ts'

/** A shuffle that comes out the same in every run. */
function shuffled<T>(items: readonly T[]): T[] {
  let seed = 42
  const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31
  return items
    .map((item) => ({ item, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item)
}

test('every message three times and shuffled leaves each car at its last version', async () => {
  await using topic = await oneTopic()
  await using publisher = createPublisher(topic.kafka)
  const events = Array.from({ length: 40 }, (_, car) =>
    [1, 2, 3].map((version) => carEvent(`car-${car}`, version)),
  ).flat()
  await publisher.publish(shuffled([...events, ...events, ...events]))
  const { cars, effects, handle } = projection()
  await using subscription = subscribe(CARS, {
    handle,
  })(topic.kafka)
  await subscription.caughtUp()
  expect([...cars.values()]).toEqual(Array.from({ length: 40 }, () => 3))
  expect([...effects.values()].every((times) => times === 1)).toBe(true)
  expect(await subscription.lag()).toBe(0n)
})

test('a new group starts from the beginning, and a known one where it was', async () => {
  await using topic = await oneTopic()
  await using publisher = createPublisher(topic.kafka)
  await publisher.publish([carEvent('old', 1)])
  const seen: string[] = []
  const join = () =>
    subscribe(CAR_FACTS, {
      handle: async (events) => void seen.push(...events.map(({ key }) => key)),
    })(topic.kafka)
  {
    await using first = join()
    await first.caughtUp()
  }
  await publisher.publish([carEvent('new', 1)])
  await using second = join()
  await second.caughtUp()
  expect(seen).toEqual(['old', 'new'])
})

test('events of one key arrive in order, tombstones as null, unknown kinds never', async () => {
  await using topic = await oneTopic()
  await using publisher = createPublisher(topic.kafka)
  const versions = Array.from({ length: 600 }, (_, i) => carEvent('car', i + 1))
  for (let from = 0; from < versions.length; from += 200)
    await publisher.publish(versions.slice(from, from + 200))
  await publisher.publish([
    carEvent('car', 0, { type: 'NotYetInvented' }),
    carEvent('car', 0, { value: null }),
  ])
  const seen: (number | null)[] = []
  let largest = 0
  await using subscription = subscribe(CAR_FACTS, {
    handle: async (events) => {
      largest = Math.max(largest, events.length)
      seen.push(...events.map(({ value }) => value && value.version))
    },
  })(topic.kafka)
  await subscription.caughtUp()
  expect(seen).toEqual([...versions.map((_, i) => i + 1), null])
  expect(largest).toBeLessThanOrEqual(250)
})

test('a broker takes an event of a million bytes, and refuses one of five', async () => {
  await using topic = await oneTopic()
  await using publisher = createPublisher(topic.kafka)
  const sized = (bytes: number) => carEvent('car', 1, { value: Buffer.alloc(bytes, 7) })
  await expect(publisher.publish([sized(5_000_000)])).rejects.toThrow('larger than the max')
  await publisher.publish([sized(1_000_000)])
})

test('two replicas share the work, and when one leaves the other takes it all over', async () => {
  await using topic = await oneTopic()
  await using publisher = createPublisher(topic.kafka)
  const { cars, handle } = projection()
  await using staying = subscribe(CARS, { handle })(topic.kafka)
  const leaving = subscribe(CARS, { handle })(topic.kafka)
  await publisher.publish(Array.from({ length: 30 }, (_, car) => carEvent(`car-${car}`, 1)))
  await staying.caughtUp()
  await leaving[Symbol.asyncDispose]()
  await publisher.publish(Array.from({ length: 30 }, (_, car) => carEvent(`car-${car}`, 2)))
  await staying.caughtUp()
  expect([...cars.values()]).toEqual(Array.from({ length: 30 }, () => 2))
})

test('what is published before the consumer has joined is caught up with', async () => {
  await using topic = await oneTopic()
  await using publisher = createPublisher(topic.kafka)
  const { cars, handle } = projection()
  await using _ = subscribe(CAR_FACTS, { handle })(topic.kafka)
  await publisher.publish([])
  await publisher.publish([carEvent('car', 1)])
  await until('the car is there', () => cars.get('car') === 1)
  expect(cars.get('car')).toBe(1)
})
