// A service whose database was restored reads again what it had handled since.
import { until } from '@pk-auto/testing/until'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPublisher } from '../src/publisher.ts'
import { rewind } from '../src/offsets/rewind.ts'
import { subscribe } from '../src/subscription.ts'
import { carEvent, CARS, TOPIC } from './car.ts'
import { oneTopic, type OneTopic } from './one-topic.ts'

let topic: OneTopic
beforeAll(async () => void (topic = await oneTopic()))
afterAll(() => topic[Symbol.asyncDispose]())

const event = (key: string) => carEvent(key, 1)
const handled: string[] = []
/** Reads to the topic's end, and stops. */
async function readAll(): Promise<void> {
  await using subscription = subscribe(CARS, {
    handle: async (events) => void handled.push(...events.map(({ key }) => key)),
  })(topic.kafka)
  await subscription.caughtUp()
}

test('a group goes back to the moment, reads on from there, and never goes forward', async () => {
  await using publisher = createPublisher(topic.kafka)
  await publisher.publish(['before 1', 'before 2'].map(event))
  const moment = new Date(Date.now() + 20)
  await until('the moment is over', () => Date.now() > moment.getTime())
  await publisher.publish(['behind 1', 'behind 2'].map(event))
  await readAll()
  expect(handled.toSorted()).toEqual(['before 1', 'before 2', 'behind 1', 'behind 2'])

  const order = { service: 'search', topics: [TOPIC], to: moment }
  expect(await rewind(topic.kafka, order)).toEqual([TOPIC])
  expect(await rewind(topic.kafka, order)).toEqual([])
  expect(await rewind(topic.kafka, { ...order, to: new Date() })).toEqual([])
  handled.length = 0
  await readAll()
  expect(handled.toSorted()).toEqual(['behind 1', 'behind 2'])
  // A group that has never read anything has nothing to go back from.
  expect(await rewind(topic.kafka, { ...order, service: 'nobody' })).toEqual([])
})
