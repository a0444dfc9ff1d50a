// What a message that waits says to the server, and what the log will hold of it.
import type { ChatEvent } from '../frames.ts'
import type { Entry } from './outbox.ts'

export type Content =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'image' | 'voice'; readonly mediaId: string }

/** Of an entry that may be sent: what is attached has been uploaded. */
export const contentOf = ({ text, attached }: Entry): Content =>
  attached === undefined
    ? { kind: 'text', text }
    : { kind: attached.kind, mediaId: attached.mediaId ?? '' }

export const bodyOf = ({ text, attached }: Entry): ChatEvent['body'] => {
  if (attached === undefined) return { kind: 'text', text }
  const { kind, mediaId: id = '' } = attached
  if (kind === 'voice') {
    const { durationMs, peaks } = attached
    return { kind, media: { id, durationMs, peaks } }
  }
  const { width, height } = attached
  return { kind, media: { id, width, height } }
}
