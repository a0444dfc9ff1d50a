// A listing as its owner publishes it, and whether the public may find or see it. Pure.
import type { Money } from '@pk-auto/kernel/money'

/** `unknown`: a value this build does not know yet; a listing of unknown audience is hidden. */
export type ListingState = 'draft' | 'live' | 'sold' | 'closed' | 'expired' | 'unknown'
export type Visibility = 'public' | 'wholesale-public' | 'wholesale' | 'unknown'
/** Who may see it besides its seller. Catalogue decides; here it is only filtered by. */
export type Audience = 'everyone' | 'seller' | 'unknown'

export type Listing = {
  readonly id: string
  readonly version: number
  readonly state: ListingState
  readonly sellerId: string
  readonly sellerType: string
  readonly market: string
  readonly make: string
  readonly model: string
  /** Empty when not given, like `variant`, `area` and `title`. */
  readonly generation: string
  readonly variant: string
  readonly year: number
  readonly price: Money
  /** The higher price before the last drop. */
  readonly droppedFrom?: Money
  readonly km: number
  readonly engineCc: number
  readonly fuel: string
  readonly transmission: string
  readonly assembly: string
  readonly body: string
  readonly colour: string
  readonly city: string
  readonly area: string
  readonly registrationCity: string
  readonly condition: string
  readonly features: readonly string[]
  readonly title: string
  /** Media ids, the cover first. */
  readonly photos: readonly string[]
  readonly visibility: Visibility
  readonly audience: Audience
  /** Who can see it while it is live, also when it has ended. */
  readonly audienceWhileLive: Audience
  readonly channels: readonly string[]
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly publishedAt?: Date
  readonly closedAt?: Date
}

/** What was published of a listing: its whole state at a version, or that it was erased. */
export type ListingFact = {
  readonly id: string
  readonly listing?: Listing
  /** When its owner said so. */
  readonly at?: Date
}

/** False while a value came that this build did not know: republishing then mends it. */
export const isUnderstood = (listing: Understanding): boolean =>
  listing.state !== 'unknown' &&
  listing.audience !== 'unknown' &&
  listing.audienceWhileLive !== 'unknown'

/** What of a listing this build may not know. */
export type Understanding = Pick<Listing, 'state' | 'audience' | 'audienceWhileLive'>

/** As published; where an older build left it out, whoever sees a listing now is one of them. */
export const whileLiveOr = (
  now: Audience | null,
  published: Audience | null | undefined,
): Audience =>
  published && published !== 'unknown' ? published : now === 'everyone' ? 'everyone' : 'unknown'

/** Found by search: live and for everyone. */
export const isFindable = ({ state, audience }: Listing): boolean =>
  state === 'live' && audience === 'everyone'

/** Found by search at some time, now or before it ended. */
export const wasFindable = ({ state, audienceWhileLive }: Listing): boolean =>
  state !== 'unknown' && audienceWhileLive === 'everyone'

/**
 * Where a reader stands: a brand shows the listings of its market that are on one of its channels.
 */
export type Brand = { readonly market: string; readonly channels: readonly string[] }

/** Has a page for everyone, on the brand that is asked. */
export const hasPage = (listing: Listing, { market, channels }: Brand): boolean =>
  listing.audience === 'everyone' &&
  listing.market === market &&
  listing.channels.some((channel) => channels.includes(channel))
