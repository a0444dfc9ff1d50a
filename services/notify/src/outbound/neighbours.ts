// What notify asks of other services.
import { ChatDefinition } from '@pk-auto/proto/pkauto/chat/v1/chat'
import { IdentityDefinition } from '@pk-auto/proto/pkauto/identity/v1/identity'
import { SearchDefinition } from '@pk-auto/proto/pkauto/search/v1/search'
import type { OpenService } from '@pk-auto/service/open-service'
import type { NotifyConfig } from '../config.ts'
import { titlesOf } from './listing-client.ts'
import { messageClient, unreadMessagesOf } from './message-client.ts'
import { peopleClient } from './people-client.ts'

export function neighboursOf(service: Pick<OpenService, 'client'>, urls: NotifyConfig['urls']) {
  const identity = service.client(IdentityDefinition, urls.identity)
  const chat = service.client(ChatDefinition, urls.chat)
  return {
    ...peopleClient(identity),
    titlesOf: titlesOf(service.client(SearchDefinition, urls.search)),
    messages: messageClient(chat, identity),
    unreadMessagesOf: unreadMessagesOf(chat),
  }
}
