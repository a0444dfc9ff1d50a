// What a person sends, by socket or by HTTP, as chat is asked to take it.
import type { SendMessageRequest } from '@pk-auto/proto/pkauto/chat/v1/chat'

type Place = { readonly lat: number; readonly lon: number; readonly name?: string | undefined }
type Content = { readonly clientId: string } & (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'image' | 'voice'; readonly mediaId: string }
  | { readonly kind: 'place'; readonly place: Place }
)

export function messageOf(conversationId: string, content: Content): SendMessageRequest {
  const { clientId, kind } = content
  const message = { conversationId, clientId, kind, text: '', mediaId: undefined, place: undefined }
  if (content.kind === 'text') return { ...message, text: content.text }
  if (content.kind !== 'place') return { ...message, mediaId: content.mediaId }
  const { lat, lon, name = '' } = content.place
  return { ...message, place: { lat, lon, name } }
}
