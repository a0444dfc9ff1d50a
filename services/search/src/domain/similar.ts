// Where to go on from an ad: the same car again, or another one for the same money that is newer or
// has run less. Pure.
import { type Brand, type Listing } from './listing.ts'
import { spread } from './paging/spread.ts'
import type { Hit } from './search-query.ts'

export const MOST_SIMILAR = 6
/** Of one seller among them, where there are enough others. */
const MOST_OF_A_SELLER = 2
/** Read for a choice of sellers. */
export const SIMILAR_WINDOW = 24

/** How far prices may differ for being the same money. */
export const SAME_MONEY = { from: 0.88, to: 1.12 } as const
/** Without a generation a car is the same within so many model years. */
export const SAME_YEARS = 2
/** Another car has run less when it is at most this share. */
export const FEWER_KM = 0.9

/**
 * An ad that is over is a dead end with a way on: what everybody could see of it may still lead to
 * others.
 */
export const leadsOn = (listing: Listing, { market, channels }: Brand): boolean =>
  listing.audienceWhileLive === 'everyone' &&
  listing.market === market &&
  listing.channels.some((channel) => channels.includes(channel))

export const chosenFrom = (hits: readonly Hit[]): readonly Hit[] =>
  spread(hits, MOST_SIMILAR, MOST_OF_A_SELLER).slice(0, MOST_SIMILAR)
