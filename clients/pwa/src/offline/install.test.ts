// The app offers itself to those who got something from it, and takes no for an answer.
import { expect, test } from 'vitest'
import { earnInstall, isFirstPage, mayOffer, noteInstalled, refuseInstall } from './install.ts'

const storage = (): Storage => {
  const stored = new Map<string, string>()
  return {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
  } as Storage
}
const DAY = 86_400_000

test('nothing is offered before anything was earned', () => {
  const one = storage()
  expect(mayOffer(0, () => one)).toBe(false)
  earnInstall(() => one)
  expect(mayOffer(0, () => one)).toBe(true)
})

test('a no is a no for sixty days, an installed app is not offered again', () => {
  const one = storage()
  earnInstall(() => one)
  refuseInstall(DAY, () => one)
  earnInstall(() => one)
  expect([2, 60, 61, 62].map((day) => mayOffer(day * DAY, () => one))).toEqual([
    ...[false, false, false, true],
  ])
  noteInstalled(() => one)
  expect(mayOffer(100 * DAY, () => one)).toBe(false)
})

test('the first page of a tab is the first once; without storage every page is', () => {
  const one = storage()
  const none = (): Storage => {
    throw new Error('denied')
  }
  expect([isFirstPage(() => one), isFirstPage(() => one)]).toEqual([true, false])
  earnInstall(none)
  expect([isFirstPage(none), isFirstPage(none), mayOffer(0, none)]).toEqual([true, true, false])
})
