// A listing's life, transition by transition.
import { rupees, type Money } from '@pk-auto/kernel/money'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ListingId, PersonId } from './ids.ts'
import {
  close,
  draft,
  edit,
  expire,
  publish,
  reactivate,
  refresh,
  sell,
  type Listing,
  type ListingTimes,
} from './listing.ts'
import type { ListingFacts } from './listing-facts.ts'
import { isEnded, isPublished, isReactivated, isRefreshed } from './repeated.ts'

const HOUR = 3_600_000
const noon = new Date('2026-11-20T12:00:00.000Z')
const later = (hours: number) => new Date(noon.getTime() + hours * HOUR)
const times: ListingTimes = {
  lifetimeMs: 60 * 24 * HOUR,
  draftLifetimeMs: 30 * 24 * HOUR,
  refreshEveryMs: 24 * HOUR,
  dropMinAgeMs: 48 * HOUR,
  saleUndoMs: HOUR / 6,
}
const bounds = {
  minPrice: 50_000,
  maxPrice: 1_000_000_000,
  minSoldForPercent: 25,
  maxSoldForPercent: 200,
}
const facts = { price: rupees(2_850_000), photos: [] } as unknown as ListingFacts
const made = () => draft('l' as ListingId, 'p' as PersonId, 'pk', facts, noon, times)
const live = () => publish(made(), noon, times).listing
const priced = (listing: Listing, price: Money, at: Date) =>
  edit(listing, { ...listing.facts, price }, at, times).listing

test('a draft becomes live with a place among the newest and an end', () => {
  expect(live()).toMatchObject({
    state: 'live',
    version: 2,
    publishedAt: noon,
    expiresAt: later(60 * 24),
  })
})

test('a draft ends unless somebody edits it, and a published one has the ad’s own end', () => {
  expect(made()).toMatchObject({ expiresAt: later(30 * 24) })
  expect(edit(made(), facts, later(5), times).listing).toMatchObject({
    state: 'draft',
    expiresAt: later(5 + 30 * 24),
  })
  expect(publish(made(), later(5), times).listing).toMatchObject({ expiresAt: later(5 + 60 * 24) })
  expect(edit(live(), facts, later(5), times).listing).toMatchObject({
    state: 'live',
    expiresAt: later(60 * 24),
  })
})

