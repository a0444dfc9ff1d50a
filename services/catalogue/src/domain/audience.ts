// Who may see a listing besides its seller. Decided here alone: every event carries it, and whoever
// shows listings only filters by it. Pure.
import type { Listing } from './listing.ts'
import type { Visibility } from './listing-facts.ts'

export type Audience = 'everyone' | 'seller'

/**
 * Live and sold ads have a page, so that an old link shows what became of the car. Wholesale is for
 * dealers; nobody is known as one until there are orgs, so nobody but its seller sees it.
 */
export const audienceOf = (state: Listing['state'], visibility: Visibility): Audience =>
  (state === 'live' || state === 'sold') && visibility === 'public' ? 'everyone' : 'seller'

/**
 * Who can see a published ad while it is live. When it has ended it stays in their lists, and leads
 * them on to others.
 */
export const audienceWhileLive = (state: Listing['state'], visibility: Visibility): Audience =>
  state === 'draft' ? 'seller' : audienceOf('live', visibility)
