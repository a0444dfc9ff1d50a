// What events mean to whom: one event in, the news it is to each person out. Pure.
import type { PersonId } from '../ids.ts'
import type { DeliveryChannel, Kind, News } from './news.ts'

type Between = { readonly buyer: PersonId; readonly seller: PersonId }

export type MessageWritten = {
  readonly conversation: string
  readonly seq: number
  /** Of the number, once logs have been restored from a backup. */
  readonly epoch?: string
  readonly by: PersonId
  readonly people: readonly PersonId[]
  readonly listing?: string
  readonly at: Date
}

/** To everybody in it but its author. */
export const newsOfMessage = (written: MessageWritten): News[] => {
  const { conversation, seq, by, people, listing, at, epoch } = written
  const event = ['message', conversation, seq, ...(epoch === undefined ? [] : [epoch])].join(':')
  return people
    .filter((person) => person !== by)
    .map((person) => ({
      ...{ event, person, kind: 'message' as const, at },
      group: `conversation:${conversation}`,
      facts: { conversation, seq, ...(listing !== undefined && { listing }) },
    }))
}

export type OfferState = 'open' | 'countered' | 'accepted' | 'declined' | 'withdrawn' | 'expired'

export type OfferStanding = Between & {
  readonly offer: string
  readonly version: number
  readonly state: OfferState
  /** Who named the price. */
  readonly by: 'buyer' | 'seller'
  readonly price: number
  readonly listing: string
  readonly conversation?: string
  readonly at: Date
}

const OFFER_KIND = {
  open: 'offer-made',
  countered: 'offer-countered',
  accepted: 'offer-accepted',
  declined: 'offer-declined',
  withdrawn: 'offer-withdrawn',
  expired: 'offer-expired',
} as const satisfies Record<OfferState, Kind>
/** Steps of the one who named the price; all others are the answer to it. */
const BY_NAMER: ReadonlySet<OfferState> = new Set(['open', 'countered', 'withdrawn'])

/** To the one whose step it was not; that nobody has answered, to the one who waited. */
export const newsOfOffer = (standing: OfferStanding): News => {
  const { offer, version, state, by, price, listing, conversation, at } = standing
  const [namer, other] =
    by === 'buyer' ? [standing.buyer, standing.seller] : [standing.seller, standing.buyer]
  return {
    ...{ event: `offer:${offer}:${version}`, person: BY_NAMER.has(state) ? other : namer, at },
    ...{ kind: OFFER_KIND[state], group: `offer:${offer}` },
    facts: { listing, price, ...(conversation !== undefined && { conversation }) },
  }
}

export type Contacted = Between & {
  readonly lead: string
  readonly contacts: number
  readonly kind: 'message' | 'call' | 'whatsapp' | 'callback'
  readonly listing: string
  readonly at: Date
}

/** To the seller. Who writes is read in the conversation, so that is no news here. */
export const newsOfContact = ({ lead, contacts, kind, listing, seller, at }: Contacted): News[] =>
  kind === 'message'
    ? []
    : [
        {
          ...{ event: `contact:${lead}:${contacts}`, person: seller, kind: `contact-${kind}`, at },
          ...{ group: `contact:${lead}`, facts: { listing } },
        },
      ]

export type SavedChange = {
  readonly person: PersonId
  readonly listing: string
  readonly version: number
  readonly at: Date
  /** Absent: the car is sold. */
  readonly drop?: { readonly was: number; readonly price: number }
}

export const newsOfSavedAd = ({ person, listing, version, drop, at }: SavedChange): News => ({
  ...{ event: `saved:${listing}:${version}`, person, at, group: `saved:${listing}` },
  ...{ kind: drop ? 'price-dropped' : 'sold', facts: { listing, ...drop } },
})

export type AlertRaised = {
  readonly event: string
  readonly person: PersonId
  readonly search: string
  readonly onlyDrops: boolean
  readonly listings: readonly string[]
  readonly total: number
  readonly channels: readonly DeliveryChannel[]
  readonly at: Date
}

export const newsOfAlert = (raised: AlertRaised): News => {
  const { event, person, search, onlyDrops, listings, total: count, channels, at } = raised
  const [listing] = listings
  return {
    ...{ event: `alert:${event}`, person, at, channels, group: `alert:${search}` },
    kind: onlyDrops ? 'alert-dropped' : 'alert-new',
    facts: { search, count, ...(listing !== undefined && { listing }) },
  }
}
