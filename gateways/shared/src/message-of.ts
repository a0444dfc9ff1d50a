// What a person sends, by socket or by HTTP, as chat is asked to take it.
import type { SendMessageRequest } from '@pk-auto/proto/pkauto/chat/v1/chat'

type Content = { readonly clientId: string } & (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'image' | 'voice'; readonly mediaId: string }
)

export const messageOf = (conversationId: string, content: Content): SendMessageRequest => ({
  ...{ conversationId, clientId: content.clientId, kind: content.kind },
  text: content.kind === 'text' ? content.text : '',
  mediaId: content.kind === 'text' ? undefined : content.mediaId,
})
