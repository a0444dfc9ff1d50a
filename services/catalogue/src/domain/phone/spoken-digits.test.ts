// Numbers in words are read up to a hundred: a gap in the table is a gap in every title check.
import { expect, test } from 'vitest'
import { digitsIn, NUMBER_WORDS } from './spoken-digits.ts'

test.for([
  ['Latin', /^[a-z]+$/],
  ['Urdu', /^\p{Script=Arabic}+$/u],
] as const)('every number below a hundred has a word in %s letters', ([, letters]) => {
  const written = [...NUMBER_WORDS].filter(([word]) => letters.test(word))
  const numbers = new Set(written.map(([, digits]) => Number(digits)))
  const absent = Array.from({ length: 100 }, (_, number) => number).filter(
    (number) => !numbers.has(number),
  )
  expect(absent).toEqual([])
})

test('a word of numbers run together is read in a moment, though some read in two ways', () => {
  const startedAt = performance.now()
  for (const word of NUMBER_WORDS.keys()) digitsIn(`${word.repeat(120).slice(0, 119)}x`)
  expect(performance.now() - startedAt).toBeLessThan(1_000)
})

test.for([
  ['zerothree', '03'],
  ['sixteenseventeen', '1617'],
  ['نواسینواسی', '8989'],
  ['03zerozero', '0300'],
  ['sixteenx', undefined],
] as const)('%s run together', ([word, digits]) => {
  expect(digitsIn(word)).toBe(digits)
})
