// For how long a sale can be taken back, and what is left of it then.
import { rupees } from '@pk-auto/kernel/money'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bounds, corolla } from '../../../test/corolla.ts'
import type { ListingId, PersonId } from '../ids.ts'
import { close, draft, publish, reactivate, sell } from '../listing.ts'
import { isReactivated } from '../repeated.ts'
import { finalSince, undoLeftMs } from './undo.ts'

const MINUTE = 60_000
const times = {
  ...{ lifetimeMs: 60 * 24 * 60 * MINUTE, draftLifetimeMs: MINUTE, refreshEveryMs: MINUTE },
  ...{ dropMinAgeMs: 0, saleUndoMs: 10 * MINUTE },
}
const noon = new Date('2026-11-20T12:00:00.000Z')
const after = (ms: number) => new Date(noon.getTime() + ms)
const made = draft('l' as ListingId, 'p' as PersonId, 'pk', corolla(), noon, times)
const live = publish(made, noon, times).listing
const soldAt = after(60 * MINUTE)
const sold = sell(live, soldAt, bounds, rupees(3_600_000)).listing
const since = (ms: number) => new Date(soldAt.getTime() + ms)

test('a sale taken back is forgotten, and the ad stands where it stood', () => {
  const { change, listing: back } = reactivate(sold, since(9 * MINUTE), times)
  expect(change).toBe('reactivated')
  expect(back).toMatchObject({ state: 'live', publishedAt: noon, priceSince: live.priceSince })
  expect(back).not.toHaveProperty('soldFor')
  expect(back).not.toHaveProperty('endedAt')
  expect(isReactivated(back, sold.version)).toBe(true)
})

test('only a sold ad has time left', () => {
  const closed = close(live, soldAt, 'other').listing
  for (const ad of [made, live, closed]) expect(undoLeftMs(ad, soldAt, times)).toBe(0)
})

test('a sale is taken back or final, never both and never neither', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20 * MINUTE }), (ms) => {
      const now = since(ms)
      const isFinal = soldAt <= finalSince(now, times)
      expect(undoLeftMs(sold, now, times)).toBe(isFinal ? 0 : 10 * MINUTE - ms)
      const undo = () => reactivate(sold, now, times)
      if (isFinal) expect(undo).toThrowError('SALE_FINAL')
      else expect(undo().listing.state).toBe('live')
    }),
  )
})
