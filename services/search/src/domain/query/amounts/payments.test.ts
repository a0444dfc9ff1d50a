// Amounts that say nothing of the car stay out of its filters; its own beside them stay in.
import { expect, test } from 'vitest'
import { MARKET } from '../../../../test/market/market.ts'
import { understand } from '../understand.ts'
import { vocabularyOf } from '../vocabulary.ts'

const vocabulary = vocabularyOf(MARKET)
const read = (query: string) => {
  const { terms, ranges, nearPrice } = understand(query, vocabulary, 2026)
  return { ...terms, ...ranges, ...(nearPrice !== undefined && { nearPrice }) }
}

test.for([
  ['10 lac down payment', {}],
  ['advance 10 lac installment 50 hazar', {}],
  ['10 lac advance 50 hazar mahana qist', {}],
  ['30 lac advance 10 lac', { nearPrice: 3_000_000 }],
  ['30 lac tak advance 10 lac', { priceTo: 3_000_000 }],
  ['installment 2018', { yearFrom: 2018, yearTo: 2018 }],
  ['50000 km advance', { kmTo: 50_000 }],
] as const)('of «%s» what is paid first or monthly is no price', ([query, filters]) => {
  expect(read(query)).toEqual(filters)
})

test.for([
  ['token 2025 tak paid', {}],
  ['2025 tak token paid', {}],
  ['2018 token paid', { yearFrom: 2018, yearTo: 2018 }],
  ['2018 token 2025 paid', { yearFrom: 2018, yearTo: 2018 }],
] as const)('of «%s» the year of its token is not that of the car', ([query, filters]) => {
  expect(read(query)).toEqual(filters)
})

test.for([
  ['kam petrol khane wali', {}],
  ['30 lac se kam petrol', { fuel: ['petrol'], priceTo: 3_000_000 }],
] as const)('of «%s» a fuel that is saved is not asked for', ([query, filters]) => {
  expect(read(query)).toEqual(filters)
})
