// chat.conversation.v1: which private media conversations show.
import { subscribe } from '@pk-auto/kafka/subscription'
import { EventType } from '@pk-auto/proto/pkauto/chat/v1/chat'
import { CONVERSATIONS } from '@pk-auto/proto/topics'
import { isMediaId } from '../domain/ids.ts'
import type { MediaIqVerbs } from '../usecases/index.ts'

export const consumeConversations = (use: Pick<MediaIqVerbs, 'holdAttachments'>) =>
  subscribe(CONVERSATIONS, {
    handle: (events) =>
      use.holdAttachments(
        events.flatMap(({ value }) => {
          const media = value?.mediaId
          if (media === undefined || !isMediaId(media)) return []
          return [{ media, shown: value?.type === EventType.EVENT_TYPE_MESSAGE }]
        }),
      ),
  })
