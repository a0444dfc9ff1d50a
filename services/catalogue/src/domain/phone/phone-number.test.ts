// Titles with a number to call in them, and titles of cars: a hundred and more of each.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CARS, NUMBERS } from '../../../test/sample-titles.ts'
import { holdsPhoneNumber } from './phone-number.ts'

describe('a title with a number to call', () => {
  test.each(NUMBERS.map((title) => [title]))('%s', (title) => {
    expect(holdsPhoneNumber(title)).toBe(true)
  })
})

describe('a title of a car', () => {
  test.each(CARS.map((title) => [title]))('%s', (title) => {
    expect(holdsPhoneNumber(title)).toBe(false)
  })
})

/** The zeros of five scripts. */
const ZEROS = ['0', '۰', '٠', '०', '０']
const mobile = fc
  .tuple(fc.integer({ min: 30, max: 36 }), fc.integer({ min: 0, max: 99_999_999 }))
  .map(([network, rest]) => `0${network}${String(rest).padStart(8, '0')}`)
const gaps = fc.array(fc.constantFrom('', ' ', '-', '.', ' - ', '/'), {
  minLength: 7,
  maxLength: 7,
})

test('every mobile number is seen in every script, however it is spaced after its prefix', () => {
  fc.assert(
    fc.property(mobile, gaps, fc.constantFrom(...ZEROS), (number, between, zero) => {
      const digits = Array.from(number, (digit) =>
        String.fromCodePoint((zero.codePointAt(0) ?? 0) + Number(digit)),
      )
      const written = digits.map((digit, at) => `${between[at - 4] ?? ''}${digit}`).join('')
      expect(holdsPhoneNumber(`Corolla 2016 ${written}`)).toBe(true)
    }),
  )
})

test('there are a hundred of each, and none stands twice', () => {
  for (const titles of [NUMBERS, CARS]) {
    expect(titles.length).toBeGreaterThanOrEqual(100)
    expect(new Set(titles).size).toBe(titles.length)
  }
})

test('the longest title is read in a moment, whatever it is made of', () => {
  const startedAt = performance.now()
  for (const part of ['0', 'zero ', '3 ', 'a1', 'o', '1,', '.1', 'do', 'sixteen', '1-', 'l1o'])
    holdsPhoneNumber(`${part.repeat(120).slice(0, 119)}x`)
  expect(performance.now() - startedAt).toBeLessThan(1_000)
})
