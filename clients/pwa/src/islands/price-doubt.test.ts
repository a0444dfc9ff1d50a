// Proves that no price is sent that a person did not mean.
import { expect, test } from 'vitest'
import { weighPrice } from './price-doubt.ts'

const BEFORE = 850_000

test('a bare number is questioned, also when a price is changed', () => {
  expect(weighPrice('5', '', BEFORE)).toEqual({ kind: 'ask', rupees: 500_000 })
  expect(weighPrice('5', '5', BEFORE)).toEqual({ kind: 'sure', rupees: 500_000 })
  expect(weighPrice('55', '5', BEFORE)).toEqual({ kind: 'ask', rupees: 5_500_000, before: BEFORE })
})

test.for([
  ['8 lac', 'sure'],
  ['4.25 lac', 'sure'],
  ['4.2 lac', 'ask'],
  ['12.75 lac', 'sure'],
  ['12.8 lac', 'ask'],
  ['85 lac', 'ask'],
] as const)('after 8.5 lac, %s is %s', ([typed, kind]) => {
  expect(weighPrice(typed, '', BEFORE).kind).toBe(kind)
  expect(weighPrice(typed, typed, BEFORE).kind).toBe('sure')
})

test('a first price has nothing to be compared with', () => {
  expect(weighPrice('85 lac', '')).toEqual({ kind: 'sure', rupees: 8_500_000 })
})

test('what cannot be a price is not questioned', () => {
  expect(weighPrice('', '', BEFORE)).toEqual({
    kind: 'wrong',
    empty: true,
    problem: 'sell.price.empty',
  })
  expect(weighPrice('400', '', BEFORE)).toMatchObject({ kind: 'wrong', problem: 'sell.price.low' })
  expect(weighPrice('cheap', '')).toMatchObject({ kind: 'wrong', problem: 'sell.price.unreadable' })
})
