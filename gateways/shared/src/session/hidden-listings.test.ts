// How long what a person has reported is remembered, and what holds while fraud is away.
import { manualClock } from '@pk-auto/kernel/clock'
import { expect, test } from 'vitest'
import type { ActorToken } from './actor-tokens.ts'
import { hiddenListings } from './hidden-listings.ts'

const person = (sessionId = 's', termsDue = false): ActorToken => ({
  ...{ token: 't', personId: 'p', sessionId, termsDue, expiresAt: new Date(0) },
})

function asked(...answers: (readonly string[] | 'away')[]) {
  const clock = manualClock(new Date())
  let count = 0
  const hidden = hiddenListings(
    {
      hiddenListings: async () => {
        const answer = answers[Math.min(count++, answers.length - 1)] ?? 'away'
        if (answer === 'away') throw new Error('away')
        return { ids: [...answer] }
      },
    },
    clock,
  )
  return { clock, hidden, count: () => count }
}

test('fraud is asked once a minute for each session', async () => {
  const { clock, hidden, count } = asked(['a'], ['a'], ['b'])
  await Promise.all([hidden.of(person()), hidden.of(person())])
  expect(count()).toBe(1)
  await hidden.of(person('another'))
  expect(count()).toBe(2)
  clock.advance(59_999)
  expect(await hidden.of(person())).toEqual(['a'])
  clock.advance(1)
  expect(await hidden.of(person())).toEqual(['b'])
})

test('what was reported a moment ago is among them, whatever fraud knows', async () => {
  const { hidden } = asked(['a'], ['a'])
  expect(await hidden.of(person())).toEqual(['a'])
  hidden.renew(person(), 'b')
  expect(await hidden.of(person())).toEqual(['b', 'a'])
  expect(await hidden.of(person('another'))).toEqual(['a'])
})

test('while fraud is away the known ones stay hidden; it is soon asked again', async () => {
  const { clock, hidden, count } = asked('away', ['a'], 'away', ['a', 'b'])
  expect(await hidden.of(person())).toEqual([])
  expect(await hidden.of(person())).toEqual([])
  expect(count()).toBe(1)
  clock.advance(5_000)
  expect(await hidden.of(person())).toEqual(['a'])
  hidden.renew(person(), 'c')
  expect(await hidden.of(person())).toEqual(['c', 'a'])
  clock.advance(5_000)
  expect(await hidden.of(person())).toEqual(['a', 'b'])
})

test('200 are the most, and whoever has the terms before them has none', async () => {
  const many = Array.from({ length: 200 }, (_, nth) => `${nth}`)
  const { hidden, count } = asked(many)
  expect(await hidden.of(person('s', true))).toEqual([])
  expect(count()).toBe(0)
  hidden.renew(person(), 'new')
  expect(await hidden.of(person())).toEqual(['new', ...many.slice(0, 199)])
})
