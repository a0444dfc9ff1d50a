// The ids of chat, made nominal where they enter.
import { isId } from '@pk-auto/kernel/id'
import type { Nominal } from '@pk-auto/kernel/nominal'
import { errors } from './errors.ts'

export type ConversationId = Nominal<string, 'ConversationId'>
export type PersonId = Nominal<string, 'PersonId'>
/** Of media-iq. */
export type MediaId = Nominal<string, 'MediaId'>
/** Chosen by the sender's device before sending: what makes a repeat a repeat. */
export type ClientId = Nominal<string, 'ClientId'>

/** @throws CONVERSATION_NOT_FOUND: what is no id names nothing */
export function conversationId(text: string): ConversationId {
  if (!isId(text)) throw errors.CONVERSATION_NOT_FOUND({ conversationId: text.slice(0, 40) })
  return text as ConversationId
}

/** @throws INVALID_MESSAGE (invalid) naming the field */
export function clientId(text: string): ClientId {
  if (!isId(text))
    throw errors.INVALID_MESSAGE(
      {},
      { fields: [{ path: 'clientId', code: 'INVALID_FORMAT', message: 'a UUID, version 7' }] },
    )
  return text as ClientId
}

/** @throws ATTACHMENT_NOT_FOUND: what is no id names nothing */
export function mediaId(text: string): MediaId {
  if (!isId(text)) throw errors.ATTACHMENT_NOT_FOUND()
  return text as MediaId
}

/** @throws INVALID_CONVERSATION (invalid) naming the field */
export function personId(text: string): PersonId {
  if (!isId(text))
    throw errors.INVALID_CONVERSATION(
      {},
      { fields: [{ path: 'personId', code: 'INVALID_FORMAT', message: 'the id of a person' }] },
    )
  return text as PersonId
}
