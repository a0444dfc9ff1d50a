// What the verbs of chat may use inside a transaction; outbound/ implements it.
import type { Conversation, Side } from '../domain/conversation.ts'
import type { ClientId, ConversationId, MediaId, PersonId } from '../domain/ids.ts'
import type {
  AttachedKind,
  AttachedMessage,
  ChatEvent,
  Message,
  MessageEvent,
  OfferEvent,
  SystemEvent,
  Written as WrittenMessage,
} from '../domain/message.ts'
import type { Ad, AdState, Note } from '../domain/note.ts'

export type Sent = {
  readonly seq: number
  readonly at: Date
  /** Whether it was the same message. */
  readonly same: boolean
}

export type Conversations = {
  /** The one of this pair and subject, made now if there is none: two at once make one. */
  ensure(conversation: Conversation): Promise<{ conversation: Conversation; created: boolean }>
  /**
   * Locks the row until commit: the one who has it writes the next number. @throws
   * CONVERSATION_NOT_FOUND: the same for absent and foreign
   */
  forUpdate(id: ConversationId): Promise<Conversation>
}

export type Log = {
  /** What this clientId sent here, if it ever did. */
  sentBefore(
    id: ConversationId,
    { actor, clientId, body }: Pick<MessageEvent | OfferEvent, 'actor' | 'clientId' | 'body'>,
  ): Promise<Sent | undefined>
  message(id: ConversationId, seq: number): Promise<WrittenMessage | undefined>
  /** Takes what was said out of a message and of its edits; their numbers stay. */
  empty(id: ConversationId, seq: number): Promise<void>
  /** Writes the next event, and moves the lists of both. The conversation must be locked. */
  append(conversation: Conversation, event: ChatEvent): Promise<void>
}

/** A message that its sender wants in a log. */
export type Draft = {
  readonly conversation: ConversationId
  readonly sender: PersonId
  readonly clientId: ClientId
  readonly body: Message
  /** Of the sending. */
  readonly traceparent?: string | undefined
}

/** What a draft meets under the lock of its conversation. */
export type Locked = {
  readonly draft: Draft
  /** Undefined when there is none. */
  readonly conversation: Conversation | undefined
  /** What this clientId sent here, if it ever did. */
  readonly before?: Sent
  /** One of the two has blocked the other. */
  readonly blocked: boolean
  /** Its media stands in a message already. */
  readonly used: boolean
  /** The same for the same message. */
  readonly digest: string
}

/** What one transaction has written in one log, and what it has made of both lists. */
export type Written = {
  /** As it is with these messages. */
  readonly conversation: Conversation
  readonly sides: readonly Side[]
  /** In the order of their numbers. */
  readonly events: readonly MessageEvent[]
}

export type AddedMessage = {
  /** As it was before this message. */
  readonly conversation: Conversation
  readonly event: MessageEvent
  readonly traceparent: string | undefined
}

/** For messages of many senders at once. Checks nothing. */
export type Batches = {
  /** Locks the conversations until commit. One answer for each draft, in order. */
  lock(drafts: readonly Draft[]): Promise<Locked[]>
  /**
   * Writes them, and moves the lists of all. The conversations must be locked. Of each both sides,
   * as they are then.
   */
  append(added: readonly AddedMessage[]): Promise<ReadonlyMap<ConversationId, readonly Side[]>>
}

export type Blocks = {
  /** Whether the two have a conversation, and who has blocked the other in any of theirs. */
  blockOf(
    person: PersonId,
    other: PersonId,
  ): Promise<{ readonly known: boolean; readonly byPerson: boolean; readonly byOther: boolean }>
}

/** A note, and its conversation as it was before. */
export type Noted = { readonly conversation: Conversation; readonly event: SystemEvent }

/** A note for everybody who talked about the ad at that time. */
export type Owed = { readonly listing: string; readonly note: Note; readonly at: Date }

/** Ads that people talk about, and the notes of what becomes of them. */
export type Ads = {
  /** What is stored of these, locked until commit. */
  lock(
    listings: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly version: number; readonly state: AdState }>>
  store(ads: readonly (Ad & { readonly version: number })[]): Promise<void>
  /** Whether notes about any of these are still to be written. */
  areOwed(listings: readonly string[]): Promise<boolean>
  /** Remembers them; of none of these ads any are owed. */
  owe(notes: readonly Owed[]): Promise<void>
  /**
   * The next conversations about these that are owed a note, locked until commit: from then on it
   * counts as written. The ads must be locked.
   */
  nextOwed(
    listings: readonly string[],
    limit: number,
  ): Promise<readonly { readonly conversation: Conversation; readonly note: Note }[]>
  /** One note in each log; the lists of both move, and nothing is unread because of it. */
  append(noted: readonly Noted[]): Promise<readonly ListHead[]>
}

