// Who talks too fast waits, and is never dropped.
import { expect, test } from 'vitest'
import { messageBuckets } from './message-buckets.ts'

test('a burst of 120, then ten a second; each person for themselves', () => {
  let now = 0
  const buckets = messageBuckets(() => now)
  const burst = Array.from({ length: 121 }, () => buckets.take('ali'))
  expect(burst.slice(0, 120).every((ms) => ms === 0)).toBe(true)
  expect(burst[120]).toBe(100)
  expect(buckets.take('sana')).toBe(0)
  now += 100
  expect([buckets.take('ali'), buckets.take('ali')]).toEqual([0, 100])
  now += 60_000
  expect(Array.from({ length: 121 }, () => buckets.take('ali')).filter(Boolean)).toEqual([100])
})

test('that somebody is writing is shown once in three seconds', () => {
  let now = 0
  const buckets = messageBuckets(() => now)
  const shown = [0, 2_999, 3_000].map((at) => {
    now = at
    return buckets.type('ali')
  })
  expect(shown).toEqual([true, false, true])
})
