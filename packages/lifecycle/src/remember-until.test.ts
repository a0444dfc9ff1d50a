// What is remembered, for how long, and that a process at rest holds nothing that is over.
import { manualClock } from '@pk-auto/kernel/clock'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { rememberUntil } from './remember-until.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function fixture(capacity = 10) {
  const clock = manualClock(new Date('2026-03-01T08:00:00Z'))
  const pass = (ms: number) => {
    clock.advance(ms)
    vi.advanceTimersByTime(ms)
  }
  const known = rememberUntil<string>(capacity, clock)
  const remember = (key: string, ms: number) => known.set(key, key, clock.now().getTime() + ms)
  return { clock, pass, known, remember }
}

test('it holds until its moment, and not a millisecond longer', () => {
  const { clock, known, remember } = fixture()
  remember('a', 1_000)
  clock.advance(999)
  expect(known.get('a')).toBe('a')
  clock.advance(1)
  expect(known.get('a')).toBeUndefined()
})

test('what is over goes by itself, though nobody asks any more; what holds stays', () => {
  const { pass, known, remember } = fixture()
  remember('a', 60_000)
  pass(30_000)
  remember('b', 60_000)
  pass(35_000)
  expect([known.size, known.get('b')]).toEqual([1, 'b'])
  pass(30_000)
  expect(known.size).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})

test('when it is full the oldest goes; what was set anew is not the oldest', () => {
  const { known, remember } = fixture(2)
  for (const key of ['a', 'b', 'a', 'c']) remember(key, 1_000)
  expect(['a', 'b', 'c'].map((key) => known.get(key))).toEqual(['a', undefined, 'c'])
  known.forget('a')
  expect([known.get('a'), known.size]).toEqual([undefined, 1])
})
