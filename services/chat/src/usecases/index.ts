// Everything chat can do, on one page.
import { appendEvent, type AppendEventDeps } from './append-event.ts'
import { completeNotes, type CompleteNotesDeps } from './notes/complete-notes.ts'
import { countUnread, type CountUnreadDeps } from './lists/count-unread.ts'
import { countUnreadOf } from './lists/count-unread-of.ts'
import { deleteMessage } from './delete-message.ts'
import { editMessage } from './edit-message.ts'
import { erasePeople, type ErasePeopleDeps } from './erase-people.ts'
import { getAttachment, type GetAttachmentDeps } from './get-attachment.ts'
import { getConversations, type GetConversationsDeps } from './lists/get-conversations.ts'
import { listConversations, type ListConversationsDeps } from './lists/list-conversations.ts'
import { noteAds, type NoteAdsDeps } from './notes/note-ads.ts'
import { markSeen } from './sides/mark-seen.ts'
import type { MessageChangeDeps } from './message-change.ts'
import { listBlocked, type ListBlockedDeps } from './lists/list-blocked.ts'
import { openWith, type OpenWithDeps } from './open-with.ts'
import { openConversation, type OpenConversationDeps } from './open-conversation.ts'
import { readFollowed, type ReadFollowedDeps } from './logs/read-followed.ts'
import { readSides, type ReadSidesDeps } from './lists/read-sides.ts'
import { readEvents, type ReadEventsDeps } from './logs/read-events.ts'
import { seedConversations, type SeedConversationsDeps } from './seeds/seed-conversations.ts'
import { searchMessages, type SearchMessagesDeps } from './lists/search-messages.ts'
import { sendMessage, type SendMessageDeps } from './send-message.ts'
import { blockPerson, type BlockPersonDeps } from './sides/block-person.ts'
import { getPresence, type GetPresenceDeps } from './sides/get-presence.ts'
import { readBlock, type ReadBlockDeps } from './sides/read-block.ts'
import { setPresence, type SetPresenceDeps } from './sides/set-presence.ts'
import { setSide } from './sides/set-side.ts'
import type { SideChangeDeps } from './sides/side-change.ts'

/** What the verbs need between them; each names its own part. */
export type ChatDeps = OpenConversationDeps &
  OpenWithDeps &
  ListBlockedDeps &
  ReadBlockDeps &
  SendMessageDeps &
  MessageChangeDeps &
  AppendEventDeps &
  ReadEventsDeps &
  ReadFollowedDeps &
  ReadSidesDeps &
  ListConversationsDeps &
  GetConversationsDeps &
  CountUnreadDeps &
  GetAttachmentDeps &
  SearchMessagesDeps &
  SideChangeDeps &
  BlockPersonDeps &
  GetPresenceDeps &
  SetPresenceDeps &
  ErasePeopleDeps &
  NoteAdsDeps &
  CompleteNotesDeps &
  SeedConversationsDeps

export type ChatVerbs = ReturnType<typeof chatVerbs>

export const chatVerbs = (deps: ChatDeps) => ({
  // Talking.
  openConversation: openConversation(deps),
  openWith: openWith(deps),
  sendMessage: sendMessage(deps),
  editMessage: editMessage(deps),
  deleteMessage: deleteMessage(deps),
  appendEvent: appendEvent(deps),
  // Reading.
  readEvents: readEvents(deps),
  readFollowed: readFollowed(deps),
  readSides: readSides(deps),
  listConversations: listConversations(deps),
  getConversations: getConversations(deps),
  countUnread: countUnread(deps),
  countUnreadOf: countUnreadOf(deps),
  listBlocked: listBlocked(deps),
  readBlock: readBlock(deps),
  getAttachment: getAttachment(deps),
  searchMessages: searchMessages(deps),
  // Each for themselves.
  markSeen: markSeen(deps),
  setSide: setSide(deps),
  blockPerson: blockPerson(deps),
  getPresence: getPresence(deps),
  setPresence: setPresence(deps),
  // With the people.
  erasePeople: erasePeople(deps),
  // With the ads.
  noteAds: noteAds(deps),
  completeNotes: completeNotes(deps),
  // By developers.
  seedConversations: seedConversations(deps),
})
