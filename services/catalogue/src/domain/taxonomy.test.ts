// The shipped taxonomy is sound, its look-ups are right, and its gate sees planted faults.
import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import {
  ENUM_NAMES,
  findCity,
  findPlace,
  possibleYears,
  type Generation,
  type Make,
  type Place,
  type Taxonomy,
} from './taxonomy.ts'
import { checkTaxonomy } from './taxonomy-check.ts'

const folder = new URL('../../taxonomy/', import.meta.url)
const yaml = (name: string): never => parse(readFileSync(new URL(name, folder), 'utf8')) as never
const shipped: Taxonomy = {
  version: (yaml('version.yaml') as { version: number }).version,
  makes: readdirSync(new URL('makes/', folder)).map((name): Make => yaml(`makes/${name}`)),
  ...(yaml('provinces.yaml') as Pick<Taxonomy, 'provinces'>),
  ...(yaml('cities.yaml') as Pick<Taxonomy, 'cities'>),
  ...(yaml('colours.yaml') as Pick<Taxonomy, 'colours'>),
  ...(yaml('features.yaml') as Pick<Taxonomy, 'features'>),
  ...(yaml('equipment.yaml') as Pick<Taxonomy, 'equipment'>),
  enums: yaml('enums.yaml'),
}
const models = shipped.makes.flatMap((make) => make.models.map((model) => ({ make, model })))
const generations = models.flatMap(({ make, model }) =>
  model.generations.map((generation) => ({ make, model, generation })),
)
const variants = generations.flatMap((at) =>
  at.generation.variants.map((variant) => ({ ...at, variant })),
)

/** A deep copy of the shipped data in which one thing is spoiled. */
function spoiled(spoil: (taxonomy: Taxonomy, corolla: Generation) => void): string[] {
  const copy = structuredClone(shipped)
  const place = findPlace(copy, { make: 'toyota', model: 'corolla', generation: 'corolla-11th' })
  if ('unknown' in place || !place.generation) throw new Error('the shipped data lost the Corolla')
  spoil(copy, place.generation)
  return checkTaxonomy(copy)
}

describe('the shipped taxonomy', () => {
  test('has no problems', () => expect(checkTaxonomy(shipped)).toEqual([]))

  test('holds 50 models in 15 makes, each with variants', () => {
    expect(shipped.makes).toHaveLength(15)
    expect(models).toHaveLength(50)
    expect(generations.filter(({ generation }) => generation.variants.length === 0)).toEqual([])
  })

  test('has every province in its cities, 28 features and all value lists', () => {
    expect(new Set(shipped.cities.map((city) => city.province))).toEqual(
      new Set(shipped.provinces.map((province) => province.slug)),
    )
    expect(shipped.features).toHaveLength(28)
    expect(Object.keys(shipped.enums).toSorted()).toEqual(ENUM_NAMES.toSorted())
  })

  test('knows the seats of thirty models', () => {
    const seated = shipped.equipment.filter(({ seats }) => seats)
    expect(new Set(seated.map(({ model }) => model)).size).toBeGreaterThanOrEqual(30)
  })

  test('knows the market: no 8th Corolla, Mehran to 2019, City 5th for twelve years', () => {
    const years = (slug: string) =>
      generations
        .filter((at) => at.generation.slug === slug)
        .map(({ generation }) => [generation.yearFrom, generation.yearTo])
    expect(years('corolla-8th')).toEqual([])
    expect(years('corolla-7th')).toEqual([[1993, 2002]])
    expect(years('mehran-1st')).toEqual([[1989, 2019]])
    expect(years('city-5th')).toEqual([[2009, 2021]])
  })
})

