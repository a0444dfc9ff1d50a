// Numbers in words, counted as people count.
import { expect, test } from 'vitest'
import { MARKET } from '../../../../test/market/market.ts'
import { understand } from '../understand.ts'
import { vocabularyOf } from '../vocabulary.ts'
import { NUMBER_WORDS } from './number-words.ts'

const vocabulary = vocabularyOf(MARKET)
const lac = 100_000
const read = (query: string) => {
  const { terms, ranges, nearPrice, text } = understand(query, vocabulary, 2026)
  return { ...terms, ...ranges, nearPrice, text }
}

test('number words rise, and each has a form in both scripts', () => {
  const rising = [...NUMBER_WORDS.values()]
  expect(rising).toEqual(rising.toSorted((a, b) => a - b))
  for (const value of new Set(rising)) {
    const forms = [...NUMBER_WORDS].flatMap(([word, one]) => (one === value ? [word] : []))
    const scripts = [/^[a-z]+$/, /^\p{Script=Arabic}+$/u].map((script) =>
      forms.some((form) => script.test(form)),
    )
    expect([value, ...scripts]).toEqual([value, true, true])
  }
})

// Written out here once more: the rows of market-words.test.ts compare the data with itself.
const COUNTED = [
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen ' +
    'sixteen seventeen eighteen nineteen twenty',
  'ek do teen char panch chay saat aath nau das gyara bara tera chauda pandra sola satra ' +
    'athara unnis bees',
  'ایک دو تین چار پانچ چھ سات آٹھ نو دس گیارہ بارہ تیرہ چودہ پندرہ سولہ سترہ اٹھارہ انیس بیس',
]
const OTHERS = {
  0.5: 'aadha half آدھا',
  0.75: 'paun pona پون پونے',
  1.25: 'sawa سوا',
  1.5: 'dedh derh ڈیڑھ',
  2.5: 'dhai arhai ڈھائی',
  30: 'tees thirty تیس',
  40: 'chalis forty چالیس',
}

test.for(COUNTED)('number words count as they are counted: %s', (spelled) => {
  const words = spelled.split(' ')
  expect(words.map((word) => [word, read(`${word} lac`)])).toEqual(
    words.map((word, at) => [word, { nearPrice: (at + 1) * lac, text: '' }]),
  )
})

test.for(Object.entries(OTHERS))('%s is what people say for it: %s', ([value, spelled]) => {
  for (const word of spelled.split(' '))
    expect([word, read(`${word} lac`)]).toEqual([
      word,
      { nearPrice: Number(value) * lac, text: '' },
    ])
})
