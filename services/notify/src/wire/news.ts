// Events of other services as what they mean here, and what leaves as messages. Pure.
import { EventType } from '@pk-auto/proto/pkauto/chat/v1/chat'
import type { ConversationEvent } from '@pk-auto/proto/pkauto/chat/v1/events'
import { type SavedChangeEvent, SavedChangeKind } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import type { Money } from '@pk-auto/proto/pkauto/common/v1/money'
import type { LeadEvent, OfferEvent } from '@pk-auto/proto/pkauto/leads/v1/events'
import { ContactKind, OfferState, Side } from '@pk-auto/proto/pkauto/leads/v1/leads'
import { type AlertEvent, AlertKind } from '@pk-auto/proto/pkauto/search/v1/events'
import type { PersonId } from '../domain/ids.ts'
import { CHANNELS, type News } from '../domain/news/news.ts'
import {
  type Contacted,
  newsOfAlert,
  newsOfContact,
  newsOfMessage,
  newsOfOffer,
  newsOfSavedAd,
  type OfferState as State,
} from '../domain/news/news-of.ts'

const rupeesOf = (money: Money | undefined): number => Number((money?.minor ?? 0n) / 100n)

/** What is not a message has an event of its own, or is no news. */
export function newsFromConversation(event: ConversationEvent): News[] {
  if (event.type !== EventType.EVENT_TYPE_MESSAGE || !event.at) return []
  return newsOfMessage({
    ...{ conversation: event.conversationId, seq: Number(event.seq), at: event.at },
    ...{ by: event.actorId as PersonId, people: event.personIds as PersonId[] },
    ...(event.listingId !== undefined && { listing: event.listingId }),
    ...(event.epoch !== undefined && { epoch: event.epoch }),
  })
}

const STATE: Readonly<Partial<Record<OfferState, State>>> = {
  [OfferState.OFFER_STATE_OPEN]: 'open',
  [OfferState.OFFER_STATE_COUNTERED]: 'countered',
  [OfferState.OFFER_STATE_ACCEPTED]: 'accepted',
  [OfferState.OFFER_STATE_DECLINED]: 'declined',
  [OfferState.OFFER_STATE_WITHDRAWN]: 'withdrawn',
  [OfferState.OFFER_STATE_EXPIRED]: 'expired',
}

/**
 * The event does not say when its step was: of an offer that is over for long nothing is news, so
 * its end counts where it lies before the event.
 */
export function newsFromOffer(event: OfferEvent, { at: publishedAt }: { at: Date }): News[] {
  const state = STATE[event.state]
  if (!state || event.leadId === '' || !event.expiresAt) return []
  const at = event.expiresAt < publishedAt ? event.expiresAt : publishedAt
  return [
    newsOfOffer({
      ...{ offer: event.offerId, version: event.version, state, at, listing: event.listingId },
      ...{ buyer: event.buyerId as PersonId, seller: event.sellerId as PersonId },
      ...{ by: event.by === Side.SIDE_SELLER ? 'seller' : 'buyer', price: rupeesOf(event.price) },
      ...(event.conversationId !== '' && { conversation: event.conversationId }),
    }),
  ]
}

const CONTACT: Readonly<Partial<Record<ContactKind, Contacted['kind']>>> = {
  [ContactKind.CONTACT_KIND_MESSAGE]: 'message',
  [ContactKind.CONTACT_KIND_CALL]: 'call',
  [ContactKind.CONTACT_KIND_WHATSAPP]: 'whatsapp',
  [ContactKind.CONTACT_KIND_CALLBACK]: 'callback',
}

export function newsFromLead(event: LeadEvent): News[] {
  const kind = CONTACT[event.lastKind]
  if (!kind || event.listingId === '' || !event.lastContactAt) return []
  return newsOfContact({
    ...{ lead: event.leadId, contacts: event.contacts, kind, listing: event.listingId },
    ...{ buyer: event.buyerId as PersonId, seller: event.sellerId as PersonId },
    at: event.lastContactAt,
  })
}

export function newsFromSavedChange(event: SavedChangeEvent, { at }: { at: Date }): News[] {
  const saved = {
    ...{ person: event.personId as PersonId, listing: event.listingId },
    ...{ version: event.version, at },
  }
  if (event.kind === SavedChangeKind.SAVED_CHANGE_KIND_SOLD) return [newsOfSavedAd(saved)]
  if (event.kind !== SavedChangeKind.SAVED_CHANGE_KIND_PRICE_DROPPED) return []
  const drop = { was: rupeesOf(event.from), price: rupeesOf(event.to) }
  return [newsOfSavedAd({ ...saved, drop })]
}

export function newsFromAlert(event: AlertEvent, { id, at }: { id: string; at: Date }): News[] {
  if (event.kind === AlertKind.ALERT_KIND_UNSPECIFIED) return []
  return [
    newsOfAlert({
      ...{ event: id, person: event.personId as PersonId, search: event.searchId, at },
      ...{ onlyDrops: event.kind === AlertKind.ALERT_KIND_PRICE_DROP, total: event.total },
      listings: event.listingIds,
      channels: CHANNELS.filter((channel) => event.channels.includes(channel)),
    }),
  ]
}
