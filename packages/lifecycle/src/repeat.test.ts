// A background loop never overlaps, survives errors and never loses a wake.
import { expect, test, vi } from 'vitest'
import { repeat } from './repeat.ts'

const AN_HOUR = 3_600_000

test('a wake during a run starts exactly one more run, and runs never overlap', async () => {
  const gates = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  let runs = 0
  let running = 0
  let most = 0
  await using loop = repeat({
    name: 'sweep',
    service: 'catalogue',
    everyMs: AN_HOUR,
    run: async () => {
      most = Math.max(most, ++running)
      await gates[runs++]?.promise
      running--
    },
  })
  await vi.waitUntil(() => runs === 1)
  loop.wake()
  loop.wake()
  gates[0]?.resolve()
  await vi.waitUntil(() => runs === 2)
  gates[1]?.resolve()
  await vi.waitUntil(() => running === 0)
  expect({ runs, most }).toEqual({ runs: 2, most: 1 })
})

test('a run that fails is tried again after a wait', async () => {
  let runs = 0
  await using _ = repeat({
    name: 'sweep',
    service: 'catalogue',
    everyMs: 1,
    run: async () => {
      if (++runs === 1) throw new Error('first')
    },
  })
  await vi.waitUntil(() => runs >= 2)
  expect(runs).toBeGreaterThanOrEqual(2)
})

test('stopping aborts the run under way and waits for it', async () => {
  let ended = false
  const loop = repeat({
    name: 'sweep',
    service: 'catalogue',
    everyMs: AN_HOUR,
    run: async (signal) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      signal.addEventListener('abort', () => resolve())
      await promise
      ended = true
    },
  })
  await loop[Symbol.asyncDispose]()
  expect(ended).toBe(true)
})
