// What listings show, in whatever order and however often their events come.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attach, type ListingPhotos, ofTheSeller } from './attachment.ts'
import type { ListingId, MediaId, PersonId } from './ids.ts'

const car = 'car' as ListingId
const shows = (version: number, ...photos: string[]): ListingPhotos => ({
  listingId: car,
  version,
  photos: photos as MediaId[],
})

test('a new version holds what it shows and releases what it shows no more', () => {
  const { attached, released } = attach(new Map([[car, shows(1, 'a', 'b')]]), [shows(2, 'b', 'c')])
  expect({ attached, released }).toEqual({ attached: ['b', 'c'], released: ['a'] })
})

test('a repeated or late version changes nothing', () => {
  const known = new Map([[car, shows(2, 'b')]])
  for (const late of [shows(1, 'a'), shows(2, 'z')])
    expect(attach(known, [late])).toEqual({ newer: [], attached: [], released: [] })
})

test('an erased listing lets go of everything', () => {
  expect(attach(new Map([[car, shows(7, 'a')]]), [{ ...shows(0), gone: true }])).toMatchObject({
    attached: [],
    released: ['a'],
  })
})

test('a draft holds its seller’s own pictures, in its order, and no others', () => {
  const [ali, eve] = ['ali', 'eve'] as [PersonId, PersonId]
  const owners = new Map(
    [
      ['b', ali],
      ['a', ali],
      ['c', eve],
    ].map(([id, owner]) => [id as MediaId, owner as PersonId]),
  )
  expect(ofTheSeller({ ...shows(4, 'a', 'c', 'gone', 'b'), seller: ali }, owners)).toEqual(
    shows(4, 'a', 'b'),
  )
})

test('in any order and however often repeated, the newest version is what stays', () => {
  const versions = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 12 })
  fc.assert(
    fc.property(versions, (order) => {
      const known = new Map<ListingId, ListingPhotos>()
      for (const version of order)
        for (const fact of attach(known, [shows(version, `photo-${version}`)]).newer)
          known.set(car, fact)
      expect(known.get(car)).toEqual(shows(Math.max(...order), `photo-${Math.max(...order)}`))
    }),
  )
})
