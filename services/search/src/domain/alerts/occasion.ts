// What in a changed document is news for saved searches: an ad that can be found for the first
// time, or one that has become cheaper. Pure.
import { type Listing, wasFindable } from '../listing.ts'
import type { SearchDoc } from '../search-doc.ts'

export type Occasion = {
  readonly listing: Listing
  /** The price before a drop, in minor units; absent for a new ad. */
  readonly priceBefore?: number
}

/**
 * Compares states, never what an event says of its change: of events that were collapsed only the
 * last is seen. An ad that comes back is not new again.
 */
export function occasionOf(
  before: SearchDoc | undefined,
  { live, listing }: SearchDoc,
): Occasion | undefined {
  if (!live || !listing) return undefined
  const was = before?.listing
  if (!was || !wasFindable(was)) return { listing }
  const cheaper =
    was.price.currency === listing.price.currency && listing.price.minor < was.price.minor
  return cheaper ? { listing, priceBefore: Number(was.price.minor) } : undefined
}