test('a sold car cannot be sold, closed, edited or published', () => {
  const sold = sell(live(), noon, bounds).listing
  const tries = [
    () => sell(sold, noon, bounds),
    () => close(sold, noon, 'other'),
    () => edit(sold, facts, noon, times),
    () => publish(sold, noon, times),
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

test('an ad ends as sold with its final price, which need not be given', () => {
  expect(sell(live(), noon, bounds, rupees(2_700_000)).listing).toMatchObject({
    state: 'sold',
    soldFor: rupees(2_700_000),
  })
  expect(sell(live(), noon, bounds).listing).not.toHaveProperty('soldFor')
  expect(() => sell(live(), noon, bounds, rupees(1))).toThrowError('INVALID_LISTING')
})

test('an ad does not expire before its time', () => {
  expect(() => expire(live(), later(1))).toThrowError('LISTING_NOT_DUE')
  expect(expire(live(), later(60 * 24)).listing.state).toBe('expired')
})

test('an ad is lifted to the newest once a day', () => {
  expect(() => refresh(live(), later(23), times)).toThrowError('LISTING_REFRESHED_LATELY')
  expect(refresh(live(), later(24), times).listing).toMatchObject({ publishedAt: later(24) })
})

describe('which car a live ad is of', () => {
  const car = { ...facts, make: 'toyota', model: 'corolla', year: 2016 }
  const on = (change: object = {}): Listing =>
    publish(
      draft('l' as ListingId, 'p' as PersonId, 'pk', { ...car, ...change }, noon, times),
      noon,
      times,
    ).listing
  const refused = (listing: Listing, change: object): string | undefined => {
    try {
      edit(listing, { ...listing.facts, ...change }, later(1), times)
    } catch (error) {
      const { kind, code, fields } = error as {
        kind: string
        code: string
        fields: { path: string }[]
      }
      return `${kind} ${code} ${fields.map(({ path }) => path).join(' ')}`
    }
    return undefined
  }
  const [vin, frame] = [{ vin: 'JTDBR32E030123456' }, { frameNumber: 'NZE141-6012345' }]

  test.each<[string, object, object, string]>([
    ['the model', {}, { make: 'suzuki', model: 'mehran' }, 'make model'],
    ['the year', {}, { year: 2012 }, 'year'],
    ['the VIN', vin, { vin: 'JTDBR32E030123457' }, 'vin'],
    ['the VIN, by none', vin, { vin: undefined }, 'vin'],
    ['the VIN, by a frame number', vin, { vin: undefined, ...frame }, 'vin frameNumber'],
    ['the frame number, by another beside it', frame, { vin: 'JTDBR32E030123456' }, 'vin'],
    ['the vehicle its seller named', { vehicleId: 'v' }, { vehicleId: 'w' }, 'vehicleId'],
    [
      'the vehicle its seller named, by none',
      { vehicleId: 'v' },
      { vehicleId: undefined },
      'vehicleId',
    ],
  ])('cannot be changed by %s', (_what, before, change, paths) =>
    expect(refused(on(before), change)).toBe(`invalid LISTING_CAR_FIXED ${paths}`),
  )

  test('may be identified better: a chassis number or vehicle once, and corrections', () => {
    for (const change of [
      vin,
      frame,
      { vehicleId: 'v' },
      { generation: 'corolla-11th', variant: 'gli-1-3-11th', engineCc: 1_299 },
      { km: 1, colour: 'red' },
    ])
      expect(refused(on(), change)).toBeUndefined()
    const named = edit(on(), { ...on().facts, ...vin }, later(1), times).listing
    expect(refused(named, { vin: 'JTDBR32E030123457' })).toBe('invalid LISTING_CAR_FIXED vin')
  })

  test('is free to change in a draft, and stays fixed when the ad was closed and came back', () => {
    const begun = draft(
      'l' as ListingId,
      'p' as PersonId,
      'pk',
      { ...car, ...vin } as ListingFacts,
      noon,
      times,
    )
    expect(
      refused(begun, { make: 'suzuki', model: 'mehran', year: 2012, vin: undefined }),
    ).toBeUndefined()
    const back = reactivate(close(on(), later(1), 'other').listing, later(2), times).listing
    expect(refused(back, { model: 'mehran' })).toBe('invalid LISTING_CAR_FIXED model')
  })
})

describe('a request whose answer was lost', () => {
  const drafted = made()
  const first = live()
  const edited = priced(first, rupees(2_700_000), later(1))

  test('is a repeat when it names the version that was published or the present one', () => {
    expect([1, 2, 3, 4].filter((version) => isPublished(edited, version))).toEqual([1, 3])
    expect(
      [1, 2].some(
        (version) =>
          isPublished(drafted, version) ||
          isPublished(close(first, later(1), 'other').listing, version),
      ),
    ).toBe(false)
  })

  test('is a bringing back again only of an ad that was brought back', () => {
    const back = reactivate(close(first, later(1), 'other').listing, later(2), times).listing
    expect(
      [2, 3, 4, 5].filter((version) =>
        isReactivated(priced(back, rupees(1_000_000), later(3)), version),
      ),
    ).toEqual([3, 5])
    expect([1, 2, 3].some((version) => isReactivated(edited, version))).toBe(false)
  })

  test('is a repeated lift only from the version that was lifted, not from the present one', () => {
    const lifted = refresh(first, later(24), times).listing
    expect([1, 2, 3].filter((version) => isRefreshed(lifted, version))).toEqual([2])
    expect([1, 2, 3].some((version) => isRefreshed(first, version))).toBe(false)
  })

  test('is an end again when the ad ended from there for the same reason and price', () => {
    const [closed, sold] = [
      close(first, later(1), 'other').listing,
      sell(first, later(1), bounds, rupees(2_500_000)).listing,
    ]
    expect([1, 2, 3, 4].filter((version) => isEnded(closed, version, { reason: 'other' }))).toEqual(
      [2, 3],
    )
    expect(
      isEnded(closed, 2, { reason: 'not-selling' }) || isEnded(closed, 2, { reason: 'sold' }),
    ).toBe(false)
    expect(isEnded(sold, 2, { reason: 'sold', soldFor: rupees(2_500_000) })).toBe(true)
    expect(
      isEnded(sold, 2, { reason: 'sold', soldFor: rupees(2_500_001) }) ||
        isEnded(sold, 2, { reason: 'sold' }) ||
        isEnded(sold, 2, { reason: 'other' }),
    ).toBe(false)
    expect(isEnded(expire(first, later(60 * 24)).listing, 2, { reason: 'other' })).toBe(false)
  })
})

describe('a price drop', () => {
  test('counts from a price that stood long enough', () => {
    expect(priced(live(), rupees(2_700_000), later(48)).droppedFrom).toEqual(rupees(2_850_000))
  })

  test('does not count from a price raised for an hour', () => {
    const raised = priced(live(), rupees(3_500_000), later(1))
    expect(priced(raised, rupees(2_850_000), later(2)).droppedFrom).toBeUndefined()
  })

  test('retains the older, higher price when a second drop follows soon', () => {
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

test('every change adds one to the version, and a drop is never from a lower price', () => {
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
          if (what === 'sell') listing = sell(listing, now, bounds).listing
          if (what === 'close') listing = close(listing, now, 'other').listing
          if (what === 'reactivate') listing = reactivate(listing, now, times).listing
          if (what === 'refresh') listing = refresh(listing, now, times).listing
          if (what === 'publish') listing = publish(listing, now, times).listing
          expect(listing.version).toBe(before + 1)
        } catch (error) {
          if (!(error as Error).message.match(/^(?:LISTING_|SALE_FINAL)/)) throw error
          expect(listing.version).toBe(before)
        }
        if (listing.droppedFrom)
          expect(listing.droppedFrom.minor).toBeGreaterThan(listing.facts.price.minor)
      }
    }),
  )
})