export type Sides = {
  /** Of both, in no order. */
  of(id: ConversationId): Promise<readonly Side[]>
  /** Stores it and moves the lists of both. The conversation must be locked. */
  save(conversation: Conversation, side: Side): Promise<void>
}

/** Which media stand in which message: each in one, until that is deleted. */
export type Attachments = {
  /** Whether it stands in a conversation of the actor. */
  isShown(media: MediaId): Promise<boolean>
  /** The media that message had, if it had one. */
  remove(conversation: ConversationId, seq: number): Promise<MediaId | undefined>
}

export type MediaLinks = {
  readonly files: readonly { readonly name: string; readonly path: string }[]
  readonly expiresAt: Date
}

/** The uploads of people, at their owner. */
export type Media = {
  /** What the actor has uploaded for such a message; undefined for any other. */
  own(
    id: MediaId,
    kind: AttachedKind,
    actorToken: string,
  ): Promise<AttachedMessage | 'pending' | undefined>
  links(id: MediaId): Promise<MediaLinks | undefined>
}

/** What a reader wants of one log: what follows `after`, or the newest before `before`. */
export type Wanted = {
  readonly conversation: ConversationId
  readonly person: PersonId
} & ({ readonly after: number } | { readonly before: number })

export type Read = {
  readonly conversation: ConversationId
  readonly person: PersonId
  /** As it was asked; 0 of a read backwards. */
  readonly after: number
  /** In the order of `seq`, whichever end was asked for. */
  readonly events: readonly ChatEvent[]
  readonly lastSeq: number
  readonly peerReadSeq: number
  readonly peerDeliveredSeq: number
  /** Undefined while one of the two has blocked the other. */
  readonly reachable: PersonId | undefined
  /** The peer lets nobody see whether they are there. */
  readonly peerHides: boolean
}

export type Reader = {
  /** Leaves out, alike, what is absent and what the person takes no part in. */
  read(wanted: readonly Wanted[], limit: number): Promise<(Read & { backwards: boolean })[]>
}

/** A row of somebody's list. */
export type Listed = {
  readonly conversation: Conversation
  readonly side: Side
  readonly peerReadSeq: number
  readonly peerDeliveredSeq: number
  /** Whether the peer blocks this person. */
  readonly blockedByPeer: boolean
  readonly peerErased: boolean
  readonly last?: ChatEvent
}

export type ListRead = { readonly person: PersonId; readonly since: number }

/** `feedSeq`: the newest change of the person's list. */
export type ListHead = { readonly person: PersonId; readonly feedSeq: number }

export type SideRead = { readonly conversation: ConversationId; readonly person: PersonId }

export type Lists = {
  /** The most recently changed first, those that changed after `since` alone. */
  page(
    person: PersonId,
    by: { limit: number; before?: number } | { limit: number; since: number },
  ): Promise<Listed[]>
  /** Of the person's list, those of these conversations. */
  among(person: PersonId, ids: readonly ConversationId[]): Promise<Listed[]>
  /** Of many lists one row each. */
  sides(reads: readonly SideRead[]): Promise<Listed[]>
  /** Of each whom the person has blocked the latest, the most recently changed first. */
  blocked(person: PersonId, limit: number): Promise<Listed[]>
  /** Rows of each list that changed after its `since`, the oldest change first. */
  changes(reads: readonly ListRead[], limit: number): Promise<Listed[]>
  /** Messages not read, over all that is neither muted nor archived. */
  unread(person: PersonId): Promise<number>
  /** The same of many people; those who have read everything are left out. */
  unreadOf(people: readonly PersonId[]): Promise<ReadonlyMap<PersonId, number>>
  /** How far the person's list has come. */
  feedSeq(person: PersonId): Promise<number>
  /** The same of many, without those who have never had one. */
  heads(people: readonly PersonId[]): Promise<ListHead[]>
  /** Another one after a restore: lists are then read anew. */
  epoch(): Promise<string>
}

/**
 * After a commit: the lists of these people have changed, and where it is known how far each has
 * come. A hint: it may be lost.
 */
export type Changed = (people: readonly PersonId[], feedSeqs?: readonly number[]) => void

export type ConversationOutbox = {
  /** `media` is what the event has taken away. */
  append(conversation: Conversation, event: ChatEvent, media?: MediaId): Promise<void>
  /** In the order given, each in the trace of its sending where it was sent. */
  appendAll(added: readonly (AddedMessage | Noted)[]): Promise<void>
}
