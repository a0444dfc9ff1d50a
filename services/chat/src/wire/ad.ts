// What catalogue says of an ad, as far as those who talk about it care.
import { isId } from '@pk-auto/kernel/id'
import type { ListingEvent } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import {
  Audience,
  ListingState,
  type PublicListing,
} from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import type { Ad, AdState } from '../domain/note.ts'

function stateOf({ state, audience }: PublicListing): AdState | undefined {
  switch (state) {
    case ListingState.LISTING_STATE_LIVE:
      // An audience that this build does not know is nobody's.
      return audience === Audience.AUDIENCE_EVERYONE ? 'live' : 'over'
    case ListingState.LISTING_STATE_SOLD:
      return 'sold'
    case ListingState.LISTING_STATE_CLOSED:
    case ListingState.LISTING_STATE_EXPIRED:
      return 'over'
    default:
      return undefined
  }
}

/** None for a state this build does not know. @throws Error for an event without a listing */
export function adsOf({ listing }: ListingEvent): Ad[] {
  if (!listing || !isId(listing.id)) throw new Error('a listing event without a listing')
  const state = stateOf(listing)
  return state ? [{ listing: listing.id, version: listing.version, state }] : []
}

/** What an erased key leaves behind; nothing for a key that is no id. */
export const erasedAd = (key: string): Ad[] => (isId(key) ? [{ listing: key, state: 'over' }] : [])
