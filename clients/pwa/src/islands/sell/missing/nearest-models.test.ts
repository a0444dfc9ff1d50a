// Proves that whoever types a car as they know it is offered the nearest one there is.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nearestModels } from './nearest-models.ts'

const named = (slug: string, en: string, ur: string) => ({ slug, name: { en, ur } })
const makes = [
  {
    ...named('toyota', 'Toyota', 'ٹویوٹا'),
    models: [named('corolla', 'Corolla', 'کرولا'), named('yaris', 'Yaris', 'یارس')],
  },
  {
    ...named('kia', 'Kia', 'کیا'),
    models: [named('sportage', 'Sportage', 'سپورٹیج'), named('picanto', 'Picanto', 'پکانٹو')],
  },
].map((make) => ({
  ...make,
  models: make.models.map((model) => ({ ...model, body: 'sedan', generations: [] })),
}))
const near = (make: string, model: string) =>
  nearestModels({ makes }, { make, model }).map((one) => one.model)

test('a model spelt otherwise is the first that is offered', () => {
  expect(near('toyota', 'corola')[0]).toBe('corolla')
  expect(near('kia', 'sportej')[0]).toBe('sportage')
  expect(near('ٹویوٹا', 'کرولہ')[0]).toBe('corolla')
})

test('a model typed into the field of the make is found, too', () => {
  expect(near('Sportage', '')[0]).toBe('sportage')
})

test('a car that is like none is offered none', () => {
  expect(near('Tesla', 'Cybertruck')).toEqual([])
  expect(near('', '')).toEqual([])
})

test('every model is the nearest to its own name', () => {
  const all = makes.flatMap((make) => make.models.map((model) => [make, model] as const))
  fc.assert(
    fc.property(fc.constantFrom(...all), fc.constantFrom('en', 'ur'), ([make, model], lang) => {
      const key = lang as 'en' | 'ur'
      expect(near(make.name[key].toUpperCase(), ` ${model.name[key]} `)[0]).toBe(model.slug)
    }),
  )
})
