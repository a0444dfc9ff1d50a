// Ads and searches by chance, from values few enough to meet often.
import { money } from '@pk-auto/kernel/money'
import fc from 'fast-check'
import type { PersonId, SavedSearchId } from '../../src/domain/alerts/ids.ts'
import type { SavedSearch } from '../../src/domain/alerts/saved-search.ts'
import type { Filters } from '../../src/domain/filters.ts'
import type { Listing } from '../../src/domain/listing.ts'

const CARS = [
  ['toyota', 'corolla', 'corolla-11th', 'gli-1-3'],
  ['toyota', 'corolla', 'corolla-10th', ''],
  ['toyota', 'vitz', '', ''],
  ['honda', 'civic', 'civic-10th', ''],
  ['honda', 'city', '', ''],
] as const
const CITIES = ['lahore', 'karachi', 'islamabad', 'rawalpindi']
const PRICES = [1_000_000, 1_500_000, 2_000_000, 2_000_001]
const YEARS = [2010, 2015, 2016]
const KM = [0, 60_000, 60_001]
const ENGINES = [0, 1_300, 1_800]
const pick = <T>(values: readonly T[]) => fc.constantFrom(...values)

export const ads: fc.Arbitrary<Listing> = fc
  .record({
    ...{ id: fc.uuid(), sellerId: fc.uuid(), car: pick(CARS), city: pick(CITIES) },
    ...{ price: pick(PRICES), year: pick(YEARS), km: pick(KM), engineCc: pick(ENGINES) },
    ...{ fuel: pick(['petrol', 'hybrid']), area: pick(['', 'dha-phase-5']) },
    title: pick(['', 'first owner', 'فیملی گاڑی']),
    channels: fc.subarray(['automart', 'autotrader'], { minLength: 1 }),
  })
  .map(({ car: [make, model, generation, variant], price, ...plain }) => ({
    ...plain,
    ...{ version: 1, state: 'live', sellerType: 'individual', market: 'pk' },
    ...{ make, model, generation, variant, price: money(BigInt(price) * 100n, 'PKR') },
    ...{ transmission: 'manual', assembly: 'local', body: 'sedan', colour: 'white' },
    ...{ registrationCity: 'lahore', condition: 'used', features: [], photos: [] },
    ...{ visibility: 'public', audience: 'everyone', audienceWhileLive: 'everyone' },
    ...{ createdAt: new Date(0), updatedAt: new Date(0) },
  }))

/** Seldom given, so that searches with all of it still match something. */
const seldom = <T>(values: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: values })
const some = <T>(values: readonly T[]) => seldom(fc.subarray([...values], { minLength: 1 }))
const one = <T>(values: readonly T[]) => seldom(pick(values))
const given = <Given extends object>(values: object): Given =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given

const terms = fc.record({
  ...{ make: some(['toyota', 'honda']), model: some(['corolla', 'vitz', 'civic', 'city']) },
  ...{ generation: some(['corolla-11th', 'civic-10th']), variant: some(['gli-1-3']) },
  ...{ city: some(CITIES), area: some(['dha-phase-5']), fuel: some(['petrol', 'hybrid']) },
})
const ranges = fc.record({
  ...{ priceFrom: one(PRICES), priceTo: one(PRICES), yearFrom: one(YEARS), yearTo: one(YEARS) },
  ...{ kmFrom: one(KM), kmTo: one(KM), engineFrom: one(ENGINES), engineTo: one(ENGINES) },
})
/** Around Lahore alone, around the twin cities, and where nothing is. */
const PLACES = [
  { lat: 31.55, lon: 74.34, km: 30 },
  { lat: 33.68, lon: 73.05, km: 30 },
  { lat: 0, lon: 0, km: 30 },
]

export const searches: fc.Arbitrary<SavedSearch> = fc
  .record({
    ...{ id: fc.uuid(), person: fc.uuid(), terms, ranges, near: one(PLACES) },
    certified: one([true, false]),
    words: fc.subarray(['gli', 'gl', 'first', 'فیملی']).chain((all) => pick([[], [], all])),
    channel: pick(['automart', 'autotrader']),
  })
  .map(({ id, person, near, certified, words, channel, ...found }) => ({
    ...{ id: id as SavedSearchId, person: person as PersonId, version: 1, name: '', market: 'pk' },
    ...{ channel, words, frequency: 'instant', notifyBy: ['push'], createdAt: new Date(0) },
    filters: {
      terms: given<Filters['terms']>(found.terms),
      ranges: given<Filters['ranges']>(found.ranges),
      flags: given<Filters['flags']>({ certified }),
      ...(near && { near }),
    },
  }))
