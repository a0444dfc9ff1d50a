// Who waits together, in which order, and whose failure is whose.
import { expect, test, vi } from 'vitest'
import { type Outcome, together } from './together.ts'

const soon = () => new Promise<void>((resolve) => setTimeout(resolve, 1))
const settings = { most: 3, underWay: 1, isOfAll: () => false }

test('what comes while a batch is under way is the next one, in order, up to most', async () => {
  const batches: (readonly number[])[] = []
  const add = together<number, number>(async (items) => {
    batches.push(items)
    await soon()
    return items.map((item) => ({ result: item * 2 }))
  }, settings)
  const first = add(1)
  await new Promise((resolve) => setImmediate(resolve))
  const all = [first, ...[2, 3, 4, 5].map(add)]
  expect(await Promise.all(all)).toEqual([2, 4, 6, 8, 10])
  expect(batches).toEqual([[1], [2, 3, 4], [5]])
})

test('each gets its own error, and the others their results', async () => {
  const add = together<number, number>(
    async (items) =>
      items.map((item): Outcome<number> =>
        item === 2 ? { error: new Error('two') } : { result: item },
      ),
    settings,
  )
  const settled = await Promise.allSettled([1, 2, 3].map(add))
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})

test('one that spoils a batch fails alone; what concerns all is not tried again', async () => {
  let commits = 0
  const commit = async (items: readonly number[]) => {
    commits += 1
    if (items.includes(2)) throw new Error('spoilt')
    return items.map((result) => ({ result }))
  }
  const alone = await Promise.allSettled([1, 2, 3].map(together(commit, settings)))
  expect(alone.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(commits).toBe(4)
  const ofAll = together(commit, { ...settings, isOfAll: () => true })
  const away = await Promise.allSettled([1, 2, 3].map(ofAll))
  expect(away.every(({ status }) => status === 'rejected')).toBe(true)
  expect(commits).toBe(5)
})

test('who comes alone waits for nobody; who comes soon after is gathered', async () => {
  vi.useFakeTimers()
  using _ = { [Symbol.dispose]: () => void vi.useRealTimers() }
  const begun: [number, number][] = []
  const started = performance.now()
  const commit = async (items: readonly number[]) => {
    begun.push([performance.now() - started, items.length])
    return items.map((result) => ({ result }))
  }
  const add = together(commit, { ...settings, most: 9, underWay: 2, everyMs: 5 })
  void add(1)
  await vi.advanceTimersByTimeAsync(1)
  for (let i = 0; i < 4; i += 1) {
    void add(i)
    await vi.advanceTimersByTimeAsync(1)
  }
  await vi.advanceTimersByTimeAsync(20)
  void add(2)
  await vi.advanceTimersByTimeAsync(1)
  expect(begun).toEqual([
    [0, 1],
    [5, 4],
    [25, 1],
  ])
})
