// What may be said in a conversation, and for how long it may be taken back. Pure.
import { textFault, tidyText } from '@pk-auto/kernel/readable-text'
import type { Conversation } from './conversation.ts'
import type { Note } from './note.ts'
import type { Place } from './place.ts'
import { errors } from './errors.ts'
import type { ClientId, MediaId, PersonId } from './ids.ts'

/** `kind` without a media once it was deleted, or its sender erased. */
export type AttachedMessage = { readonly mediaId?: MediaId } & (
  | ({ readonly kind: 'image' } & Picture)
  | ({ readonly kind: 'voice' } & Clip)
)
export const ATTACHED_KINDS = ['image', 'voice'] as const
export type AttachedKind = AttachedMessage['kind']

/** Pixels of its largest file. */
export type Picture = { readonly width: number; readonly height: number }
/** `peaks`: how loud each part of it is, from 0 to 255. */
export type Clip = { readonly durationMs: number; readonly peaks: readonly number[] }

export const isAttached = (message: Message): message is AttachedMessage =>
  (ATTACHED_KINDS as readonly string[]).includes(message.kind)

export type Message =
  | { readonly kind: 'text'; readonly text: string }
  /** Without a place once it was deleted, or its sender erased. */
  | { readonly kind: 'place'; readonly place?: Place }
  | AttachedMessage

/** What makes a message of an upload the same message; what it looks like is its owner's to say. */
export const bareMessage = (kind: AttachedKind, mediaId: MediaId): AttachedMessage =>
  kind === 'image'
    ? { kind, mediaId, width: 0, height: 0 }
    : { kind, mediaId, durationMs: 0, peaks: [] }

type Entry = {
  readonly seq: number
  readonly actor: PersonId
  readonly at: Date
}
export type MessageEvent = Entry & {
  readonly type: 'message'
  readonly clientId: ClientId
  readonly body: Message
}
type EditedEvent = Entry & {
  readonly type: 'edited'
  readonly body: { readonly of: number; readonly text: string }
}
type DeletedEvent = Entry & { readonly type: 'deleted'; readonly body: { readonly of: number } }

export const OFFER_STEPS = [
  ...(['made', 'countered', 'accepted', 'declined', 'withdrawn', 'expired'] as const),
] as const

/** What has become of an offer that another service owns. */
export type OfferStep = {
  readonly offer: string
  readonly step: (typeof OFFER_STEPS)[number]
  readonly price: { readonly minor: number; readonly currency: string }
  /** What an answer to it names; older steps have none of these. */
  readonly lead?: string
  readonly version?: number
  /** ISO 8601: a body is stored as JSON. */
  readonly expiresAt?: string
}
export type OfferEvent = Entry & {
  readonly type: 'offer'
  readonly clientId: ClientId
  readonly body: OfferStep
}

/** What the platform noted. */
export type SystemEvent = Entry & { readonly type: 'system'; readonly body: Note }

/** What stands in the log, in the order of `seq`: 1, 2, 3 … without a hole. */
export type ChatEvent = MessageEvent | EditedEvent | DeletedEvent | OfferEvent | SystemEvent

/** An event before the log has given it its number. */
export type Unnumbered = ChatEvent extends infer E
  ? E extends ChatEvent
    ? Omit<E, 'seq'>
    : never
  : never

/** Takes the next number of the log. The conversation must be locked. */
export const numbered = (
  { lastSeq }: Pick<Conversation, 'lastSeq'>,
  event: Unnumbered,
): ChatEvent => ({ ...event, seq: lastSeq + 1 }) as ChatEvent

/** `maxText` in letters. */
export type MessageLimits = { readonly maxText: number; readonly changeableMs: number }

/** The text as it is stored. @throws INVALID_MESSAGE (invalid) naming the field */
export function readableMessage(text: string, { maxText }: MessageLimits): string {
  const tidy = tidyText(text)
  // The length first: a text that is too long is not examined any further.
  const fault =
    tidy.length > maxText
      ? ({ code: 'TOO_LONG', message: `at most ${maxText} letters` } as const)
      : textFault(tidy, 'many')
  if (fault) throw errors.INVALID_MESSAGE({}, { fields: [{ path: 'text', ...fault }] })
  return tidy
}

/** A message and what has become of it since. */
export type Written = {
  readonly kind: Message['kind']
  readonly actor: PersonId
  readonly at: Date
  /** The newest of its edits, or that it was deleted; `text` is that of an edit. */
  readonly changed?: {
    readonly type: 'edited' | 'deleted'
    readonly seq: number
    readonly at: Date
    readonly text?: string
  }
}

/**
 * @throws MESSAGE_TOO_OLD, MESSAGE_DELETED (conflict)
 */
export function mustBeChangeable(
  message: Written,
  { now, changeableMs, seq }: { now: Date; changeableMs: number; seq: number },
): void {
  if (message.changed?.type === 'deleted') throw errors.MESSAGE_DELETED({ seq })
  if (now.getTime() - message.at.getTime() > changeableMs) throw errors.MESSAGE_TOO_OLD({ seq })
}

/** @throws MESSAGE_NOT_TEXT (conflict) */
export function mustBeText(message: Written): void {
  if (message.kind !== 'text') throw errors.MESSAGE_NOT_TEXT()
}
