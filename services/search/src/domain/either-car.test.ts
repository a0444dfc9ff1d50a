// Which wider choices a narrower one leaves alone.
import { expect, test } from 'vitest'
import { MARKET } from '../../test/market/market.ts'
import { directoryOf } from './directory.ts'
import { leftAlone } from './either-car.ts'

const directory = directoryOf(MARKET)

test.each([
  ['one car', { make: ['honda'], model: ['civic'] }, {}],
  ['a car or a make', { make: ['honda', 'kia'], model: ['civic'] }, { model: [['make', ['kia']]] }],
  [
    'a generation or a model',
    { make: ['honda', 'toyota'], model: ['civic', 'corolla'], generation: ['civic-8th'] },
    { generation: [['model', ['corolla']]] },
  ],
  [
    'a generation or a make',
    { make: ['honda', 'kia'], model: ['civic'], generation: ['civic-8th'] },
    { model: [['make', ['kia']]], generation: [['make', ['kia']]] },
  ],
  [
    'a generation, a model or a make',
    { make: ['honda', 'toyota', 'kia'], model: ['civic', 'corolla'], generation: ['civic-8th'] },
    {
      model: [['make', ['kia']]],
      generation: [
        ['model', ['corolla']],
        ['make', ['kia']],
      ],
    },
  ],
  [
    'a part of a city or a city',
    { city: ['lahore', 'multan'], area: ['model-town'] },
    { area: [['city', ['multan']]] },
  ],
  ['a model of another make', { make: ['honda', 'kia'], model: ['corolla'] }, {}],
  ['a model alone', { model: ['civic'] }, {}],
])('%s', (_, terms, expected) => {
  expect(leftAlone({ terms }, directory)).toEqual(expected)
})
