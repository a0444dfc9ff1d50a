// Bugs in the client of live chats: messages lost, doubled, out of order, or shown with lies.
import type { Bug } from '../bug.ts'

const LIVE = 'clients/live/src'

export const TALKING_BUGS: readonly Bug[] = [
  {
    name: 'a message that goes again gets another key',
    file: `${LIVE}/line/sender.ts`,
    find: "if (!deps.transmit({ t: 'send', conv, clientId, ...contentOf(entry) })) break",
    put: `const key = clientId + line
        if (!deps.transmit({ t: 'send', conv, clientId: key, ...contentOf(entry) })) break`,
    suite: `${LIVE}/line/exactly-once.test.ts`,
  },
  {
    name: 'what was in flight when the line broke is taken for sent',
    file: `${LIVE}/core/outbox.ts`,
    find: 'export const lineLost = (outbox: Outbox): Outbox => ({ ...outbox, flying: new Set() })',
    put: 'export const lineLost = (outbox: Outbox): Outbox => outbox',
    suite: `${LIVE}/core/outbox.test.ts`,
  },
  {
    name: 'a message that was refused for a while is overtaken',
    file: `${LIVE}/core/outbox.ts`,
    find: 'let room = careful ? (inFlight > 0 ? 0 : 1) : WINDOW - inFlight',
    put: 'let room = WINDOW - inFlight',
    suite: `${LIVE}/core/outbox.test.ts`,
  },
  {
    name: 'a gap passes for two neighbours',
    file: `${LIVE}/core/log.ts`,
    find: 'if (seq > before + 1) holes.push',
    put: 'if (seq > before + 100) holes.push',
    suite: `${LIVE}/core/log.test.ts`,
  },
  {
    name: 'deleted words stay on the device',
    file: `${LIVE}/core/log.ts`,
    find: '    const blank = wordless(event)',
    put: '    const blank = event',
    suite: `${LIVE}/core/log.test.ts`,
  },
  {
    name: 'a late row brings old counts back',
    file: `${LIVE}/core/rows.ts`,
    find: 'row.feedSeq < before.feedSeq ? [row, before] : [before, row]',
    put: '[before, row]',
    suite: `${LIVE}/core/rows.test.ts`,
  },
  {
    name: 'signing out takes unsent words along',
    file: `${LIVE}/storage/memory-storage.ts`,
    find: 'forget: async (person) => void copies.delete(person),',
    put: 'forget: async (person) => void (copies.delete(person), outboxes.delete(person)),',
    suite: `${LIVE}/storage/memory-storage.test.ts`,
  },
  {
    name: 'a dead socket is held for ever',
    file: `${LIVE}/line/connection.ts`,
    find: 'const DEAD_MS = 45_000',
    put: 'const DEAD_MS = 45_000_000',
    suite: `${LIVE}/line/connection.test.ts`,
  },
  {
    name: 'the next tab does not take over when the one with the socket dies',
    file: `${LIVE}/line/hub.ts`,
    find: 'if (stopped) return\n    adopt(entries)',
    put: 'if (stopped || list.cursor()) return\n    adopt(entries)',
    suite: `${LIVE}/line/exactly-once.test.ts`,
  },
  {
    name: 'who refuses an advance is warned of asking for one',
    file: 'clients/ui/src/risky-words.ts',
    find: "if (risk === 'hand-over' || !isTurnedRound(given, match.index, end)) return risk",
    put: 'if (end > 0) return risk',
    suite: 'clients/ui/src/risky-words.test.ts',
  },
  {
    name: 'a number is shown once and never again',
    file: 'gateways/shared/src/live/news/counted.ts',
    find: 'if (one.count === count) return',
    put: 'if (one.count !== undefined) return',
    suite: 'gateways/shared/src/live/news/counted.test.ts',
  },
  {
    name: 'what stood behind the bell before comes again with every socket',
    file: 'gateways/shared/src/live/news/counted.ts',
    find: 'if (!isFirst) one.came(item)',
    put: 'one.came(item)',
    suite: 'gateways/shared/src/live/news/counted.test.ts',
  },
  {
    name: 'without hints nobody looks',
    file: 'packages/live/src/following.ts',
    find: 'for (const some of all.values()) for (const one of some) want(one)',
    put: 'if (isHinted()) for (const [own] of all.values()) if (own) looking.want(own)',
    suite: 'packages/live/src/following.test.ts',
  },
  {
    name: 'a message far back is looked for among the newest',
    file: `${LIVE}/client/threads.ts`,
    find: '{ before: seq + PAGE / 2, limit: PAGE }',
    put: '{ before: (store.thread(conv)?.log.lastSeq ?? 0) + 1, limit: PAGE }',
    suite: `${LIVE}/client/threads.test.ts`,
  },
  {
    name: 'whoever is blocked by name goes on writing in another conversation',
    file: 'services/chat/src/usecases/sides/block-person.ts',
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
]
