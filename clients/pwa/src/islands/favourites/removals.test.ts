// What is removed goes for good once, later or when the page is left, and not when it was undone.
import type { Problem } from '@pk-auto/client-api/problem'
import { expect, test } from 'vitest'
import { removals } from './removals.ts'

const page = (problem?: Problem) => {
  const sent: string[] = []
  const done: unknown[] = []
  const waiting = new Set<() => void>()
  const list = removals({
    send: async (id) => {
      sent.push(id)
      return problem
    },
    onDone: (...what) => void done.push(what),
    later: (work) => {
      waiting.add(work)
      return () => void waiting.delete(work)
    },
  })
  return { list, sent, done, waiting }
}

test('it is sent once, when its time has come', async () => {
  const { list, sent, done, waiting } = page()
  list.begin('car')
  list.begin('car')
  expect([sent.length, waiting.size]).toEqual([0, 1])
  for (const work of waiting) work()
  list.finishAll()
  await Promise.resolve()
  expect([sent, done]).toEqual([['car'], [['car', undefined]]])
})

test('what was undone is never sent', () => {
  const { list, sent, waiting } = page()
  list.begin('car')
  list.undo('car')
  list.finishAll()
  expect([sent.length, waiting.size]).toEqual([0, 0])
})

test('leaving the page sends all of it, and a refusal comes back', async () => {
  const refusal: Problem = { status: 503, code: 'UNAVAILABLE' }
  const { list, sent, done } = page(refusal)
  for (const id of ['one', 'two']) list.begin(id)
  list.finishAll()
  await Promise.resolve()
  expect(sent).toEqual(['one', 'two'])
  expect(done).toEqual([
    ['one', refusal],
    ['two', refusal],
  ])
})
