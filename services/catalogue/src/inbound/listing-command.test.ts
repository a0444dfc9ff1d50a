// Drafts on the wire become facts, and nothing is guessed.
import { expect, test } from 'vitest'
import { ListingDraft } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue'
import { Visibility } from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import { factsOf, patchOf } from './listing-command.ts'

const draft = (change: object = {}, facts: object = {}) =>
  ListingDraft.fromPartial({
    facts: {
      make: 'toyota',
      price: { minor: 5n, currency: 'PKR' },
      visibility: Visibility.VISIBILITY_PUBLIC,
      ...facts,
    },
    ...change,
  })

test('an absent visibility means public', () => {
  expect(factsOf(draft({}, { visibility: Visibility.VISIBILITY_UNSPECIFIED })).visibility).toBe(
    'public',
  )
})

test('a visibility this build does not know is never taken for public', () => {
  expect(() => factsOf(draft({}, { visibility: 7 as Visibility }))).toThrowError('INVALID_LISTING')
})

test('a chassis number is stored in upper case without blanks, however it was typed', () => {
  expect(factsOf(draft({ vin: ' jtdbr32e 030123456 ' })).vin).toBe('JTDBR32E030123456')
  expect(patchOf(draft({ frameNumber: 'nze141-6012345' }), ['frameNumber'])).toEqual({
    frameNumber: 'NZE141-6012345',
  })
})

test('direction marks and loose joiners go, and a title of nothing else is still a title', () => {
  const facts = factsOf(
    draft(
      { description: { text: ' \u200fpehla malik\r\nbas\u200c', lang: 'ur-Latn' } },
      { title: '\u200eCorolla 2016\u200f' },
    ),
  )
  expect([facts.title, facts.description?.text]).toEqual(['Corolla 2016', 'pehla malik\nbas'])
  expect(factsOf(draft({}, { title: '\u200e' })).title).toBe('')
})

test('a patch takes the named fields only, and empties optional ones', () => {
  expect(patchOf(draft({}, { title: '' }), ['title'])).toEqual({ title: undefined })
})

test.each([['km2'], ['visibility'], ['__proto__']])(
  'a patch that names %s without a value for it is refused',
  (name) => {
    expect(() =>
      patchOf(draft({}, { visibility: Visibility.VISIBILITY_UNSPECIFIED }), [name]),
    ).toThrowError('INVALID_LISTING')
  },
)

test('a patch that names nothing is refused', () =>
  expect(() => patchOf(draft(), [])).toThrowError('INVALID_LISTING'))
