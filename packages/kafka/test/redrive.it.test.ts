// Dead letters are looked at and sent again: once, in order, and a key that was put aside comes
// back to life with them.
import { metricsText } from '@pk-auto/telemetry/metrics'
import { until } from '@pk-auto/testing/until'
import { expect, test } from 'vitest'
import { deadLetterBox, groupsWithDeadLetters } from '../src/dead-letters/redrive.ts'
import { createPublisher } from '../src/publisher.ts'
import { subscribe } from '../src/subscription.ts'
import { CAR_FACTS, carEvent, TOPIC } from './car.ts'
import { oneTopic } from './one-topic.ts'

const GROUP = `search.${TOPIC}`
const ORDERED = { ...CAR_FACTS, ordered: true }

test('what was put aside is listed with its reason until it is sent again', async () => {
  await using topic = await oneTopic()
  await using publisher = createPublisher(topic.kafka)
  const event = carEvent('car', 1)
  await publisher.publish([event])
  let broken = true
  const versions: number[] = []
  await using subscription = subscribe(CAR_FACTS, {
    handle: async (events) => {
      if (broken) throw new TypeError('this build cannot')
      versions.push(...events.map(({ value }) => value!.version))
    },
  })(topic.kafka)
  await subscription.caughtUp()
  const box = deadLetterBox(topic.kafka, GROUP)
  expect(await groupsWithDeadLetters(topic.kafka)).toEqual([GROUP])
  expect(await box.list()).toMatchObject([
    { key: 'car', topic: TOPIC, eventId: event.id, reason: 'TypeError' },
  ])
  broken = false
  expect(await box.redrive()).toBe(1)
  await subscription.caughtUp()
  expect(versions).toEqual([1])
  expect(await box.list()).toEqual([])
  expect(await box.redrive()).toBe(0)
})

test('a key that was put aside goes on in its order behind what is sent again', async () => {
  await using topic = await oneTopic()
  await using publisher = createPublisher(topic.kafka)
  let broken = true
  const versions: number[] = []
  await using subscription = subscribe(ORDERED, {
    handle: async (events) => {
      if (broken && events.some(({ value }) => value!.version === 2)) throw new TypeError('no')
      versions.push(...events.map(({ value }) => value!.version))
    },
  })(topic.kafka)
  await publisher.publish([1, 2, 3].map((version) => carEvent('car', version)))
  await subscription.caughtUp()
  const box = deadLetterBox(topic.kafka, GROUP)
  // 3 was parked behind 2.
  expect((await box.list()).length).toBe(2)
  // Sent again before anything is mended, both come back, in order.
  await box.redrive()
  await subscription.caughtUp()
  expect(versions).toEqual([1])
  expect((await box.list()).map(({ reason }) => reason)).toEqual([
    'TypeError',
    'EARLIER_EVENT_DEAD',
  ])
  broken = false
  await box.redrive()
  await subscription.caughtUp()
  await publisher.publish([carEvent('car', 4)])
  await subscription.caughtUp()
  expect(versions).toEqual([1, 2, 3, 4])
  expect(await box.list()).toEqual([])
})

test('how many wait is on the page of metrics for as long as they do, not just once', async () => {
  await using topic = await oneTopic()
  await using publisher = createPublisher(topic.kafka)
  const box = deadLetterBox(topic.kafka, GROUP)
  expect(await box.depth()).toBe(0)
  await publisher.publish([carEvent('one', 1), carEvent('two', 1), carEvent('three', 1)])
  const subscribed = () =>
    subscribe(CAR_FACTS, {
      handle: async () => {
        throw new TypeError('no build can')
      },
    })(topic.kafka)
  {
    await using first = subscribed()
    await first.caughtUp()
  }
  await using _after = subscribed()
  const series = `kafka_dead_letters{service="search",topic="${TOPIC}"} 3`
  await until('a process that put none aside says 3', async () =>
    (await metricsText()).includes(series),
  )
  const [oldest] = await box.list()
  await box.discard(oldest!.offset)
  expect(await box.depth()).toBe(2)
  await expect(box.discard(oldest!.offset)).rejects.toThrow(/lists them/)
  expect((await box.list()).map(({ offset }) => offset)).not.toContain(oldest!.offset)
})

test('a group that never had one says so', async () => {
  await using topic = await oneTopic()
  expect(await groupsWithDeadLetters(topic.kafka)).toEqual([])
  await expect(deadLetterBox(topic.kafka, GROUP).list()).rejects.toThrow('no dead letters')
})
