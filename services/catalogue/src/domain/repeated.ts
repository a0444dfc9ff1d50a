// Whether a change was made already: the reply was lost on the way, and the client repeats its
// request. Pure.
import type { Money } from '@pk-auto/kernel/money'
import type { CloseReason, Listing } from './listing.ts'

export type Ending = { reason: 'sold'; soldFor?: Money } | { reason: CloseReason }

/** `version` is the request's: the one from which the ad went live, or the present one. */
export const isPublished = (listing: Listing, version: number): boolean =>
  listing.state === 'live' &&
  (version === listing.version || isFrom(version, listing.reached.published))

/** Only for an ad that was brought back: one that never ended cannot come back. */
export const isReactivated = (listing: Listing, version: number): boolean =>
  listing.state === 'live' &&
  listing.reached.reactivated !== undefined &&
  (version === listing.version || isFrom(version, listing.reached.reactivated))

/** Not from the present version: that request wants another lift. */
export const isRefreshed = (listing: Listing, version: number): boolean =>
  listing.state === 'live' && isFrom(version, listing.reached.refreshed)

/** An ad that is over does not change, so its version is the one it ended with. */
export function isEnded(listing: Listing, version: number, ending: Ending): boolean {
  if (version !== listing.version && !isFrom(version, listing.version)) return false
  if (ending.reason !== 'sold')
    return listing.state === 'closed' && listing.reason === ending.reason
  return (
    listing.state === 'sold' &&
    listing.soldFor?.minor === ending.soldFor?.minor &&
    listing.soldFor?.currency === ending.soldFor?.currency
  )
}

const isFrom = (version: number, reached: number | undefined): boolean =>
  reached !== undefined && version === reached - 1
