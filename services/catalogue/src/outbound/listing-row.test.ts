// A row gives back the very listing that was saved, whatever state it is in.
import { newId } from '@pk-auto/kernel/id'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { corolla } from '../../test/corolla.ts'
import type { ListingId, MediaId, PersonId, VehicleId } from '../domain/ids.ts'
import type { Listing } from '../domain/listing.ts'
import { toListing, toRow } from './listing-row.ts'

const date = fc.date({
  min: new Date('2000-01-01T00:00:00Z'),
  max: new Date('2100-01-01T00:00:00Z'),
  noInvalidDate: true,
})
const price = fc.bigInt(0n, 10n ** 17n).map((minor) => ({ minor, currency: 'PKR' as const }))
const text = fc
  .string({ minLength: 1, unit: 'grapheme' })
  .filter((words) => !words.includes('\u0000'))
const optional = <T>(name: string, value: fc.Arbitrary<T>) =>
  fc.option(value).map((found) => (found === null ? {} : { [name]: found }))
const merged = (parts: object[]) => Object.assign({}, ...parts) as object

const facts = fc
  .tuple(
    fc.record({
      price,
      photos: fc.array(fc.constant(newId() as MediaId), { maxLength: 3 }),
      features: fc.array(text, { maxLength: 3 }),
    }),
    optional('title', text),
    optional('description', fc.record({ text, lang: fc.constantFrom('en', 'ur', 'ur-Latn') })),
    optional('vin', fc.constant('JTDBR32E030123456')),
    optional('variant', fc.constant('gli')),
  )
  .map((parts) => ({ ...corolla(), ...merged(parts) }))
/** A listing without a chassis number has the vehicle that its seller named. */
const named = (made: {
  facts?: { vin?: string }
  vehicleId?: VehicleId
  [name: string]: unknown
}) =>
  made.vehicleId === undefined || made.facts?.vin !== undefined
    ? made
    : { ...made, facts: { ...made.facts, vehicleId: made.vehicleId } }
const version = fc.integer({ min: 1, max: 2 ** 31 - 1 })
const base = fc
  .tuple(
    fc.record({ facts, version, priceSince: date, createdAt: date, updatedAt: date }),
    optional('vehicleId', fc.constant(newId() as VehicleId)),
    optional('droppedFrom', price),
    fc.record({
      reached: fc.record(
        { published: version, reactivated: version, refreshed: version },
        { requiredKeys: [] },
      ),
    }),
  )
  .map((parts) =>
    named({
      id: newId() as ListingId,
      seller: newId() as PersonId,
      market: 'pk',
      sellerType: 'individual',
      ...merged(parts),
    }),
  )
const ended = fc.record({ publishedAt: date, endedAt: date })
const state = fc.oneof(
  fc.record({ state: fc.constant('draft'), expiresAt: date }),
  fc.record({ state: fc.constant('live'), publishedAt: date, expiresAt: date }),
  fc.tuple(ended, optional('soldFor', price)).map((parts) => ({ state: 'sold', ...merged(parts) })),
  fc
    .tuple(ended, fc.constantFrom('not-selling', 'other'))
    .map(([times, reason]) => ({ state: 'closed', ...times, reason })),
  ended.map((times) => ({ state: 'expired', ...times })),
)
const listing = fc.tuple(base, state).map((parts) => merged(parts) as Listing)

test('a listing’s row gives back the very listing, in every state', () => {
  const sameAgain = (made: Listing) => {
    expect(toListing(toRow(made))).toEqual(made)
  }
  fc.assert(fc.property(listing, sameAgain))
})
