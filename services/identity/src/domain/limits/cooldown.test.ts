// How long the pause is after which code.
import { expect, test } from 'vitest'
import { cooldownMs, resendsAfter, type Cooldowns } from './cooldown.ts'

const SECOND = 1_000
const cooldowns: Cooldowns = [60 * SECOND, 120 * SECOND]
const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1) + seconds * SECOND)

test('a minute after the first code, two after every further one', () => {
  expect([0, 1, 2, 9].map((resends) => cooldownMs(cooldowns, resends) / SECOND)).toEqual([
    60, 120, 120, 120,
  ])
  expect(cooldownMs([5], 3)).toBe(5)
})

test('a code follows one that is still open, and is a first one after one that expired', () => {
  const open = { sentAt: at(0), expiresAt: at(300), resends: 1 }
  expect(resendsAfter(open, at(299))).toBe(2)
  expect(resendsAfter(open, at(300))).toBe(0)
  expect(resendsAfter(undefined, at(0))).toBe(0)
})
