// chat.conversation.v1: in which conversations somebody wrote.
import { subscribe } from '@pk-auto/kafka/subscription'
import { EventType } from '@pk-auto/proto/pkauto/chat/v1/chat'
import { CONVERSATIONS } from '@pk-auto/proto/topics'
import type { ConversationId, PersonId } from '../domain/ids.ts'
import type { LeadsVerbs } from '../usecases/index.ts'

export const consumeConversations = (use: Pick<LeadsVerbs, 'recordReplies'>) =>
  subscribe(CONVERSATIONS, {
    handle: (events) =>
      use.recordReplies(
        events.flatMap(({ value }) =>
          value?.type === EventType.EVENT_TYPE_MESSAGE && value.at
            ? [
                {
                  conversation: value.conversationId as ConversationId,
                  by: value.actorId as PersonId,
                  at: value.at,
                },
              ]
            : [],
        ),
      ),
  })
