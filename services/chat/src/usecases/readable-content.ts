// What a person wants to say becomes what the log stores: words and places are tidied, and of an
// upload media-iq knows whose it is and whether it can be shown.
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { Actor } from '@pk-auto/kernel/actor'
import { errors } from '../domain/errors.ts'
import type { ClientId, ConversationId, MediaId, PersonId } from '../domain/ids.ts'
import {
  type AttachedKind,
  bareMessage,
  type Message,
  type MessageLimits,
  readableMessage,
} from '../domain/message.ts'
import { type Place, readablePlace } from '../domain/place.ts'
import type { Log, Media } from './stores.ts'

/** As its sender gives it. */
export type Content =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'place'; readonly place: Place }
  | { readonly kind: AttachedKind; readonly media: MediaId }

export type ReadableContentDeps = MessageLimits & {
  media: Pick<Media, 'own'>
  inTransaction: InTransaction<{ log: Pick<Log, 'sentBefore'> }>
}

type Where = {
  readonly conversation: ConversationId
  readonly clientId: ClientId
  readonly sender: PersonId
}

/**
 * A repeat is known by its key before media-iq is asked: it is answered even when the upload has
 * gone since.
 * @throws INVALID_MESSAGE (invalid) · ATTACHMENT_NOT_FOUND, the same for absent, foreign, refused
 * and uploaded for something else · ATTACHMENT_NOT_READY (precondition)
 */
export async function readableContent(
  deps: ReadableContentDeps,
  { actor, token }: { actor: Actor; token: string },
  { conversation, clientId, sender }: Where,
  content: Content,
): Promise<Message> {
  if (content.kind === 'text') return { kind: 'text', text: readableMessage(content.text, deps) }
  if (content.kind === 'place') return { kind: 'place', place: readablePlace(content.place) }
  const { kind, media } = content
  const bare = bareMessage(kind, media)
  const message = { actor: sender, clientId, body: bare }
  const before = await deps.inTransaction({ actor }, ({ log }) =>
    log.sentBefore(conversation, message),
  )
  if (before) return bare
  const own = await deps.media.own(media, kind, token)
  if (!own) throw errors.ATTACHMENT_NOT_FOUND()
  if (own === 'pending') throw errors.ATTACHMENT_NOT_READY()
  return own
}
