// Which changes of an ad are news to those who talk about it.
import { expect, test } from 'vitest'
import { type AdState, noteOn } from './note.ts'

test.each<[AdState | undefined, AdState, string | undefined]>([
  [undefined, 'live', undefined],
  [undefined, 'sold', undefined],
  ['live', 'live', undefined],
  ['live', 'sold', 'ad-sold'],
  ['live', 'over', 'ad-removed'],
  ['sold', 'live', 'ad-available'],
  ['sold', 'sold', undefined],
  ['sold', 'over', undefined],
  ['over', 'live', 'ad-available'],
  ['over', 'sold', 'ad-sold'],
])('an ad that was %s and is %s now: %s', (before, now, code) => {
  expect(noteOn(before, now)?.code).toBe(code)
})
