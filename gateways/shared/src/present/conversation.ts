// Shapes conversations and their events for lists, pages of a log and socket frames.
import {
  type Attachment,
  type Event,
  EventType,
  type ListedConversation,
  type OfferStep,
  type Place,
} from '@pk-auto/proto/pkauto/chat/v1/chat'
import type { ConversationRowOut, EventOut } from '../schemas/conversation.ts'
import { presentTime } from './listing.ts'

const TYPE = new Map<number, EventOut['type']>([
  [EventType.EVENT_TYPE_MESSAGE, 'message'],
  [EventType.EVENT_TYPE_EDITED, 'edited'],
  [EventType.EVENT_TYPE_DELETED, 'deleted'],
  [EventType.EVENT_TYPE_OFFER, 'offer'],
  [EventType.EVENT_TYPE_SYSTEM, 'system'],
])
/** Letters of the last message that a list shows. */
const PREVIEW = 120

const KINDS = ['text', 'image', 'voice', 'place'] as const
const kindOf = (event: Event): (typeof KINDS)[number] =>
  KINDS.find((kind) => kind === event.kind) ?? 'text'

const typeOf = (event: Event): EventOut['type'] => TYPE.get(event.type) ?? 'message'

/** Plain numbers: a socket's frame is JSON without a schema. */
const presentStep = ({ offerId, leadId, version, step, price, expiresAt }: OfferStep) => ({
  ...{ offerId, step },
  price: { minor: Number(price?.minor ?? 0n), currency: price?.currency ?? 'PKR' },
  ...(leadId !== '' && { leadId }),
  ...(version > 0 && { version }),
  ...(expiresAt && { expiresAt: presentTime(expiresAt) }),
})

const presentMedia = ({ mediaId: id, width, height, durationMs, peaks }: Attachment) =>
  durationMs > 0 ? { id, durationMs, peaks: [...peaks] } : { id, width, height }

const presentPlace = ({ lat, lon, name }: Place) => ({ lat, lon, ...(name !== '' && { name }) })

export const presentEvent = (event: Event): EventOut => ({
  ...{ seq: Number(event.seq), type: typeOf(event), actor: event.actorId },
  ...(event.clientId !== undefined && { clientId: event.clientId }),
  at: presentTime(event.at),
  body: {
    ...(event.type === EventType.EVENT_TYPE_MESSAGE && { kind: kindOf(event) }),
    ...(event.attachment && { media: presentMedia(event.attachment) }),
    ...(event.place && { place: presentPlace(event.place) }),
    ...(event.text !== undefined && { text: event.text }),
    ...(event.of !== undefined && { of: Number(event.of) }),
    ...(event.offer && { offer: presentStep(event.offer) }),
    ...(event.note !== '' && { note: event.note }),
  },
})

/** Without what other services know of the ad and the peer. */
export function presentConversation(listed: ListedConversation): ConversationRowOut {
  const { conversation, side, last, peerReadSeq, peerDeliveredSeq, peerErased } = listed
  if (!conversation || !side) throw new Error('chat answered with half a conversation')
  const { id, listingId, lastSeq } = conversation
  return {
    id,
    ...(listingId !== undefined && { about: { listingId } }),
    peer: { id: side.peerId, ...(peerErased && { gone: true }) },
    ...{ lastSeq: Number(lastSeq), readSeq: Number(side.readSeq), unread: side.unread },
    ...{ peerReadSeq: Number(peerReadSeq), peerDeliveredSeq: Number(peerDeliveredSeq) },
    ...{ muted: side.muted, archived: side.archived, blocked: side.blocked },
    feedSeq: Number(side.feedSeq),
    ...(last && {
      last: {
        ...{
          seq: Number(last.seq),
          type: typeOf(last),
          ...(last.type === EventType.EVENT_TYPE_MESSAGE && { kind: kindOf(last) }),
          preview: (last.text ?? '').slice(0, PREVIEW),
        },
        ...(last.offer && { offer: presentStep(last.offer) }),
        ...{ at: presentTime(last.at), mine: last.actorId === side.personId },
      },
    }),
  }
}
