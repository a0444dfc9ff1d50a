// Whoever had to wait goes first.
import { expect, test } from 'vitest'
import { turns } from './turns.ts'

test('behind a message that waits the others wait, in the order in which they came', () => {
  const own = turns(() => 0)
  own.wait('c', 'one')
  for (const id of ['two', 'three']) {
    expect(own.isNext('c', id)).toBe(false)
    own.wait('c', id)
  }
  expect(own.isNext('another', 'two')).toBe(true)
  for (const id of ['one', 'two', 'three']) {
    expect(own.isNext('c', id)).toBe(true)
    own.done('c', id)
  }
  expect(own.isNext('c', 'four')).toBe(true)
})

test('a message that was given up holds nobody up for longer than ten seconds', () => {
  let now = 0
  const own = turns(() => now)
  own.wait('c', 'one')
  now = 9_999
  expect(own.isNext('c', 'two')).toBe(false)
  now = 10_000
  expect(own.isNext('c', 'two')).toBe(true)
})
