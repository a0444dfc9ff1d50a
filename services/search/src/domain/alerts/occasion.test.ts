// What of a changed ad is news: compared with its last state, whatever has been left out between.
import { money } from '@pk-auto/kernel/money'
import { expect, test } from 'vitest'
import type { Listing } from '../listing.ts'
import type { SearchDoc } from '../search-doc.ts'
import { occasionOf } from './occasion.ts'

const doc = (price: number, change: Partial<Listing> = {}): SearchDoc => {
  const listing = {
    ...{ state: 'live', audience: 'everyone', audienceWhileLive: 'everyone' },
    price: money(BigInt(price), 'PKR'),
    ...change,
  } as Listing
  const live = listing.state === 'live' && listing.audience === 'everyone'
  return { id: 'ad', docVersion: 1, live, listing, photos: [] }
}
const erased: SearchDoc = { id: 'ad', docVersion: 1, live: false, photos: [] }
const hidden = { audience: 'seller', audienceWhileLive: 'seller' } as const
const closed = { state: 'closed', audience: 'seller' } as const

test.each<[string, SearchDoc | undefined, SearchDoc, number | 'new' | 'nothing']>([
  ['an ad nobody knew', undefined, doc(30), 'new'],
  ['one that only dealers saw', doc(30, hidden), doc(30), 'new'],
  ['one of a state this build did not know', doc(30, { state: 'unknown' }), doc(30), 'new'],
  ['a lower price', doc(30), doc(29), 30],
  ['a lower price of one that comes back', doc(30, closed), doc(29), 30],
  ['one that comes back as it was', doc(30, closed), doc(30), 'nothing'],
  ['the same price', doc(30), doc(30, { km: 1 }), 'nothing'],
  ['a higher price', doc(30), doc(31), 'nothing'],
  ['one that is sold', doc(30), doc(20, { state: 'sold' }), 'nothing'],
  ['one that is hidden', undefined, doc(30, hidden), 'nothing'],
  ['one that is erased', doc(30), erased, 'nothing'],
])('%s', (_, before, after, expected) => {
  const occasion = occasionOf(before, after)
  expect(occasion ? (occasion.priceBefore ?? 'new') : 'nothing').toBe(expected)
})
