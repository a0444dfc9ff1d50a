// A step of an offer among the lines of a conversation: a card for a price, a line for its end.
import type { Offer, OfferEnd } from '@pk-auto/client-live/core/offers'
import type { Row } from '@pk-auto/client-live/frames'
import type { Island } from '../../island.ts'
import { OfferCard } from './offer-card.tsx'
import { offerEnd } from './offer-words.ts'

type Props = {
  readonly island: Island
  readonly row: Row | undefined
  readonly offer: Offer | OfferEnd
  readonly name: string
  readonly mine: boolean
}

export const OfferLine = ({ island, row, offer, name, mine }: Props) =>
  offer.kind === 'offer-end' ? (
    <li class="offer-end" data-testid="offer-end" data-end={offer.end}>
      {offerEnd(island, offer, name, mine)}
    </li>
  ) : (
    <OfferCard
      {...{ island, offer, name, mine }}
      listingId={row?.about?.listingId}
      closed={row?.blocked === true}
    />
  )
