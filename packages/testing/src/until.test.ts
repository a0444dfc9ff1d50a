// What was waited for in vain is named in time.
import { afterEach, expect, test } from 'vitest'
import { beginTest } from './patience.ts'
import { until } from './until.ts'

afterEach(() => beginTest())

test('waiting ends before the limit of the test, with its own sentence', async () => {
  beginTest(2_100)
  const began = performance.now()
  await expect(until('the ad is found', () => false, { timeoutMs: 60_000 })).rejects.toThrow(
    /in vain until the ad is found; last: false/,
  )
  expect(performance.now() - began).toBeLessThan(2_000)
})

test('a fact that throws is looked at again, and its last error is named', async () => {
  let looks = 0
  const laterTrue = () => {
    looks += 1
    if (looks < 3) throw new Error('not there yet')
    return true
  }
  expect(await until('it is there', laterTrue)).toBe(true)
  beginTest(2_000)
  const never = () => Promise.reject(new Error('the server is away'))
  await expect(until('it is there', never)).rejects.toThrow(/last: Error: the server is away/)
})
