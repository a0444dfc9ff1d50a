// What a message that waits says to the server, and what the log will hold of it.
import type { ChatEvent } from '../frames.ts'
import type { Entry } from './outbox.ts'

export type Content =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'image' | 'voice'; readonly mediaId: string }
  | { readonly kind: 'place'; readonly place: Place }

export type Place = NonNullable<ChatEvent['body']['place']>

/** Of an entry that may be sent: what is attached has been uploaded. */
export const contentOf = ({ text, place, attached }: Entry): Content => {
  if (place) return { kind: 'place', place }
  if (!attached) return { kind: 'text', text }
  return { kind: attached.kind, mediaId: attached.mediaId ?? '' }
}

export const bodyOf = ({ text, place, attached }: Entry): ChatEvent['body'] => {
  if (place) return { kind: 'place', place }
  if (!attached) return { kind: 'text', text }
  const { kind, mediaId: id = '' } = attached
  if (kind === 'voice') {
    const { durationMs, peaks } = attached
    return { kind, media: { id, durationMs, peaks } }
  }
  const { width, height } = attached
  return { kind, media: { id, width, height } }
}
