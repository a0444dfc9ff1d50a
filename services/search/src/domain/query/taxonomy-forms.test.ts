// Every spelling of the taxonomy's data files and every synonym is typed here: alone and inside
// phrases, in both digit forms and from an Arabic keyboard.
import { describe, expect, test } from 'vitest'
import { AMBIGUOUS, filtersText, FORMS } from '../../../test/market/forms.ts'
import { readTaxonomyFiles } from '../../../test/market/taxonomy-files.ts'
import { understand } from './understand.ts'
import { vocabularyOf } from './vocabulary.ts'
import { fold } from './words/fold.ts'
import { DISBELIEVED, WEAK } from './words/synonyms.ts'

const vocabulary = vocabularyOf(readTaxonomyFiles())

/** `make=toyota model=corolla | words that are left, folded` */
function read(query: string): string {
  const { terms, ranges, text } = understand(query, vocabulary, 2026)
  return `${filtersText({ ...terms, ...ranges })} | ${fold(text)}`
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
