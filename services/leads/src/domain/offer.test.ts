// An offer goes to and fro until somebody ends it, by whoever's turn it is, and never on.
import { rupees } from '@pk-auto/kernel/money'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LeadId, OfferId } from './ids.ts'
import { answer, type Answer, expire, isAnswered, isOpen, offer, type Party } from './offer.ts'

const limits = { minPrice: rupees(10_000), maxPrice: rupees(1_000_000_000), openMs: 1_000 }
const noon = new Date('2026-11-28T12:00:00Z')
const at = (ms: number) => new Date(noon.getTime() + ms)
const make = (price = rupees(2_000_000), by: Party = 'buyer') =>
  offer({ id: 'o' as OfferId, lead: 'l' as LeadId, by, price }, noon, limits)
const soon = { now: noon, limits }

test('the buyer begins, and whoever did not name the price answers', () => {
  expect(() => make(rupees(2_000_000), 'seller')).toThrow('OFFER_BY_BUYER')
  expect(answer(make(), 'seller', { kind: 'accept' }, soon)).toMatchObject({
    ...{ state: 'accepted', version: 2 },
  })
  expect(() => answer(make(), 'buyer', { kind: 'accept' }, soon)).toThrow('OFFER_NOT_OPEN')
  expect(() => answer(make(), 'seller', { kind: 'withdraw' }, soon)).toThrow('OFFER_NOT_OPEN')
  expect(answer(make(), 'buyer', { kind: 'withdraw' }, soon).state).toBe('withdrawn')
})

test('a counter turns the tables and begins the time anew', () => {
  const countered = answer(
    ...([make(), 'seller', { kind: 'counter', price: rupees(2_200_000) }] as const),
    { now: at(900), limits },
  )
  expect(countered).toMatchObject({ state: 'countered', by: 'seller', expiresAt: at(1_900) })
  expect(answer(countered, 'buyer', { kind: 'accept' }, soon).state).toBe('accepted')
})

test('a price that nobody would offer is none', () => {
  for (const price of [rupees(9_999), rupees(2_000_000_000), { minor: 150n, currency: 'PKR' }])
    expect(() => make(price as ReturnType<typeof rupees>)).toThrow('INVALID_OFFER')
  expect(() => make({ ...rupees(2_000_000), currency: 'USD' })).toThrow('INVALID_OFFER')
})

test('when its time is up it expires once, and is answered no more', () => {
  expect(expire(make(), at(999))).toBeUndefined()
  const expired = expire(make(), at(1_000))
  expect(expired).toMatchObject({ state: 'expired', version: 2 })
  expect(expired && expire(expired, at(5_000))).toBeUndefined()
  expect(() => answer(make(), 'seller', { kind: 'accept' }, { now: at(1_000), limits })).toThrow(
    'OFFER_NOT_OPEN',
  )
})

const party = fc.constantFrom<Party>('buyer', 'seller')
const given = fc.oneof(
  fc.constantFrom<Answer>({ kind: 'accept' }, { kind: 'decline' }, { kind: 'withdraw' }),
  fc
    .integer({ min: 10_000, max: 9_000_000 })
    .map((price): Answer => ({ kind: 'counter', price: rupees(price) })),
)

test('whatever people try, versions count the steps taken, and what is over stays so', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(party, given)), (tries) => {
      let now = make()
      let taken = 1
      for (const [by, tried] of tries) {
        const before = now
        try {
          now = answer(before, by, tried, soon)
        } catch {
          continue
        }
        taken += 1
        expect(isOpen(before)).toBe(true)
        expect(isAnswered(now, by, tried, before.version)).toBe(true)
        expect(tried.kind === 'withdraw' ? before.by : before.by === by).toBe(
          tried.kind === 'withdraw' ? by : false,
        )
      }
      expect(now.version).toBe(taken)
    }),
  )
})
