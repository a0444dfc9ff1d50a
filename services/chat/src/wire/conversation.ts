// Conversations and their logs as messages: what people get, and what the topic holds.
import {
  type Attachment as AttachmentMessage,
  type Conversation as ConversationMessage,
  type Event as EventMessage,
  EventType,
  type FoundMessage,
  type ListedConversation,
  type LogPage,
  type OfferStep as StepMessage,
  type Place as PlaceMessage,
  type SendMessageRequest,
  type Side as SideMessage,
  type WrittenConversation,
} from '@pk-auto/proto/pkauto/chat/v1/chat'
import type { ConversationEvent } from '@pk-auto/proto/pkauto/chat/v1/events'
import type { Conversation, Side } from '../domain/conversation.ts'
import { errors } from '../domain/errors.ts'
import { type MediaId, mediaId } from '../domain/ids.ts'
import {
  ATTACHED_KINDS,
  type AttachedMessage,
  type ChatEvent,
  isAttached,
  type Message,
  OFFER_STEPS,
  type OfferStep,
} from '../domain/message.ts'
import type { ListChanges } from '../usecases/logs/read-followed.ts'
import type { Found } from '../usecases/lists/search-messages.ts'
import type { Content } from '../usecases/readable-content.ts'
import type { Listed, ListHead, Read, Written } from '../usecases/stores.ts'

const TYPE = {
  message: EventType.EVENT_TYPE_MESSAGE,
  edited: EventType.EVENT_TYPE_EDITED,
  deleted: EventType.EVENT_TYPE_DELETED,
  offer: EventType.EVENT_TYPE_OFFER,
  system: EventType.EVENT_TYPE_SYSTEM,
} as const satisfies Record<ChatEvent['type'], EventType>

const listingOf = ({ about }: Conversation): string | undefined =>
  about.kind === 'listing' ? about.id : undefined

export const conversationMessage = (conversation: Conversation): ConversationMessage => ({
  id: conversation.id,
  listingId: listingOf(conversation),
  personIds: [...conversation.people],
  lastSeq: BigInt(conversation.lastSeq),
  createdAt: conversation.createdAt,
})

export const sideMessage = (side: Side): SideMessage => ({
  personId: side.person,
  peerId: side.peer,
  readSeq: BigInt(side.readSeq),
  deliveredSeq: BigInt(side.deliveredSeq),
  unread: side.unread,
  feedSeq: BigInt(side.feedSeq),
  muted: side.muted,
  archived: side.archived,
  blocked: side.blocked,
})

const stepMessage = ({ offer, step, price, lead, version, expiresAt }: OfferStep): StepMessage => ({
  ...{ offerId: offer, step, price: { minor: BigInt(price.minor), currency: price.currency } },
  ...{ leadId: lead ?? '', version: version ?? 0 },
  expiresAt: expiresAt === undefined ? undefined : new Date(expiresAt),
})

/** @throws INVALID_MESSAGE (invalid) for a step this build does not know */
export function stepFromWire(wire: StepMessage | undefined): OfferStep {
  const step = OFFER_STEPS.find((name) => name === wire?.step)
  if (!wire?.price || !step)
    throw errors.INVALID_MESSAGE(
      {},
      { fields: [{ path: 'offer', code: 'UNKNOWN_VALUE', message: 'a step of an offer' }] },
    )
  const { offerId: offer, leadId: lead, version, expiresAt } = wire
  const { minor, currency } = wire.price
  return {
    ...{ offer, step, price: { minor: Number(minor), currency } },
    ...(lead !== '' && { lead }),
    ...(version > 0 && { version }),
    ...(expiresAt && { expiresAt: expiresAt.toISOString() }),
  }
}

const mediaOf = (event: ChatEvent): MediaId | undefined =>
  event.type === 'message' && isAttached(event.body) ? event.body.mediaId : undefined

const NOTHING_DRAWN = { width: 0, height: 0, durationMs: 0, peaks: Buffer.alloc(0) }
const drawnOf = (body: AttachedMessage) =>
  body.kind === 'image'
    ? { width: body.width, height: body.height }
    : { durationMs: body.durationMs, peaks: Buffer.from(body.peaks) }