describe('the gate', () => {
  test.each<[string, (taxonomy: Taxonomy, corolla: Generation) => void, string]>([
    [
      'a slug that stands twice',
      (t) => t.cities.push({ ...t.cities[0]!, nicknames: [] }),
      'city karachi stands twice',
    ],
    [
      'a variant slug that stands twice in its model',
      (_, g) => g.variants.push({ ...g.variants[0]! }),
      'variant corolla/xli-1-3-11th stands twice in its model',
    ],
    [
      'years out of order',
      (_, g) => (g.yearTo = 2001),
      'generation corolla-11th ends in 2001 before it begins in 2014',
    ],
    [
      'variant years outside the generation',
      (_, g) => (g.variants[0]!.yearFrom = 2009),
      'variant corolla/xli-1-3-11th has years 2009–2020 outside its generation',
    ],
    [
      'a nickname of two models',
      (t) => t.makes[0]!.models[0]!.nicknames.push('Mehraan'),
      'model spelling "mehraan" is claimed by',
    ],
    ['a missing source', (t) => (t.colours[0]!.source = ' '), 'colour white has no source'],
    [
      'Latin letters where Urdu should stand',
      (t) => (t.cities[1]!.name.ur = 'Lahore'),
      'city lahore has no Urdu name',
    ],
    [
      'an engine without litres that is not electric',
      (_, g) => (g.variants[0]!.engineCc = 0),
      'has 0 cc with fuel petrol',
    ],
    [
      'a city in no province',
      (t) => (t.cities[2]!.province = 'punjub'),
      'city islamabad stands in unknown province punjub',
    ],
  ])('sees %s', (_, spoil, problem) => expect(spoiled(spoil).join('\n')).toContain(problem))

  test('sees any spelling of one city claimed by another, however it is spaced and cased', () => {
    const [karachi, ...others] = shipped.cities
    const spelling = fc.constantFrom(
      ...others.flatMap((city) => [city.name.en, city.name.ur, ...city.nicknames]),
    )
    fc.assert(
      fc.property(spelling, fc.boolean(), fc.nat(3), (word, upper, spaces) => {
        const nickname = `${' '.repeat(spaces)}${upper ? word.toUpperCase() : word}`
        const cities = [{ ...karachi!, nicknames: [nickname] }, ...others]
        expect(checkTaxonomy({ ...shipped, cities }).length).toBeGreaterThan(0)
      }),
      { numRuns: 15 },
    )
  })
})

describe('look-ups', () => {
  test('every shipped variant is found by its slugs, with and without its generation', () => {
    for (const { make, model, generation, variant } of variants) {
      const slugs = { make: make.slug, model: model.slug, variant: variant.slug }
      expect(findPlace(shipped, slugs)).toEqual({ make, model, generation, variant })
      expect(findPlace(shipped, { ...slugs, generation: generation.slug })).toEqual({
        make,
        model,
        generation,
        variant,
      })
    }
  })

  test('the first slug that does not fit is named', () => {
    expect(findPlace(shipped, { make: 'tesla', model: 'corolla' })).toEqual({ unknown: 'make' })
    expect(findPlace(shipped, { make: 'honda', model: 'corolla' })).toEqual({ unknown: 'model' })
    expect(
      findPlace(shipped, { make: 'toyota', model: 'corolla', generation: 'corolla-8th' }),
    ).toEqual({ unknown: 'generation' })
    expect(
      findPlace(shipped, {
        make: 'toyota',
        model: 'corolla',
        generation: 'corolla-11th',
        variant: 'xe-1-3',
      }),
    ).toEqual({ unknown: 'variant' })
  })

  test('possible years have gaps between generations, and end now if still made', () => {
    const alto = findPlace(shipped, { make: 'suzuki', model: 'alto' }) as Place
    expect(possibleYears(alto, 2026)).toContain(2012)
    expect(possibleYears(alto, 2026)).not.toContain(2013)
    expect(possibleYears(alto, 2026).at(-1)).toBe(2026)
    const gli = findPlace(shipped, {
      make: 'toyota',
      model: 'corolla',
      variant: 'gli-1-3-11th',
    }) as Place
    expect(possibleYears(gli, 2026)).toEqual([2014, 2015, 2016, 2017, 2018, 2019, 2020])
  })

  test('a narrower place never allows a year that the wider one forbids', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...variants),
        fc.integer({ min: 1980, max: 2040 }),
        ({ make, model, generation, variant }, latest) => {
          const wide = new Set(possibleYears({ make, model }, latest))
          const middle = new Set(possibleYears({ make, model, generation }, latest))
          const narrow = new Set(possibleYears({ make, model, generation, variant }, latest))
          expect(
            [...narrow].every((year) => middle.has(year)) &&
              [...middle].every((year) => wide.has(year)),
          ).toBe(true)
          expect([...wide].every((year) => year <= latest)).toBe(true)
        },
      ),
    )
  })

  test('an area is found in its own city only', () => {
    expect(findCity(shipped, { city: 'lahore', area: 'dha-phase-5' })?.area?.name.en).toBe(
      'DHA Phase 5',
    )
    expect(findCity(shipped, { city: 'multan', area: 'dha-phase-5' })).toBeUndefined()
    expect(findCity(shipped, { city: 'multan' })?.city.province).toBe('punjab')
  })
})
