// Words that lie a slip away from the name of a car, and are none.
import { expect, test } from 'vitest'
import { MARKET } from '../../../../test/market/market.ts'
import { understand } from '../understand.ts'
import { vocabularyOf } from '../vocabulary.ts'
import { NOISE } from './filler-words.ts'
import { ORDINARY } from './ordinary-words.ts'
import { ROAD } from './place-words.ts'

const vocabulary = vocabularyOf(MARKET)
const read = (query: string) => {
  const { terms, ranges, text } = understand(query, vocabulary, 2026)
  return { ...terms, ...ranges, text }
}
const alto = { make: ['suzuki'], model: ['alto'] }

/** Written out here once more: the words of the list alone would be compared with themselves. */
const SOME = ['class', 'change', 'kharidar', 'mehmaan', 'nishan', 'sundy', 'turat']

test('an ordinary word is no misspelt car', () => {
  const words = [...SOME, ...ORDINARY].filter((word) => !NOISE.has(word))
  for (const word of words) expect(read(`alto ${word}`)).toEqual({ ...alto, text: word })
})

test('the name of a road is no misspelt car', () => {
  for (const word of ROAD)
    expect(read(`bosan ${word} alto`)).toEqual({ ...alto, text: `bosan ${word}` })
})

test('no ordinary word is lost: whoever takes one out lowers this number', () => {
  expect(ORDINARY.size).toBeGreaterThanOrEqual(163)
})
