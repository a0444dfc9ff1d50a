// Proves that only years in which the model was made are offered.
import { expect, test } from 'vitest'
import { yearsOffered } from './years.ts'

const THIS_YEAR = 2026

test('a model that is no longer made has no years after its last', () => {
  const mehran = [{ slug: 'mehran-2nd', yearFrom: 2017, yearTo: 2019 }]
  expect(yearsOffered(mehran, '', THIS_YEAR)).toEqual([2019, 2018, 2017])
})

test('years between two generations are not offered, years of both are offered once', () => {
  const models = [
    { slug: 'a', yearFrom: 2000, yearTo: 2002 },
    { slug: 'b', yearFrom: 2002, yearTo: 2003 },
    { slug: 'c', yearFrom: 2025 },
  ]
  expect(yearsOffered(models, '', THIS_YEAR)).toEqual([2026, 2025, 2003, 2002, 2001, 2000])
  expect(yearsOffered(models, 'b', THIS_YEAR)).toEqual([2003, 2002])
})

test('without generations everything since 1980 is offered', () => {
  const years = yearsOffered([], '', THIS_YEAR)
  expect([years[0], years.at(-1)]).toEqual([2026, 1980])
})
