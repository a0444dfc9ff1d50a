// A listing's life, transition by transition.
import { money, rupees, type Money } from '@pk-auto/kernel/money'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ListingId, PersonId } from './ids.ts'
import { close, draft, edit, expire, publish, reactivate, refresh, sell, type Listing, type ListingTimes } from './listing.ts'
import type { ListingFacts } from './listing-facts.ts'

const HOUR = 3_600_000
const noon = new Date('2026-11-20T12:00:00.000Z')
const later = (hours: number) => new Date(noon.getTime() + hours * HOUR)
const times: ListingTimes = { lifetimeMs: 60 * 24 * HOUR, draftLifetimeMs: 30 * 24 * HOUR, refreshEveryMs: 24 * HOUR, dropMinAgeMs: 48 * HOUR }
const facts = { price: rupees(2_850_000), photos: [] } as unknown as ListingFacts
const made = () => draft('l' as ListingId, 'p' as PersonId, 'pk', facts, noon, times)
const live = () => publish(made(), noon, times).listing
const priced = (listing: Listing, price: Money, at: Date) => edit(listing, { ...listing.facts, price }, at, times).listing

test('a draft becomes live with a place among the newest and an end', () => {
  expect(live()).toMatchObject({ state: 'live', version: 2, publishedAt: noon, expiresAt: later(60 * 24) })
})

test('a draft ends unless somebody comes back to it, and a published one has the ad’s own end', () => {
  expect(made()).toMatchObject({ expiresAt: later(30 * 24) })
  expect(edit(made(), facts, later(5), times).listing).toMatchObject({ state: 'draft', expiresAt: later(5 + 30 * 24) })
  expect(publish(made(), later(5), times).listing).toMatchObject({ expiresAt: later(5 + 60 * 24) })
  expect(edit(live(), facts, later(5), times).listing).toMatchObject({ state: 'live', expiresAt: later(60 * 24) })
})

test('a sold car cannot be sold, closed, edited, published or brought back', () => {
  const sold = sell(live(), noon).listing
  const tries = [
    () => sell(sold, noon),
    () => close(sold, noon, 'other'),
    () => edit(sold, facts, noon, times),
    () => publish(sold, noon, times),
    () => reactivate(sold, noon, times),
  ]
  for (const attempt of tries) expect(attempt).toThrowError(/LISTING_NOT_/)
})

test('a closed ad can come back, and is new again', () => {
  const back = reactivate(close(live(), later(1), 'not-selling').listing, later(24), times).listing
  expect(back).toMatchObject({ state: 'live', publishedAt: later(24) })
  expect(back).not.toHaveProperty('endedAt')
})

test('closing an ad and bringing it back lifts it no sooner than lifting does', () => {
  const back = reactivate(close(live(), later(1), 'not-selling').listing, later(2), times).listing
  expect(back).toMatchObject({ state: 'live', publishedAt: noon, expiresAt: later(2 + 60 * 24) })
  expect(() => refresh(back, later(3), times)).toThrowError('LISTING_REFRESHED_LATELY')
})

test('a final price is of the ad’s own currency and not below nothing', () => {
  expect(sell(live(), noon, rupees(2_700_000)).listing).toMatchObject({ soldFor: rupees(2_700_000) })
  expect(() => sell(live(), noon, money(900_000n, 'AED'))).toThrowError('INVALID_LISTING')
  expect(() => sell(live(), noon, rupees(-1))).toThrowError('INVALID_LISTING')
})

test('an ad does not expire before its time', () => {
  expect(() => expire(live(), later(1))).toThrowError('LISTING_NOT_DUE')
  expect(expire(live(), later(60 * 24)).listing.state).toBe('expired')
})

test('an ad is lifted to the newest once a day', () => {
  expect(() => refresh(live(), later(23), times)).toThrowError('LISTING_REFRESHED_LATELY')
  expect(refresh(live(), later(24), times).listing).toMatchObject({ publishedAt: later(24) })
})

describe('a price drop', () => {
  test('counts from a price that stood long enough', () => {
    expect(priced(live(), rupees(2_700_000), later(48)).droppedFrom).toEqual(rupees(2_850_000))
  })

  test('does not count from a price raised for an hour', () => {
    const raised = priced(live(), rupees(3_500_000), later(1))
    expect(priced(raised, rupees(2_850_000), later(2)).droppedFrom).toBeUndefined()
  })

  test('keeps the older, higher price when a second drop follows soon', () => {
    const once = priced(live(), rupees(2_700_000), later(48))
    expect(priced(once, rupees(2_600_000), later(49)).droppedFrom).toEqual(rupees(2_850_000))
  })

  test('is over when the price is back', () => {
    const once = priced(live(), rupees(2_700_000), later(48))
    expect(priced(once, rupees(2_850_000), later(60)).droppedFrom).toBeUndefined()
  })

  test('of a draft is nobody’s business', () => {
    expect(priced(made(), rupees(1_000_000), later(100)).droppedFrom).toBeUndefined()
  })
})

test('whatever a seller does, the version grows by one with every change and a drop is never from a lower price', () => {
  const step = fc.record({
    what: fc.constantFrom('price', 'sell', 'close', 'reactivate', 'refresh', 'publish'),
    hours: fc.integer({ min: 0, max: 100 }),
    lacs: fc.integer({ min: 5, max: 90 }),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let listing: Listing = made()
      let at = noon.getTime()
      for (const { what, hours, lacs } of steps) {
        at += hours * HOUR
        const now = new Date(at)
        const before = listing.version
        try {
          if (what === 'price') listing = priced(listing, rupees(lacs * 100_000), now)
          if (what === 'sell') listing = sell(listing, now).listing
          if (what === 'close') listing = close(listing, now, 'other').listing
          if (what === 'reactivate') listing = reactivate(listing, now, times).listing
          if (what === 'refresh') listing = refresh(listing, now, times).listing
          if (what === 'publish') listing = publish(listing, now, times).listing
          expect(listing.version).toBe(before + 1)
        } catch (error) {
          if (!(error as Error).message.startsWith('LISTING_')) throw error
          expect(listing.version).toBe(before)
        }
        if (listing.droppedFrom) expect(listing.droppedFrom.minor).toBeGreaterThan(listing.facts.price.minor)
      }
    }),
  )
})
