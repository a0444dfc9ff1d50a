// Whole questions: what is understood can be chosen instead, and what the words left are for.
import { expect, test } from 'vitest'
import { readLabelled } from '../../../test/questions/labelled.ts'
import { readTaxonomyFiles } from '../../../test/market/taxonomy-files.ts'
import { directoryOf } from '../directory.ts'
import { filtersToWire } from '../filters.ts'
import { awaited, readQuestion } from './read-question.ts'
import { vocabularyOf } from './vocabulary.ts'

const files = readTaxonomyFiles()
const taxonomy = { directory: directoryOf(files), vocabulary: vocabularyOf(files) }
const read = (q: string, filters = filtersToWire({ terms: {}, ranges: {}, flags: {} })) =>
  readQuestion({ q, filters }, taxonomy, 2026)

test('what a question was read as, chosen by hand with the words left, is the same search', () => {
  for (const { question } of readLabelled()) {
    const { filters, text, words, equipment, ranks } = read(question)
    const chosen = read(text, filtersToWire(filters))
    expect([question, filtersToWire(chosen.filters)]).toEqual([question, filtersToWire(filters)])
    expect([question, chosen]).toMatchObject([
      question,
      { understood: { terms: {}, ranges: {} }, text, words, equipment, ranks },
    ])
  }
})

test('any one of the filters read can be taken back, and the rest stays valid', () => {
  for (const { question } of readLabelled()) {
    const { filters, text } = read(question)
    const wire = filtersToWire(filters)
    for (const { name } of wire) {
      const left = wire.filter((filter) => filter.name !== name)
      const { filters: rest } = read(text, left)
      expect([question, name, filtersToWire(rest)]).toEqual([question, name, left])
    }
  }
})

test('words rank beside a car or a place, and are demanded where nothing else is known', () => {
  expect(read('civic xyz')).toMatchObject({ ranks: true, words: ['xyz'], demanded: [] })
  expect(read('lahore xyz')).toMatchObject({ ranks: true })
  expect(read('sedan xyz')).toMatchObject({ ranks: true })
  expect(read('automatic xyz')).toMatchObject({ ranks: false, demanded: ['xyz'] })
  // A saved search waits for the trim of a known car.
  expect(read('civic oriel xyz')).toMatchObject({ ranks: true, demanded: ['oriel'] })
})

test('a saved search waits for ads up to a lone price, for it cannot rank', () => {
  expect(awaited(read('civic 30 lac')).ranges).toEqual({ priceTo: 3_000_000 })
  expect(awaited(read('civic above 30 lac')).ranges).toEqual({ priceFrom: 3_000_000 })
})

test('a lone price is near only while nothing stands against it', () => {
  expect(read('civic 30 lac')).toMatchObject({
    filters: { ranges: {} },
    nearPrice: { rupees: 3_000_000, text: '30 lac' },
  })
  expect(read('civic under 30 lac').nearPrice).toBeUndefined()
  expect(read('civic 20 lac 30 lac').nearPrice).toBeUndefined()
  const chosen = (name: string, value: string) => [{ name, values: [value] }]
  expect(read('civic 30 lac', chosen('priceTo', '2000000')).nearPrice).toBeUndefined()
  expect(read('civic 30 lac', chosen('priceFrom', '2000000')).nearPrice).toBeUndefined()
})
