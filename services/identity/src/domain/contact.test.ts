// When somebody answers calls.
import { expect, test } from 'vitest'
import { ANY_WAY, contactProblems, sameContact } from './contact.ts'

const problemsOf = (from: string, to: string) =>
  contactProblems({ ...ANY_WAY, hours: { from, to } }).map(({ path }) => path)

test('hours are two different times of a day, across midnight too', () => {
  expect(problemsOf('09:00', '21:00')).toEqual([])
  expect(problemsOf('20:00', '01:00')).toEqual([])
  expect(problemsOf('9:00', '24:00')).toEqual(['contact.hours.from', 'contact.hours.to'])
  expect(problemsOf('09:00', '09:00')).toEqual(['contact.hours.to'])
  expect(contactProblems(ANY_WAY)).toEqual([])
})

test('two ways to be reached are the same when nothing about them differs', () => {
  const hours = { from: '09:00', to: '21:00' }
  expect(sameContact({ ...ANY_WAY, hours }, { ...ANY_WAY, hours: { ...hours } })).toBe(true)
  expect(sameContact({ ...ANY_WAY, hours }, ANY_WAY)).toBe(false)
})
