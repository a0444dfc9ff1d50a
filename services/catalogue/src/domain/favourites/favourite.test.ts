// What is news to whoever saved an ad, and what is not.
import { rupees } from '@pk-auto/kernel/money'
import { newId } from '@pk-auto/kernel/id'
import { expect, test } from 'vitest'
import { bounds, corolla } from '../../../test/corolla.ts'
import { listed, mustHaveRoomToSave, save, savedChange } from './favourite.ts'
import type { ListingId, PersonId } from '../ids.ts'
import { close, draft, edit, expire, publish, sell, type Listing } from '../listing.ts'

const now = new Date('2026-11-20T12:00:00.000Z')
const later = new Date('2026-11-21T12:00:00.000Z')
const times = {
  lifetimeMs: 1,
  draftLifetimeMs: 1,
  refreshEveryMs: 1,
  dropMinAgeMs: 0,
  saleUndoMs: 0,
}
const drafted = draft(newId() as ListingId, newId() as PersonId, 'pk', corolla(), now, times)
const live = publish(drafted, now, times).listing
const priced = (listing: Listing, price: number, change: object = {}) =>
  edit(listing, { ...listing.facts, price: rupees(price), ...change }, later, times)

test('a lower price is news with both prices, and a sale without what the car went for', () => {
  const news = { listingId: live.id, version: live.version + 1, at: later }
  expect(savedChange(live, priced(live, 3_700_000), later)).toEqual({
    ...{ ...news, kind: 'price-dropped' },
    ...{ from: rupees(3_850_000), to: rupees(3_700_000) },
  })
  const sold = sell(live, later, bounds, rupees(3_600_000))
  expect(savedChange(live, sold, later)).toEqual({
    ...{ ...news, kind: 'sold', from: rupees(3_850_000) },
  })
})

test.each([
  ['a higher price', live, priced(live, 3_900_000)],
  ['the same price', live, priced(live, 3_850_000, { km: 93_000 })],
  ['the price of a draft', drafted, priced(drafted, 3_700_000)],
  ['an end without a sale', live, close(live, later, 'other')],
  ['an end by the clock', live, expire(live, later)],
  ['a price for dealers', live, priced(live, 3_000_000, { visibility: 'wholesale' })],
] as const)('%s is no news', (_what, before, changed) =>
  expect(savedChange(before, changed, later)).toBeUndefined(),
)

test('what is saved is the price it had and the version it was', () => {
  expect(save(live, live.id, now)).toEqual({
    ...{ listingId: live.id, addedAt: now },
    ...{ priceWhenAdded: rupees(3_850_000), listingVersion: live.version },
  })
  for (const hidden of [undefined, drafted, close(live, now, 'other').listing])
    expect(() => save(hidden, live.id, now)).toThrowError('LISTING_NOT_FOUND')
})

test('an ended ad stays listed; a draft and one for dealers do not', () => {
  const saved = save(live, live.id, now)
  const ended = close(live, later, 'other').listing
  expect(listed(saved, ended)).toEqual({ favourite: saved, listing: ended })
  const dealers = priced(live, 3_000_000, { visibility: 'wholesale-public' }).listing
  for (const hidden of [undefined, drafted, dealers]) expect(listed(saved, hidden)).toBeUndefined()
  expect(listed(saved, priced(live, 3_900_000).listing)).toMatchObject({ priceChangedAt: later })
})

test('the last place is free, and beyond it there is none', () => {
  expect(() => mustHaveRoomToSave(499, 500)).not.toThrow()
  expect(() => mustHaveRoomToSave(500, 500)).toThrowError('FAVOURITES_TOO_MANY')
})
