// Conversations and their logs as messages: what people get, and what the topic holds.
import {
  type Conversation as ConversationMessage,
  type Event as EventMessage,
  EventType,
  type ListedConversation,
  type LogPage,
  type Side as SideMessage,
} from '@pk-auto/proto/pkauto/chat/v1/chat'
import type { ConversationEvent } from '@pk-auto/proto/pkauto/chat/v1/events'
import type { Conversation, Side } from '../domain/conversation.ts'
import type { ChatEvent } from '../domain/message.ts'
import type { ListChanges } from '../usecases/lists/read-changes.ts'
import type { Listed, Read } from '../usecases/stores.ts'

const TYPE = {
  message: EventType.EVENT_TYPE_MESSAGE,
  edited: EventType.EVENT_TYPE_EDITED,
  deleted: EventType.EVENT_TYPE_DELETED,
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

export const eventMessage = (event: ChatEvent): EventMessage => ({
  seq: BigInt(event.seq),
  type: TYPE[event.type],
  actorId: event.actor,
  clientId: event.type === 'message' ? event.clientId : undefined,
  at: event.at,
  text: event.type === 'deleted' ? undefined : event.body.text,
  of: event.type === 'message' ? undefined : BigInt(event.body.of),
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
})

export const listedMessage = (listed: Listed): ListedConversation => ({
  conversation: conversationMessage(listed.conversation),
  side: sideMessage(listed.side),
  last: listed.last && eventMessage(listed.last),
  peerReadSeq: BigInt(listed.peerReadSeq),
  peerDeliveredSeq: BigInt(listed.peerDeliveredSeq),
})

export const changesMessage = ({ person, items, feedSeq, more }: ListChanges) => ({
  personId: person,
  items: items.map(listedMessage),
  feedSeq: BigInt(feedSeq),
  more,
})

/** Ids and kinds: nothing of what was said. */
export const conversationEvent = (
  conversation: Conversation,
  event: ChatEvent,
): ConversationEvent => ({
  conversationId: conversation.id,
  seq: BigInt(event.seq),
  type: TYPE[event.type],
  actorId: event.actor,
  personIds: [...conversation.people],
  listingId: listingOf(conversation),
  at: event.at,
})
