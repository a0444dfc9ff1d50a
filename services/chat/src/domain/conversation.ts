// Who talks to whom about what, and what each of the two has seen. Pure.
import { errors } from './errors.ts'
import type { ConversationId, PersonId } from './ids.ts'

export type About =
  | { readonly kind: 'listing'; readonly id: string }
  /** About nothing but the two. */
  | { readonly kind: 'person' }

export type Conversation = {
  readonly id: ConversationId
  readonly about: About
  /** In the order of their ids: one conversation per pair and subject. */
  readonly people: readonly [PersonId, PersonId]
  readonly lastSeq: number
  /** Since logs were restored from a backup: before that numbers may have meant other events. */
  readonly epoch?: string
  readonly createdAt: Date
}

/** One person's side of it: a row of their list. */
export type Side = {
  readonly person: PersonId
  readonly peer: PersonId
  /** Seen up to here, by merging: it never goes back. */
  readonly readSeq: number
  readonly deliveredSeq: number
  /** Absolute: messages of the peer beyond `readSeq`. */
  readonly unread: number
  /** The person's own count of changes when this row last changed. */
  readonly feedSeq: number
  readonly muted: boolean
  readonly archived: boolean
  readonly blocked: boolean
}

/** @throws OWN_CONVERSATION (invalid) */
export function begin(
  { id, about, from, to }: { id: ConversationId; about: About; from: PersonId; to: PersonId },
  now: Date,
): Conversation {
  if (from === to) throw errors.OWN_CONVERSATION()
  const people: readonly [PersonId, PersonId] = from < to ? [from, to] : [to, from]
  return { id, about, people, lastSeq: 0, createdAt: now }
}

/** Marks merge by the greater: late and repeated receipts change nothing. */
export const merged = (have: number, claimed: number, lastSeq: number): number =>
  Math.max(have, Math.min(claimed, lastSeq))
