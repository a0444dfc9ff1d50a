// What a partition worker does with good, bad and unlucky messages. No broker: the worker only
// decides.
import { DomainError } from '@pk-auto/kernel/domain-error'
import { loggerFor } from '@pk-auto/telemetry/logger'
import type { KafkaMessage } from 'kafkajs'
import { expect, test } from 'vitest'
import { partitionWorker, type PartitionSettings } from './partition-worker.ts'

const POISON = 'poison'
const messages = (...texts: string[]): KafkaMessage[] =>
  texts.map(
    (text, i) =>
      ({
        key: Buffer.from(text[0] ?? ''),
        value: Buffer.from(text),
        offset: String(i),
        timestamp: '0',
        attributes: 0,
      }) as KafkaMessage,
  )

function worker(
  handle: (values: (string | null)[]) => void,
  more: Partial<PartitionSettings<string>> = {},
) {
  const deadLetters: string[] = []
  const done: string[] = []
  const work = partitionWorker<string>({
    topic: 't',
    partition: 0,
    decode: (bytes) => {
      const text = Buffer.from(bytes).toString()
      if (text.endsWith(POISON)) throw new RangeError('bad bytes')
      return text.endsWith('unknown') ? undefined : text
    },
    handle: async (events) => handle(events.map(({ value }) => value)),
    onePerKey: false,
    versionOf: undefined,
    orderSensitive: false,
    deadLetters: {
      sendToDeadLetters: async ({ message }) => void deadLetters.push(String(message.value)),
      [Symbol.asyncDispose]: async () => undefined,
    },
    log: loggerFor('test', { write: () => undefined }),
    count: () => undefined,
    ...more,
  })
  const run = {
    done: (offset: string) => void done.push(offset),
    alive: async () => undefined,
    running: () => true,
  }
  return { deadLetters, done, step: (given: KafkaMessage[]) => work(given, run) }
}

test('a batch is handled at once, without unknown kinds; poison is put aside', async () => {
  const seen: unknown[] = []
  const { deadLetters, done, step } = worker((values) => void seen.push(values))
  expect(await step(messages('a1', `b${POISON}`, 'c unknown', 'd1'))).toBe(0)
  expect({ seen, deadLetters, done }).toEqual({
    seen: [['a1', 'd1']],
    deadLetters: [`b${POISON}`],
    done: ['3'],
  })
})

test('a dependency that is away is waited for, and no try is counted', async () => {
  let away = true
  const { deadLetters, done, step } = worker(() => {
    if (away) throw new DomainError('unavailable', 'POSTGRES_AWAY')
  })
  for (let i = 0; i < 20; i++) expect(await step(messages('a1'))).toBeGreaterThan(0)
  away = false
  expect(await step(messages('a1'))).toBe(0)
  expect({ deadLetters, done }).toEqual({ deadLetters: [], done: ['0'] })
})

test('a message that fails five times is put aside, and its neighbours are handled', async () => {
  const handled: unknown[] = []
  let together = 0
  const { deadLetters, done, step } = worker((values) => {
    if (values.length > 1) together++
    if (values.includes('b1')) throw new TypeError('cannot project b')
    handled.push(...values)
  })
  for (let i = 0; i < 4; i++) expect(await step(messages('a1', 'b1', 'c1'))).toBeGreaterThan(0)
  expect(deadLetters).toEqual([])
  expect(await step(messages('a1', 'b1', 'c1'))).toBe(0)
  expect({ handled, deadLetters, together, last: done.at(-1) }).toEqual({
    handled: ['a1', 'c1'],
    deadLetters: ['b1'],
    together: 5,
    last: '2',
  })
})

test('a dependency that fails between single messages puts nothing aside', async () => {
  let away = false
  const { deadLetters, done, step } = worker((values) => {
    if (values.length > 1) throw new TypeError('together')
    if (values[0] === 'b1') away = true
    if (away) throw new DomainError('deadline', 'SLOW')
  })
  for (let i = 0; i < 5; i++) expect(await step(messages('a1', 'b1'))).toBeGreaterThan(0)
  expect({ deadLetters, done }).toEqual({ deadLetters: [], done: ['0'] })
})

test('on an ordered topic later events of a key that was put aside follow it', async () => {
  const handled: unknown[] = []
  const { deadLetters, step } = worker((values) => void handled.push(...values), {
    orderSensitive: true,
  })
  await step(messages(`a${POISON}`, 'a2', 'b1'))
  await step(messages('a3', 'b2'))
  expect({ deadLetters, handled }).toEqual({
    deadLetters: [`a${POISON}`, 'a2', 'a3'],
    handled: ['b1', 'b2'],
  })
})

test('a dead letter that Kafka cannot take stops the partition and loses nothing', async () => {
  const broken = {
    sendToDeadLetters: () =>
      Promise.reject(Object.assign(new Error('x'), { name: 'KafkaJSConnectionError' })),
    [Symbol.asyncDispose]: async () => undefined,
  }
  const { done, step } = worker(() => undefined, { deadLetters: broken })
  expect(await step(messages(`a${POISON}`))).toBeGreaterThan(0)
  expect(done).toEqual([])
})
