// Spellings of small words: each is read as one form, and none gets in the way of a name.
import { expect, test } from 'vitest'
import { MARKET } from '../../../../test/market/market.ts'
import { readTaxonomyFiles } from '../../../../test/market/taxonomy-files.ts'
import { understand } from '../understand.ts'
import { vocabularyOf } from '../vocabulary.ts'
import { fold, wordForm } from './fold.ts'
import { OTHER_SPELLINGS } from './spellings.ts'

const vocabulary = vocabularyOf(MARKET)

test('every spelling is read as its form, and a form as itself', () => {
  for (const [spelling, form] of OTHER_SPELLINGS) {
    expect([spelling, wordForm(spelling)]).toEqual([spelling, form])
    expect([form, wordForm(form)]).toEqual([form, form])
  }
  expect(OTHER_SPELLINGS.size).toBeGreaterThanOrEqual(600)
})

test('no word of a name is another spelling of a small word', () => {
  const { makes, cities } = readTaxonomyFiles()
  const named = [...makes, ...makes.flatMap(({ models }) => models), ...cities]
  const words = named.flatMap(({ name }) => name.en.split(/[\s-]/)).map(fold)
  expect(words.filter((word) => OTHER_SPELLINGS.has(word))).toEqual([])
})

test('letters drawn out are drawn in: «20 lakh takkkk» is at most that', () => {
  const { ranges, text } = understand('20 lakhhhh takkkk plzzzzzz', vocabulary, 2026)
  expect([ranges, text]).toEqual([{ priceTo: 2_000_000 }, ''])
})
