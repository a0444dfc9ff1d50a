// Bugs in chat: blocks that leak, notes and numbers of a log that are wrong, words that stay.
import type { Bug } from '../../bug.ts'

const NOTES = 'services/chat/test/notes.it.test.ts'

export const CHAT_BUGS: readonly Bug[] = [
  {
    name: 'whoever is blocked says it by an edit',
    file: 'services/chat/src/usecases/message-change.ts',
    find: 'if (isBlocked) throw',
    put: 'if (isBlocked && !isBlocked) throw',
    suite: 'services/chat/test/list.it.test.ts',
  },
  {
    name: 'whoever is blocked about one ad writes about another',
    file: 'services/chat/src/usecases/sides/block-between.ts',
    find: 'side.blocked !== blocked)',
    put: 'side.blocked !== blocked && blocked === null)',
    suite: 'services/chat/test/list.it.test.ts',
  },
  {
    name: 'a block that fails halfway holds about one ad and not about the other',
    file: 'services/chat/src/usecases/sides/set-side.ts',
    find: 'blocked !== undefined &&\n        (await',
    put: 'blocked === null &&\n        (await',
    suite: 'services/chat/test/knowing.it.test.ts',
  },
  {
    name: 'who has blocked somebody opens a conversation with them',
    file: 'services/chat/src/usecases/open-conversation.ts',
    find: 'if (byPerson || byOther)',
    put: 'if (byOther)',
    suite: 'services/chat/test/list.it.test.ts',
  },
  {
    name: 'an edit whose answer was lost is said twice',
    file: 'services/chat/src/usecases/edit-message.ts',
    find: "changed.type === 'edited' && changed.text === text",
    put: "changed.type === 'edited' && changed.seq < 0",
    suite: 'services/chat/test/log.it.test.ts',
  },
  {
    name: 'whoever is blocked by name goes on writing in another conversation',
    file: 'services/chat/src/usecases/sides/block-between.ts',
    find: 'between.filter((side) => side.blocked !== blocked)',
    put: 'between.filter((side) => side.blocked !== blocked).slice(0, 1)',
    suite: 'services/chat/test/knowing.it.test.ts',
  },
  {
    name: 'whoever hides is still shown as there',
    file: 'services/chat/src/outbound/log-store.ts',
    find: 'exists (select from hidden_presence where person_id = me.peer_id) as hides',
    put: 'exists (select from hidden_presence where person_id = me.person_id) as hides',
    suite: 'services/chat/test/knowing.it.test.ts',
  },
  {
    name: 'a list shows who hides that they are there',
    file: 'services/chat/src/usecases/lists/with-presence.ts',
    find: ' && !hiding.has(row.side.peer)',
    put: '',
    suite: 'services/chat/test/knowing.it.test.ts',
  },
  {
    name: 'a late event of an ad is noted once more',
    file: 'services/chat/src/usecases/note-ads.ts',
    find: 'before && ad.version !== undefined && ad.version <= before.version',
    put: 'before && ad.version === undefined && before.state === ad.state',
    suite: NOTES,
  },
  {
    name: 'what is first known of an ad is noted in old conversations',
    file: 'services/chat/src/domain/note.ts',
    find: 'if (before === undefined || before === now) return undefined',
    put: 'if (before === now) return undefined',
    suite: NOTES,
  },
  {
    name: 'a note takes a conversation out of the archive',
    file: 'services/chat/src/outbound/ad-store.ts',
    find: 'update member m set feed_seq = placed.feed_seq\n',
    put: 'update member m set feed_seq = placed.feed_seq, archived = false\n',
    suite: NOTES,
  },
  {
    name: 'the numbers of a log have a hole where a note stands',
    file: 'services/chat/src/outbound/ad-store.ts',
    find: 'set last_seq = g.seq from',
    put: 'set last_seq = g.seq + 1 from',
    suite: NOTES,
  },
  {
    name: 'all rows that a block moves get one place in the list',
    file: 'services/chat/src/outbound/conversation-store.ts',
    find: '- row_number() over (partition by s.person_id order by s.conversation_id) as feed_seq',
    put: '- 1 as feed_seq',
    suite: 'services/chat/test/knowing.it.test.ts',
  },
  {
    name: 'the notes about a popular ad are one transaction',
    file: 'services/chat/src/usecases/note-ads.ts',
    find: 'const AT_ONCE = 100',
    put: 'const AT_ONCE = 10_000',
    suite: 'services/chat/test/many-notes.it.test.ts',
  },
  {
    name: 'a later state of an ad is taken in before the notes of the one before',
    file: 'services/chat/src/usecases/note-ads.ts',
    find: 'const isFree = !(await ads.areOwed(listings))',
    put: 'const isFree = !(await ads.areOwed(listings)) || batch.length > 0',
    suite: 'services/chat/test/many-notes.it.test.ts',
  },
]
