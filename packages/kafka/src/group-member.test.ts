// A member whose consumer has crashed: it runs again when only the broker was away, and is over for
// good when waiting mends nothing.
import { loggerFor } from '@pk-auto/telemetry/logger'
import { expect, test } from 'vitest'
import { joinGroup } from './group-member.ts'
import type { Kafka } from './kafka.ts'

type Crash = { payload: { error: Error; restart: boolean } }

function fake() {
  let [crashed, runs]: [(crash: Crash) => void, number] = [() => undefined, 0]
  const done = async () => undefined
  const consumer = {
    events: { CRASH: 'crash' },
    on: (_event: string, listener: (crash: Crash) => void) => void (crashed = listener),
    ...{ connect: done, subscribe: done, disconnect: done },
    run: async () => void (runs += 1),
  }
  return {
    kafka: { client: { consumer: () => consumer } } as unknown as Kafka,
    crash: (error: Error) => crashed({ payload: { error, restart: false } }),
    runs: () => runs,
  }
}

const failure = (name: string, cause?: Error) => Object.assign(new Error(name, { cause }), { name })
const unknown = failure('KafkaJSGroupCoordinatorNotFound')
const final = failure('KafkaJSTopicMetadataNotLoaded')

test.each([
  ['KafkaJSGroupCoordinatorNotFound', unknown, 2, []],
  ['the same, wrapped while it joined again', failure('KafkaJSNonRetriableError', unknown), 2, []],
  ['KafkaJSTopicMetadataNotLoaded', final, 1, ['KafkaJSTopicMetadataNotLoaded']],
])('after %s it has run as often as it should', async (_name, error, times, ends) => {
  const { kafka, crash, runs } = fake()
  const ended: string[] = []
  const stopping = new AbortController()
  await joinGroup(kafka, {
    ...{ topic: 'topic', group: 'group', eachBatch: async () => undefined },
    ...{ onEnd: ({ message }) => void ended.push(message), signal: stopping.signal },
    log: loggerFor('test'),
  })
  crash(error)
  await expect.poll(runs).toBe(times)
  stopping.abort()
  expect(ended).toEqual(ends)
})
