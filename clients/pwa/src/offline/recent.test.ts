// What was seen last stands first, is its person's alone, and goes when they do.
import { expect, test } from 'vitest'
import { addSeen, adoptSeen, clearSeen, forgetSeen, readSeen, type Seen } from './recent.ts'

const storage = (): Storage => {
  const stored = new Map<string, string>()
  return {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
    key: (at: number) => [...stored.keys()][at] ?? null,
    get length() {
      return stored.size
    },
  } as Storage
}
const ad = (id: string): Seen => ({ id, path: `/cars/${id}`, title: { en: id, ur: id }, rupees: 1 })
const idsOf = (person: string | undefined, device: () => Storage): string[] =>
  readSeen(person, device).map(({ id }) => id)

test('the latest comes first, once, and the oldest of more than twenty goes', () => {
  const one = storage()
  for (let n = 1; n <= 21; n++) addSeen(undefined, ad(`${n}`), () => one)
  addSeen(undefined, ad('5'), () => one)
  const ids = idsOf(undefined, () => one)
  expect([ids.length, ids[0], ids[1], ids.includes('1')]).toEqual([20, '5', '21', false])
})

test('who signs in takes along what they saw before, and nothing of others', () => {
  const one = storage()
  addSeen('other', ad('secret'), () => one)
  addSeen('me', ad('old'), () => one)
  addSeen(undefined, ad('new'), () => one)
  adoptSeen('me', () => one)
  expect(['me', 'other', undefined].map((person) => idsOf(person, () => one))).toEqual([
    ['new', 'old'],
    [],
    [],
  ])
})

test('clearing is for one, forgetting for all, and other storage stays', () => {
  const one = storage()
  one.setItem('automart.draft.v1', 'draft')
  addSeen('me', ad('a'), () => one)
  addSeen(undefined, ad('b'), () => one)
  clearSeen(undefined, () => one)
  expect([idsOf('me', () => one), idsOf(undefined, () => one)]).toEqual([['a'], []])
  forgetSeen(() => one)
  expect([idsOf('me', () => one), one.getItem('automart.draft.v1')]).toEqual([[], 'draft'])
})

test('what somebody else wrote there, or no storage at all, breaks nothing', () => {
  const one = storage()
  one.setItem('automart.seen.anyone', '[1,{"id":"x"},null]')
  const none = (): Storage => {
    throw new Error('denied')
  }
  addSeen('me', ad('a'), none)
  forgetSeen(none)
  expect([readSeen(undefined, () => one), readSeen('me', none)]).toEqual([[], []])
})
