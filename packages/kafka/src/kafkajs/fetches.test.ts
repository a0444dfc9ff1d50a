// A member beside brokers that lead none of its partitions: it pauses there, and a stop ends that.
import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { waitLongWhileIdle } from './fetches.ts'

const require = createRequire(import.meta.url)
type Fetch = (nodeId: number) => Promise<readonly unknown[]>
type Stop = () => Promise<void>

test('a stop ends the pause beside a broker that has nothing for this member', async () => {
  waitLongWhileIdle()
  const group = Object.create(
    (require('kafkajs/src/consumer/consumerGroup') as { prototype: { fetch: Fetch } }).prototype,
    {
      paused: { value: () => [] },
      assigned: { value: () => [{ topic: 'cars', partitions: [0] }] },
      filterPartitionsByNode: { value: () => [{ topic: 'cars', partitions: [] }] },
      cluster: { value: { brokerPool: { brokers: {} } } },
    },
  ) as { fetch: Fetch }
  const runner = Object.create(
    (require('kafkajs/src/consumer/runner') as { prototype: { stop: Stop } }).prototype,
    { consumerGroup: { value: group }, running: { value: false } },
  ) as { stop: Stop }
  const fetched = group.fetch(2)
  await runner.stop()
  expect(await fetched).toEqual([])
})
