// What has happened in conversations, as events of topic chat.conversation.v1.
import { outboxOf } from '@pk-auto/postgres/outbox'
import type { Tx } from '@pk-auto/postgres/transaction'
import { CONVERSATIONS } from '@pk-auto/proto/topics'
import type { ConversationOutbox } from '../usecases/stores.ts'
import { conversationEvent } from '../wire/conversation.ts'
import type { DB } from './schema.gen.ts'

export const conversationOutbox = (tx: Tx<DB>): ConversationOutbox => ({
  append: (conversation, event, media) =>
    outboxOf(tx).append(CONVERSATIONS, {
      event: conversationEvent(conversation, event, media),
      at: event.at,
    }),
  appendAll: (added) =>
    outboxOf(tx).append(
      CONVERSATIONS,
      ...added.map(({ conversation, event, ...sent }) => ({
        ...{ event: conversationEvent(conversation, event), at: event.at, ...sent },
      })),
    ),
})