const attachmentMessage = (body: Message): AttachmentMessage | undefined =>
  isAttached(body) && body.mediaId !== undefined
    ? { ...NOTHING_DRAWN, ...drawnOf(body), mediaId: body.mediaId }
    : undefined

const placeMessage = (body: Message): PlaceMessage | undefined =>
  body.kind === 'place' && body.place ? { name: '', ...body.place } : undefined

/** @throws INVALID_MESSAGE (invalid) for a kind this build does not know */
export function contentFromWire({ kind, text, mediaId: id, place }: SendMessageRequest): Content {
  if (kind === '' || kind === 'text') return { kind: 'text', text }
  if (kind === 'place' && place) return { kind, place }
  const attached = ATTACHED_KINDS.find((one) => one === kind)
  if (attached) return { kind: attached, media: mediaId(id ?? '') }
  throw errors.INVALID_MESSAGE(
    {},
    { fields: [{ path: 'kind', code: 'UNKNOWN_VALUE', message: 'text, image, voice or place' }] },
  )
}

export const eventMessage = (event: ChatEvent): EventMessage => ({
  seq: BigInt(event.seq),
  type: TYPE[event.type],
  actorId: event.actor,
  clientId: 'clientId' in event ? event.clientId : undefined,
  at: event.at,
  text: 'text' in event.body ? event.body.text : undefined,
  of: 'of' in event.body ? BigInt(event.body.of) : undefined,
  offer: event.type === 'offer' ? stepMessage(event.body) : undefined,
  kind: event.type === 'message' ? event.body.kind : '',
  attachment: event.type === 'message' ? attachmentMessage(event.body) : undefined,
  place: event.type === 'message' ? placeMessage(event.body) : undefined,
  note: event.type === 'system' ? event.body.code : '',
})

export const foundMessage = ({ conversation, seq, actor, at, text }: Found): FoundMessage => ({
  ...{ conversationId: conversation, seq: BigInt(seq), actorId: actor, at, text },
})

/** Only messages are written together, so that the last of them is the newest of its log. */
export const writtenMessage = ({ conversation, sides, events }: Written): WrittenConversation => ({
  conversation: conversationMessage(conversation),
  sides: sides.map(sideMessage),
  events: events.map(eventMessage),
})

export const pageMessage = (read: Read): LogPage => ({
  conversationId: read.conversation,
  personId: read.person,
  after: BigInt(read.after),
  events: read.events.map(eventMessage),
  lastSeq: BigInt(read.lastSeq),
  peerReadSeq: BigInt(read.peerReadSeq),
  peerDeliveredSeq: BigInt(read.peerDeliveredSeq),
  peerId: read.reachable ?? '',
  peerHides: read.peerHides,
})

export const listedMessage = (
  listed: Listed & { readonly showsPresence?: boolean },
): ListedConversation => ({
  conversation: conversationMessage(listed.conversation),
  side: sideMessage(listed.side),
  last: listed.last && eventMessage(listed.last),
  peerReadSeq: BigInt(listed.peerReadSeq),
  peerDeliveredSeq: BigInt(listed.peerDeliveredSeq),
  showsPresence: listed.showsPresence ?? false,
  peerErased: listed.peerErased,
})

export const changesMessage = ({ person, items, feedSeq, more }: ListChanges) => ({
  personId: person,
  items: items.map(listedMessage),
  feedSeq: BigInt(feedSeq),
  more,
})

export const headMessage = ({ person, feedSeq }: ListHead) => ({
  ...{ personId: person, feedSeq: BigInt(feedSeq) },
})

/** Ids and kinds: nothing of what was said. */
export const conversationEvent = (
  conversation: Conversation,
  event: ChatEvent,
  gone?: MediaId,
): ConversationEvent => ({
  conversationId: conversation.id,
  seq: BigInt(event.seq),
  type: TYPE[event.type],
  actorId: event.actor,
  personIds: [...conversation.people],
  listingId: listingOf(conversation),
  at: event.at,
  mediaId: gone ?? mediaOf(event),
  epoch: conversation.epoch,
})
