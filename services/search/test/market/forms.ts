// Every spelling of the market's taxonomy and every synonym, with the filters it stands for.
import { SYNONYMS } from '../../src/domain/query/words/synonyms.ts'
import type { Named } from '../../src/domain/taxonomy.ts'
import { readTaxonomyFiles } from './taxonomy-files.ts'

const taxonomy = readTaxonomyFiles()

/** `make=toyota model=corolla`, sorted by name. */
export const filtersText = (filters: object): string =>
  Object.entries(filters)
    .map(([name, value]) => `${name}=${String(value)}`)
    .sort()
    .join(' ')

/** Filters by the form that stands for them. */
type Forms = ReadonlyMap<string, string>

function formsOf(rows: readonly (readonly [Named, object])[]): Forms {
  return new Map(
    rows.flatMap(([{ name, slug, nicknames }, filters]) =>
      [name.en, name.ur, slug, ...nicknames].map((form) => [form, filtersText(filters)] as const),
    ),
  )
}

const makes = taxonomy.makes.map((make) => [make, { make: make.slug }] as const)
const models = taxonomy.makes.flatMap((make) =>
  make.models.map((model) => [model, { make: make.slug, model: model.slug }] as const),
)
const generations = models.flatMap(([{ generations: some }, filters]) =>
  some.map((one) => [one, { ...filters, generation: one.slug }] as const),
)
const cities = taxonomy.cities.map((city) => [city, { city: city.slug }] as const)
const areas = taxonomy.cities.flatMap((city) =>
  city.areas.map((area) => [area, { area: area.slug }] as const),
)
const CLOSED = ['fuel', 'transmission', 'assembly', 'body', 'colour', 'condition', 'sellerType']
const values = CLOSED.flatMap((filter) =>
  (taxonomy.terms.get(filter) ?? []).map((term) => [term, { [filter]: term.slug }] as const),
)
const synonyms: Forms = new Map(
  SYNONYMS.flatMap(([filter, value, texts]) =>
    texts.split(',').map((text) => [text.trim(), `${filter}=${value}`] as const),
  ),
)

export const FORMS: Readonly<Record<string, Forms>> = {
  makes: formsOf(makes),
  models: formsOf(models),
  generations: formsOf(generations),
  cities: formsOf(cities),
  areas: formsOf(areas),
  'closed values': formsOf(values),
  synonyms,
}

/** Forms that are read as something else than the entry they stand for, and why. */
export const AMBIGUOUS: Readonly<Record<string, readonly [reading: string, reason: string]>> = {
  ...each(
    ['Alto 660 cc', 'آلٹو 660 سی سی', 'alto 660cc'],
    'engineFrom=610 engineTo=710 make=suzuki model=alto | ',
    'a number with "cc" is an engine, which finds the same cars',
  ),
  ...each(
    ['Alto 1000 cc (2000–2012)', 'آلٹو 1000 سی سی (2000–2012)'],
    'engineFrom=950 engineTo=1050 make=suzuki model=alto yearFrom=2000 yearTo=2012 | ',
    'a label for the eye: its engine and years are read one by one, and find the same cars',
  ),
  ek: [' | ', '"a" of Roman Urdu: who looks for "ek gari" looks for any car'],
  'alto 1000cc': [
    'engineFrom=950 engineTo=1050 make=suzuki model=alto | ',
    'a number with "cc" is an engine; years tell the Altos of 1000 cc apart',
  ],
  johar: ['area=gulistan-e-johar,johar-town | ', 'a place in Karachi and one in Lahore: both'],
  at: [' | ', 'an English preposition far more often than an automatic'],
  mt: [' | mt', 'disbelieved: two letters of many other words'],
  owner: [' | owner', '"first owner" praises a car; it does not ask for a private seller'],
  مالک: [' | مالک', '"first owner" praises a car; it does not ask for a private seller'],
}
function each(forms: readonly string[], reading: string, reason: string) {
  return Object.fromEntries(forms.map((form) => [form, [reading, reason] as const]))
}
