// A word is found however it was typed.
import { expect, test } from 'vitest'
import { soughtWords, wordsOf } from './words.ts'

test.each([
  ['Is the Corolla still THERE?', 'is the corolla still there'],
  ['گاڑي كراچی میں', 'گاڑی کراچی میں'],
  ['مُحَمَّد', 'محمد'],
  ['آپ', 'اپ'],
  ['ھے', 'ہے'],
  ['قیمت ۳۵ لاکھ', 'قیمت 35 لاکہ'],
  ['Café', 'cafe'],
  ['bhai,kya\nhaal', 'bhai kya haal'],
  ['👍 …', ''],
])('%j is looked for as %j', (text, words) => {
  expect(wordsOf(text)).toBe(words)
})

test('two letters and more are looked for, at most eight words', () => {
  expect(soughtWords(' Corolla  کراچی ')).toEqual(['corolla', 'کراچی'])
  expect(soughtWords('a b c d e f g h i j')).toHaveLength(8)
  for (const query of ['', 'a', '?!', 'x'.repeat(101)])
    expect(() => soughtWords(query)).toThrow('INVALID_WORDS')
})
