// Proves that an edit sends only what it changes, and that an edit made elsewhere is neither lost
// nor overwritten unseen.
import type { Listing } from '@pk-auto/client-api/pwa.gen'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listing } from '../../../../test/sample-market.ts'
import type { Fields } from '../fields/fields.ts'
import { EMPTY_WIZARD, mayPublish, storedOf, wizardAfter, type Wizard } from '../wizard-state.ts'
import { baseOf, isFixed, mediaOf, patchOf, photoOnAd, type EditBase } from './ad-fields.ts'
import { rebased } from './rebase.ts'

const AD = { ...listing, own: true, state: 'live' } as unknown as Listing
const base: EditBase = { ...baseOf(AD), photos: ['a', 'b', 'c'] }
const begun = wizardAfter(EMPTY_WIZARD, { type: 'edit-begun', base })
const set = (state: Wizard, name: 'km' | 'price' | 'colour', value: string): Wizard =>
  wizardAfter(state, { type: 'field-set', name, value })
const newer = (fields: Partial<Fields>, photos = base.photos): EditBase => ({
  ...base,
  version: base.version + 1,
  fields: { ...base.fields, ...fields },
  photos,
})

test('an edit in which nothing was touched changes nothing, and cannot be saved', () => {
  expect(patchOf(base, begun.fields, begun.photos)).toEqual({})
  expect(mayPublish(begun)).toBe(false)
  expect(mayPublish(set(begun, 'km', '93000'))).toBe(true)
})

test('only what changed is sent, and what was emptied is emptied on the server', () => {
  const filled: EditBase = { ...base, fields: { ...base.fields, title: 'One owner' } }
  const mine = { ...filled.fields, km: '93,000', title: ' ' }
  expect(patchOf(filled, mine, base.photos.map(photoOnAd))).toEqual({ km: 93_000, title: null })
})

test('photos are sent whole and in their order', () => {
  const photos = ['c', 'a'].map(photoOnAd)
  expect(patchOf(base, base.fields, photos)).toEqual({ photos: ['c', 'a'] })
})

test('make, model and year of a live ad stay, and a chassis number once given', () => {
  expect(isFixed(base, 'year')).toBe(true)
  expect(isFixed({ ...base, live: false }, 'year')).toBe(false)
  const fields = { ...base.fields, chassis: '' }
  expect(isFixed({ ...base, fields }, 'chassis')).toBe(false)
  expect(isFixed({ ...base, fields: { ...fields, chassis: 'SV30-0169266' } }, 'chassis')).toBe(true)
  expect(isFixed(undefined, 'make')).toBe(false)
})

test('an edit made elsewhere is taken where nothing was typed, and shown on the review', () => {
  const mine = set(begun, 'km', '93000')
  const theirs = newer({ price: '2700000' })
  const after = wizardAfter(mine, { type: 'edited-elsewhere', base: theirs })
  expect(after).toMatchObject({ step: 'review', phase: 'editing', base: theirs, elsewhere: base })
  expect(after.fields).toMatchObject({ km: '93000', price: '2700000' })
  expect(patchOf(theirs, after.fields, after.photos)).toEqual({ km: 93_000 })
})

test('after two edits elsewhere all that they changed is still shown', () => {
  const first = newer({ colour: 'black' })
  const second = { ...newer({ colour: 'black', price: '2700000' }), version: base.version + 2 }
  const mine = set(begun, 'km', '93000')
  const once = wizardAfter(mine, { type: 'edited-elsewhere', base: first })
  const twice = wizardAfter(once, { type: 'edited-elsewhere', base: second })
  expect(twice.elsewhere).toBe(base)
  expect(twice.base).toBe(second)
  expect(wizardAfter(twice, { type: 'edited-elsewhere', base: first })).toMatchObject(twice)
})

test('a stored edit comes back with what it began from', () => {
  const mine = set(begun, 'km', '93000')
  const draft = storedOf(mine)
  const storedIds = new Set<string>()
  expect(wizardAfter(EMPTY_WIZARD, { type: 'restored', draft, storedIds })).toEqual(mine)
})

const NAMES = ['km', 'price', 'colour', 'title', 'description'] as const
const edits = fc.dictionary(fc.constantFrom(...NAMES), fc.constantFrom('1', '2', '3'), {
  maxKeys: 5,
}) as fc.Arbitrary<Partial<Fields>>
const photos = fc.subarray(['a', 'b', 'c', 'd', 'e'])

test('whoever alone changed a field has it; what both changed is as it was typed', () => {
  fc.assert(
    fc.property(edits, edits, (here, there) => {
      const mine = { ...base.fields, ...here }
      const theirs = newer(there)
      const { fields } = rebased(base, { fields: mine, photos: [] }, theirs)
      for (const name of NAMES)
        expect(fields[name]).toBe(
          mine[name] === base.fields[name] ? theirs.fields[name] : mine[name],
        )
    }),
  )
})

test('no photo that either side added is lost, none that either removed comes back', () => {
  fc.assert(
    fc.property(photos, photos, (here, there) => {
      const mine = { fields: base.fields, photos: here.map(photoOnAd) }
      const after = mediaOf(rebased(base, mine, newer({}, there)).photos)
      const expected = ['a', 'b', 'c', 'd', 'e'].filter((id) =>
        base.photos.includes(id)
          ? here.includes(id) && there.includes(id)
          : here.includes(id) || there.includes(id),
      )
      expect([...after].toSorted()).toEqual(expected)
    }),
  )
})
