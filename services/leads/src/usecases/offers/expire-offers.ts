// Ends offers that nobody has answered in time, one batch at a time.
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { Lead } from '../../domain/lead.ts'
import { expire, type Offer } from '../../domain/offer.ts'
import type { OfferOutbox, Offers } from './stores.ts'

export type ExpireOffersDeps = {
  clock: Clock
  newId: () => string
  inTransaction: InTransaction<{
    dueOffers: {
      /** Locks open ones due by `now`, skipping rows that somebody else holds. */
      take(now: Date, limit: number): Promise<{ offer: Offer; lead: Lead }[]>
    }
    offers: Offers
    offerOutbox: OfferOutbox
  }>
}

const BATCH = 100

/** Returns how many were due; safe to run anywhere, any number of times. */
export function expireOffers({ clock, newId, inTransaction }: ExpireOffersDeps) {
  return async function expireOffers(): Promise<number> {
    const system = 'leads.expire-offers'
    return inTransaction({ system }, async ({ dueOffers, offers, offerOutbox }) => {
      const now = clock.now()
      const due = await dueOffers.take(now, BATCH)
      for (const { offer: before, lead } of due) {
        const after = expire(before, now)
        if (!after) continue
        await offers.save(after)
        // Whose offer it was.
        await offers.addStep(newId(), after, lead[after.by], now)
        await offerOutbox.append(now, { offer: after, lead })
      }
      return due.length
    })
  }
}
