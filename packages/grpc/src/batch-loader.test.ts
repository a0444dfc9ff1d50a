// Many loads, one fetch; strangers never share a remembered answer.
import { AsyncLocalStorage } from 'node:async_hooks'
import { expect, test, vi } from 'vitest'
import { batchLoader } from './batch-loader.ts'
import { currentCall, withCall, type Call } from './call.ts'
import { retryBudget } from './limits/retry-budget.ts'

type Fetch = (keys: readonly string[]) => Promise<ReadonlyMap<string, string>>
const fetching = () =>
  vi.fn<Fetch>(
    async (keys) =>
      new Map(keys.filter((key) => key !== 'absent').map((key) => [key, key.toUpperCase()])),
  )

test('loads of one turn fetch distinct keys once, and an absent key is undefined', async () => {
  const fetch = fetching()
  const loader = batchLoader(fetch, { across: 'requests' })
  expect(
    await Promise.all([
      loader.load('a'),
      loader.load('b'),
      loader.load('a'),
      loader.load('absent'),
    ]),
  ).toEqual(['A', 'B', 'A', undefined])
  expect(fetch.mock.calls).toEqual([[['a', 'b', 'absent']]])
})

test('a batch never exceeds its maximum', async () => {
  const fetch = fetching()
  await batchLoader(fetch, { across: 'requests', max: 2 }).loadMany(['a', 'b', 'c'])
  expect(fetch.mock.calls.map(([keys]) => keys.length)).toEqual([2, 1])
})

test('while two batches are under way the next one gathers, whatever becomes of them', async () => {
  const held: PromiseWithResolvers<ReadonlyMap<string, string>>[] = []
  const fetch = vi.fn<Fetch>(() => (held.push(Promise.withResolvers()), held.at(-1)!.promise))
  const loader = batchLoader(fetch, { across: 'requests' })
  const turn = () => new Promise((resolve) => setImmediate(resolve))
  const loads: Promise<unknown>[] = []
  for (const key of ['a', 'b', 'c', 'd']) {
    loads.push(loader.load(key).catch(() => 'failed'))
    await turn()
  }
  expect(fetch.mock.calls).toEqual([[['a']], [['b']]])
  held[0]?.reject(new Error('away'))
  await loads[0]
  await turn()
  expect(fetch.mock.calls.slice(2)).toEqual([[['c', 'd']]])
  for (const one of held) one.resolve(new Map())
  expect(await Promise.all(loads)).toEqual(['failed', undefined, undefined, undefined])
})

test('across requests nothing is remembered; within one, everything is', async () => {
  const [shared, own] = [fetching(), fetching()]
  const [sharedLoader, ownLoader] = [
    batchLoader(shared, { across: 'requests' }),
    batchLoader(own, { across: 'request' }),
  ]
  for (const loader of [sharedLoader, sharedLoader, ownLoader, ownLoader]) await loader.load('a')
  expect([shared.mock.calls.length, own.mock.calls.length]).toEqual([2, 1])
})

test('a shared batch does not run under the deadline of its first caller', async () => {
  const seen: unknown[] = []
  const loader = batchLoader<string, string>(async () => (seen.push(currentCall()), new Map()), {
    across: 'requests',
  })
  await withCall({ method: '/x/Y' } as Call, () => loader.load('a'))
  expect(seen).toEqual([undefined])
})

test('a batch that waited runs in the flow of its own first caller', async () => {
  const flow = new AsyncLocalStorage<string>()
  const seen: unknown[] = []
  const loader = batchLoader<string, string>(
    async () => {
      seen.push(flow.getStore())
      await new Promise((resolve) => setImmediate(resolve))
      return new Map()
    },
    { across: 'requests', max: 1 },
  )
  const callers = ['first', 'second', 'third', 'fourth']
  await Promise.all(callers.map((caller) => flow.run(caller, () => loader.load(caller))))
  expect(seen).toEqual(callers)
})

test('a failed fetch fails each of its loads and nothing after it', async () => {
  const fetch = fetching().mockRejectedValueOnce(new Error('away'))
  const loader = batchLoader(fetch, { across: 'request' })
  await expect(loader.load('a')).rejects.toThrow('away')
  expect(await loader.load('b')).toBe('B')
})

test('retries are a tenth of the calls, after a first handful', () => {
  const budget = retryBudget()
  let retried = 0
  for (let call = 0; call < 1_000; call += 1) {
    budget.earn()
    if (budget.spend()) retried += 1
  }
  expect(retried).toBeGreaterThanOrEqual(105)
  expect(retried).toBeLessThanOrEqual(110)
})
