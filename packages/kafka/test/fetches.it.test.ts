// How long fetches wait on a real Kafka: long at rest, shortly beside a paused partition, and
// neither a stop nor a change of the group waits for one.
import { until } from '@pk-auto/testing/until'
import { expect, test } from 'vitest'
import { createPublisher } from '../src/publisher.ts'
import { TOPIC, carEvent } from './car.ts'
import { oneTopic } from './one-topic.ts'

/** A consumer at rest, and how many milliseconds each fetch that was answered has taken. */
async function atRest() {
  await using stack = new AsyncDisposableStack()
  const { kafka } = stack.use(await oneTopic())
  const groupId = kafka.groupName('search.fetches')
  const consumer = kafka.client.consumer({ groupId })
  stack.defer(() => consumer.disconnect())
  const answered: number[] = []
  consumer.on(consumer.events.REQUEST, ({ payload }) => {
    if (payload.apiName === 'Fetch') answered.push(payload.duration)
  })
  let underWay = 0
  consumer.on(consumer.events.FETCH_START, () => void (underWay += 1))
  consumer.on(consumer.events.FETCH, () => void (underWay -= 1))
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
  const fetching = () => until('a fetch is under way', () => underWay > 0)
  const of = { kafka, groupId, consumer, seen, fetching, answered, answeredAfter }
  return { ...of, [Symbol.asyncDispose]: end }
}

test('a fetch waits long while nothing comes, and brings what comes at once', async () => {
  await using resting = await atRest()
  await resting.answeredAfter((ms) => ms > 8_000)
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
  await resting.answeredAfter((ms) => ms > 8_000)
})

test('a stop ends the fetch under way: it is never answered, and nobody waits for it', async () => {
  await using resting = await atRest()
  const { answered, consumer } = resting
  await resting.fetching()
  const before = answered.length
  await consumer.stop()
  expect(answered.slice(before)).toEqual([])
})

test('a member that waits long sends its heartbeats meanwhile', async () => {
  await using resting = await atRest()
  const { consumer } = resting
  await resting.fetching()
  let beats = 0
  consumer.on(consumer.events.HEARTBEAT, () => void (beats += 1))
  await resting.answeredAfter((ms) => ms > 8_000)
  expect(beats).toBeGreaterThanOrEqual(2)
})

test('a heartbeat that finds the group changing ends the fetch, and both get a share', async () => {
  await using resting = await atRest()
  const { consumer, kafka, answered } = resting
  await resting.fetching()
  const before = answered.length
  const [mine, other] = [consumer, kafka.client.consumer({ groupId: resting.groupId })]
  const partitions = new Map<unknown, number>()
  for (const member of [mine, other])
    member.on(member.events.GROUP_JOIN, ({ payload }) => {
      partitions.set(member, Object.values(payload.memberAssignment).flat().length)
    })
  await other.connect()
  await other.subscribe({ topic: kafka.topicName(TOPIC) })
  await other.run({ eachMessage: async () => undefined })
  await until('both have a share', () => partitions.size === 2, { timeoutMs: 20_000 })
  const shares = [...partitions.values()]
  await other.disconnect()
  expect(shares.toSorted((a, b) => a - b)).toEqual([1, 2])
  expect(answered.slice(before).filter((ms) => ms > 8_000)).toEqual([])
})
