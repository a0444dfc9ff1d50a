// Everything chat can do, on one page.
import { type ChangeMessageDeps, deleteMessage, editMessage } from './change-message.ts'
import { type ChangeSideDeps, markSeen, setSide } from './change-side.ts'
import { erasePeople, type ErasePeopleDeps } from './erase-people.ts'
import { listConversations, type ListConversationsDeps } from './list-conversations.ts'
import { openConversation, type OpenConversationDeps } from './open-conversation.ts'
import { readEvents, type ReadEventsDeps } from './read-events.ts'
import { sendMessage, type SendMessageDeps } from './send-message.ts'

/** What the verbs need between them; each names its own part. */
export type ChatDeps = OpenConversationDeps &
  SendMessageDeps &
  ChangeMessageDeps &
  ReadEventsDeps &
  ListConversationsDeps &
  ChangeSideDeps &
  ErasePeopleDeps

export type ChatVerbs = ReturnType<typeof chatVerbs>

export const chatVerbs = (deps: ChatDeps) => ({
  // Talking.
  openConversation: openConversation(deps),
  sendMessage: sendMessage(deps),
  editMessage: editMessage(deps),
  deleteMessage: deleteMessage(deps),
  // Reading.
  readEvents: readEvents(deps),
  listConversations: listConversations(deps),
  // Each for themselves.
  markSeen: markSeen(deps),
  setSide: setSide(deps),
  // With the people.
  erasePeople: erasePeople(deps),
})
