// Documents change by newer facts only, and by one version at a time.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rupees } from '@pk-auto/kernel/money'
import { type Listing, whileLiveOr } from './listing.ts'
import type { MediaFact } from './media.ts'
import { type SearchDoc, withListing, withMedia } from './search-doc.ts'

const ID = '01900000-0000-7000-8000-000000000001'
const COROLLA: Listing = {
  id: ID,
  version: 1,
  state: 'live',
  sellerId: ID,
  sellerType: 'individual',
  market: 'pk',
  make: 'toyota',
  model: 'corolla',
  generation: '',
  variant: '',
  year: 2015,
  price: rupees(3_000_000),
  km: 1,
  engineCc: 1300,
  fuel: 'petrol',
  transmission: 'manual',
  assembly: 'local',
  body: 'sedan',
  colour: 'white',
  city: 'lahore',
  area: '',
  registrationCity: 'lahore',
  condition: 'used',
  features: [],
  title: '',
  photos: [],
  visibility: 'public',
  audience: 'everyone',
  audienceWhileLive: 'everyone',
  channels: ['automart'],
  createdAt: new Date(0),
  updatedAt: new Date(0),
}
const car = (version: number, changes: Partial<Listing> = {}): Listing => ({
  ...COROLLA,
  id: ID,
  version,
  ...changes,
})
const fact = (
  mediaId: string,
  version: number,
  state: MediaFact['state'] = 'ready',
): MediaFact => ({
  mediaId,
  version,
  state,
  width: version,
  height: 1,
  placeholder: '',
})
const facts = (...known: MediaFact[]) => new Map(known.map((one) => [one.mediaId, one]))
const NONE = facts()

describe('a listing fact', () => {
  test('makes a document at version 1', () => {
    expect(withListing(undefined, { id: ID, listing: car(7) }, NONE)).toMatchObject({
      docVersion: 1,
      live: true,
    })
  })
  test('that is old or repeated changes nothing', () => {
    const doc = withListing(undefined, { id: ID, listing: car(7) }, NONE)!
    expect(withListing(doc, { id: ID, listing: car(7) }, NONE)).toBe(doc)
    expect(withListing(doc, { id: ID, listing: car(6) }, NONE)).toBe(doc)
  })
  test('with an unknown state or audience, or for its seller alone, hides the listing', () => {
    for (const change of [
      { state: 'unknown' },
      { audience: 'unknown' },
      { state: 'sold' },
      { audience: 'seller' },
    ] as const)
      expect(withListing(undefined, { id: ID, listing: car(1, change) }, NONE)?.live).toBe(false)
  })
  test('that could not be understood is taken again at its version once it can be', () => {
    for (const change of [{ state: 'unknown' }, { audience: 'unknown' }] as const) {
      const hidden = withListing(undefined, { id: ID, listing: car(7, change) }, NONE)!
      expect(withListing(hidden, { id: ID, listing: car(7, change) }, NONE)).toBe(hidden)
      expect(withListing(hidden, { id: ID, listing: car(6) }, NONE)).toBe(hidden)
      expect(withListing(hidden, { id: ID, listing: car(7) }, NONE)).toMatchObject({
        docVersion: 2,
        live: true,
      })
    }
  })
  test('of an older build leads on while it is for everyone, and again once republished', () => {
    const over = car(7, { state: 'closed', audience: 'seller', audienceWhileLive: 'unknown' })
    const ended = withListing(undefined, { id: ID, listing: over }, NONE)!
    const mended = { ...over, audienceWhileLive: 'everyone' } as const
    expect(withListing(ended, { id: ID, listing: mended }, NONE)).toMatchObject({ docVersion: 2 })
    const left = [undefined, null, 'unknown'] as const
    expect(left.map((one) => whileLiveOr('everyone', one))).toEqual(left.map(() => 'everyone'))
    expect([whileLiveOr('seller', null), whileLiveOr(null, 'unknown')]).toEqual([
      'unknown',
      'unknown',
    ])
    expect(whileLiveOr('everyone', 'seller')).toBe('seller')
  })
  test('that it was erased empties the document for good', () => {
    const erased = withListing(
      withListing(undefined, { id: ID, listing: car(1) }, NONE),
      { id: ID },
      NONE,
    )!
    expect(erased).toEqual({ id: ID, docVersion: 2, live: false, photos: [] })
    expect(withListing(erased, { id: ID, listing: car(9) }, NONE)).toBe(erased)
  })
  test('with photos that were not looked up is sent back to be tried again', () => {
    expect(() =>
      withListing(undefined, { id: ID, listing: car(1, { photos: ['a'] }) }, NONE),
    ).toThrowError('SEARCH_DOC_MOVED')
  })
})

test('news of a photo changes the version only when it shows', () => {
  const doc = withListing(
    undefined,
    { id: ID, listing: car(1, { photos: ['a', 'b'] }) },
    facts(fact('a', 1), fact('b', 0, 'unknown')),
  )!
  expect(withMedia(doc, facts(fact('a', 1), fact('b', 0, 'unknown')))).toBe(doc)
  expect(withMedia(doc, facts(fact('a', 1), fact('b', 2)))).toMatchObject({
    docVersion: 2,
    photos: [{ width: 1 }, { width: 2 }],
  })
  expect(withMedia(doc, facts(fact('a', 1, 'gone'), fact('b', 0, 'unknown'))).photos).toHaveLength(
    1,
  )
})

test('in whatever order versions come, the newest stands and the version never falls', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9), { minLength: 1 }), (versions) => {
      let doc: SearchDoc | undefined
      for (const version of versions) {
        const before: number = doc?.docVersion ?? 0
        doc = withListing(doc, { id: ID, listing: car(version) }, NONE)
        expect(doc?.docVersion).toBeGreaterThanOrEqual(before)
      }
      expect(doc?.listing?.version).toBe(Math.max(...versions))
    }),
  )
})
