// The topics of chat.
import { ConversationEvent } from '../../gen/pkauto/chat/v1/events.ts'
import { factTopic } from './topic.ts'

/** Each entry of each log, without what was said. */
export const CONVERSATIONS = factTopic('chat.conversation.v1', ConversationEvent, {
  dataClass: 'internal',
  ordered: true,
  key: ({ conversationId }) => conversationId,
})
