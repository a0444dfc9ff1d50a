// Proves that a slug is shown by its name in the visitor's language, whatever else was chosen.
import type { Taxonomy } from '@pk-auto/client-api/pwa.gen'
import { expect, test } from 'vitest'
import { namesOf } from './labels.ts'

const term = (slug: string, en: string, ur: string) => ({ slug, name: { en, ur } })
const taxonomy = {
  makes: [
    { ...term('honda', 'Honda', 'ہونڈا'), models: [] },
    {
      ...term('toyota', 'Toyota', 'ٹویوٹا'),
      models: [{ ...term('corolla', 'Corolla', 'کرولا'), generations: [] }],
    },
  ],
  ...{ cities: [], enums: {} },
} as unknown as Taxonomy

test('a model keeps its name where another make was chosen', () => {
  const name = namesOf(taxonomy, 'ur')
  expect(name('model', 'corolla', 'toyota')).toBe('کرولا')
  expect(name('model', 'corolla', 'honda')).toBe('کرولا')
  expect(name('model', 'corolla')).toBe('کرولا')
})

test('a slug without a name is readable', () => {
  expect(namesOf(undefined, 'en')('model', 'land-cruiser')).toBe('Land Cruiser')
})
