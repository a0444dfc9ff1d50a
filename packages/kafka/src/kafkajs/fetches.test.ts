// A stop ends what a member waits for: the pause beside a broker that leads none of its partitions,
// and a fetch that is about to be sent.
import { createRequire } from 'node:module'
import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { waitLongWhileIdle } from './fetches.ts'

const require = createRequire(import.meta.url)
type Fetch = (nodeId: number) => Promise<readonly unknown[]>
type Runner = { stop(): Promise<void> }
type Queue = { push(request: object): void }
const RequestQueue = require('kafkajs/src/network/requestQueue') as new (of: object) => Queue

test('a stop ends the pause beside a broker that has nothing for this member', async () => {
  waitLongWhileIdle()
  const group = memberWith({
    filterPartitionsByNode: () => [{ topic: 'cars', partitions: [] }],
    cluster: { brokerPool: { brokers: {} } },
  })
  const fetched = group.fetch(2)
  await runnerOf(group).stop()
  expect(await fetched).toEqual([])
})

test('a fetch that a stop ends on its way is not sent: nobody would wait for it', async () => {
  waitLongWhileIdle()
  const sent: string[] = []
  const queue = new RequestQueue({ logger: { debug: () => undefined }, requestTimeout: 1_000 })
  const send = (apiName: string) =>
    new Promise((resolve, reject) => {
      const entry = { apiName, apiKey: 1, correlationId: sent.length, resolve, reject }
      const sendRequest = () => void sent.push(apiName)
      queue.push({ entry, expectResponse: false, sendRequest })
    })
  const ready = Promise.withResolvers<void>()
  const cars = [{ topic: 'cars', partitions: [0] }]
  const group = memberWith({
    filterPartitionsByNode: () => cars,
    checkForStaleAssignment: () => undefined,
    seekOffsets: async () => undefined,
    getActiveTopicPartitions: () => ({ cars: new Set([0]) }),
    subscriptionState: { assigned: () => cars },
    offsetManager: { committedOffsets: () => ({ cars: ['0'] }), nextOffset: () => '0' },
    cluster: {
      brokerPool: { brokers: {} },
      refreshMetadataIfNecessary: () => ready.promise,
      findBroker: async () => ({
        fetch: async () => {
          await send('Fetch')
          return { responses: [] }
        },
      }),
    },
  })
  const fetched = group.fetch(2)
  await runnerOf(group).stop()
  ready.resolve()
  expect(await fetched).toEqual([])
  await turn()
  await send('LeaveGroup')
  expect(sent).toEqual(['LeaveGroup'])
})

type Member = { readonly fetch: Fetch }

/** A member of a group with one partition, and of its class what is not given here. */
const memberWith = (own: object): Member =>
  Object.assign(
    Object.create(
      (require('kafkajs/src/consumer/consumerGroup') as { prototype: Member }).prototype,
    ) as Member,
    { paused: () => [], assigned: () => [{ topic: 'cars', partitions: [0] }], ...own },
  )

const runnerOf = (consumerGroup: Member) =>
  Object.create((require('kafkajs/src/consumer/runner') as { prototype: Runner }).prototype, {
    consumerGroup: { value: consumerGroup },
    running: { value: false },
  }) as Runner
