// The platform is at rest only when nobody has moved for two rounds.
import { expect, test } from 'vitest'
import { atRest } from './at-rest.ts'

/** Passes a fact on when it has one; at rest otherwise. */
function chain(length: number) {
  const waiting = Array.from({ length }, () => 0)
  waiting[length - 1] = 1
  return {
    waiting,
    // Facts travel from the last to the first: the one asked late moves the one asked early.
    parts: waiting.map((_, place) => ({
      async settled() {
        if (waiting[place] === 0) return true
        waiting[place] = 0
        if (place > 0) waiting[place - 1] = 1
        return false
      },
    })),
  }
}

test.for([1, 2, 5, 12])('a fact that travels through %i parts is waited for', async (length) => {
  const { parts, waiting } = chain(length)
  await atRest(parts)
  expect(waiting.every((count) => count === 0)).toBe(true)
})

test('each part is asked twice when nothing moves', async () => {
  let asked = 0
  await atRest([{ settled: async () => (asked += 1) > 0 }])
  expect(asked).toBe(2)
})
