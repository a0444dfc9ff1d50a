// Every spelling of the taxonomy's data files and every synonym is typed here: alone and inside
// phrases, in both digit forms and from an Arabic keyboard.
import { describe, expect, test } from 'vitest'
import { readTaxonomyFiles } from '../../../test/market/taxonomy-files.ts'
import type { Named } from '../taxonomy.ts'
import { understand } from './understand.ts'
import { vocabularyOf } from './vocabulary.ts'
import { fold } from './words/fold.ts'
import { DISBELIEVED, SYNONYMS, WEAK } from './words/synonyms.ts'

const taxonomy = readTaxonomyFiles()
const vocabulary = vocabularyOf(taxonomy)

/** `make=toyota model=corolla | words that are left, folded` */
function read(query: string): string {
  const { terms, ranges, text } = understand(query, vocabulary, 2026)
  return `${filtersText({ ...terms, ...ranges })} | ${fold(text)}`
}
const filtersText = (filters: object): string =>
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

const FORMS: Readonly<Record<string, Forms>> = {
  makes: formsOf(makes),
  models: formsOf(models),
  generations: formsOf(generations),
  cities: formsOf(cities),
  areas: formsOf(areas),
  'closed values': formsOf(values),
  synonyms,
}

/** Forms that are read as something else than the entry they stand for, and why. */
const AMBIGUOUS: Readonly<Record<string, readonly [reading: string, reason: string]>> = {
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

const inDigits = (zero: string) => (text: string) =>
  text.replaceAll(/\d/g, (digit) => String.fromCodePoint(zero.codePointAt(0)! + Number(digit)))
const urduDigits = inDigits('۰')
const onArabicKeyboard = (text: string) =>
  inDigits('٠')(text).replaceAll('ی', 'ي').replaceAll('ک', 'ك').replaceAll('ہ', 'ه')

/** Ways to type a form; all but the first four ask for at most 60,000 km besides. */
const WAYS: readonly (readonly [way: string, type: (form: string) => string, km: boolean])[] = [
  ['alone', (form) => form, false],
  ['in capitals', (form) => form.toUpperCase(), false],
  ['in Urdu digits', urduDigits, false],
  ['on an Arabic keyboard', onArabicKeyboard, false],
  ['in an English phrase', (form) => `looking to buy ${form} under 60000 km`, true],
  ['in a Roman Urdu phrase', (form) => `mujhe ${form} chahiye 60 hazar km tak`, true],
  ['in an Urdu phrase', (form) => urduDigits(`مجھے ${form} چاہیے 60 ہزار کلومیٹر تک`), true],
  ['behind an amount', (form) => `۶۰ ہزار کلومیٹر تک ${form}`, true],
]

describe.for(Object.entries(FORMS))('%s', ([, forms]) => {
  test.for(WAYS)('every form is read as its filters, %s', ([, type, km]) => {
    const readings = [...forms.keys()].map((form) => [form, read(type(form))])
    const expected = [...forms].map(([form, filters]) => {
      const [found = '', left = ''] = (AMBIGUOUS[form]?.[0] ?? `${filters} | `).split(' | ')
      const all = [...found.split(' '), ...(km ? ['kmTo=60000'] : [])].filter(Boolean).sort()
      return [form, `${all.join(' ')} | ${left}`]
    })
    expect(readings).toEqual(expected)
  })
})

test('the table of ambiguities names only forms that are ambiguous', () => {
  const plain = new Map(Object.values(FORMS).flatMap((forms) => [...forms]))
  for (const form of Object.keys(AMBIGUOUS)) expect(read(form)).not.toBe(`${plain.get(form)} | `)
})

test('a disbelieved nickname is never taken for its value', () => {
  for (const word of DISBELIEVED)
    expect([word, understand(word, vocabulary, 2026).terms]).toEqual([word, {}])
})

test('a word that is also an ordinary one is a name only while no surer name stands by', () => {
  const surer: Readonly<Record<string, string>> = {
    make: 'toyota',
    model: 'toyota corolla',
    generation: 'toyota corolla',
    city: 'lahore',
    area: 'clifton',
    colour: 'white',
    sellerType: 'dealer',
  }
  const strange = [...WEAK].flatMap((word) => {
    const alone = understand(word, vocabulary, 2026).terms
    const kind = ['generation', 'model', 'make', 'area', 'city', 'colour', 'sellerType'].find(
      (name) => name in alone,
    )
    if (!kind) return [`${word} is no name`]
    const name = surer[kind] ?? ''
    return read(`${name} ${word}`) === read(name)
      ? []
      : [`${name} ${word}: ${read(`${name} ${word}`)}`]
  })
  expect(strange).toEqual([])
})

test('no spelling is lost: whoever takes one out lowers these numbers', () => {
  const { synonyms: ours, ...theirs } = FORMS
  expect(ours?.size).toBeGreaterThanOrEqual(106)
  const count = Object.values(theirs).reduce((sum, forms) => sum + forms.size, 0)
  expect(count).toBeGreaterThanOrEqual(1_887)
})
