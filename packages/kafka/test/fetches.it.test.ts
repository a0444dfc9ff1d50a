// How long fetches wait on a real Kafka: long at rest, shortly beside a paused partition, and a
// stop waits for none.
import { EventEmitter, once } from 'node:events'
import { until } from '@pk-auto/testing/until'
import { expect, test } from 'vitest'
import { createPublisher } from '../src/publisher.ts'
import { TOPIC, carEvent } from './car.ts'
import { oneTopic } from './one-topic.ts'

/** A consumer at rest, and how many milliseconds each fetch that was answered has taken. */
async function atRest() {
  await using stack = new AsyncDisposableStack()
  const { kafka } = stack.use(await oneTopic())
  const consumer = kafka.client.consumer({ groupId: kafka.groupName('search.fetches') })
  stack.defer(() => consumer.disconnect())
  const answered: number[] = []
  consumer.on(consumer.events.REQUEST, ({ payload }) => {
    if (payload.apiName === 'Fetch') answered.push(payload.duration)
  })
  const fetching = new EventEmitter()
  consumer.on(consumer.events.FETCH_START, () => fetching.emit('start'))
  const seen: string[] = []
  await consumer.connect()
  await consumer.subscribe({ topic: kafka.topicName(TOPIC), fromBeginning: true })
  await consumer.run({ eachMessage: async ({ message }) => void seen.push(String(message.key)) })
  const answeredAfter = async (isSuch: (ms: number) => boolean, from = answered.length) => {
    await until('such a fetch is answered', () => answered.slice(from).some(isSuch), {
      timeoutMs: 20_000,
    })
  }
  const held = stack.move()
  const end = () => held.disposeAsync()
  return { kafka, consumer, seen, fetching, answered, answeredAfter, [Symbol.asyncDispose]: end }
}

test('a fetch waits long while nothing comes, and brings what comes at once', async () => {
  await using resting = await atRest()
  await resting.answeredAfter((ms) => ms > 2_000)
  await using publisher = createPublisher(resting.kafka)
  const before = resting.answered.length
  await publisher.publish([carEvent('car', 1)])
  await resting.answeredAfter((ms) => ms < 2_000, before)
  await until('it is read', () => resting.seen.length > 0)
  expect(resting.seen).toEqual(['car'])
})

test('beside a paused partition fetches are short, so that it goes on soon', async () => {
  await using resting = await atRest()
  const topic = resting.kafka.topicName(TOPIC)
  resting.consumer.pause([{ topic, partitions: [1] }])
  await resting.answeredAfter((ms) => ms < 1_500)
  resting.consumer.resume([{ topic, partitions: [1] }])
  await resting.answeredAfter((ms) => ms > 2_000)
})

test('a stop ends the fetch under way: it is never answered, and nobody waits for it', async () => {
  await using resting = await atRest()
  await resting.answeredAfter((ms) => ms > 2_000)
  const { answered, consumer } = resting
  await once(resting.fetching, 'start')
  const before = answered.length
  await consumer.stop()
  expect(answered.slice(before)).toEqual([])
})
