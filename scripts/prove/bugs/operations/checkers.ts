// Bugs in the checkers of scripts/check-invariants: each must turn the figure red that it breaks.
import type { Bug } from '../../bug.ts'

const CHECKS = 'platform/test/invariants.it.test.ts'
const SENDS = 'platform/test/sent-once.it.test.ts'
const at = (name: string): string => `platform/invariants/${name}.ts`

/** At least one for each figure. */
export const CHECKER_BUGS: readonly (Bug & { readonly figure: string })[] = [
  {
    name: 'I1 takes an older version for the acknowledged one',
    figure: 'I1',
    file: at('acknowledged-writes'),
    find: 'found !== undefined && found < version',
    put: 'found !== undefined && found < 0',
    suite: CHECKS,
  },
  {
    name: 'I1 lets one key be acknowledged as two things',
    figure: 'I1',
    file: at('acknowledged-writes'),
    find: 'if (ids.size > 1)',
    put: 'if (ids.size > 2)',
    suite: CHECKS,
  },
  {
    name: 'I4 takes a send that nobody answered for one that never went out',
    figure: 'I4',
    file: at('sent-once'),
    find: "a.state in ('accepted', 'unknown', 'delivered', 'undelivered')",
    put: "a.state in ('accepted', 'delivered', 'undelivered')",
    suite: SENDS,
  },
  {
    name: 'I4 compares the sums of a person and not the single events',
    figure: 'I4',
    file: at('sent-once'),
    find: 'if (Number(times) > 1)',
    put: 'if (Number(times) > 2)',
    suite: SENDS,
  },
  {
    name: 'I5 takes an event that was sent and is on no topic for replaced',
    figure: 'I5',
    file: at('outboxes-and-topics'),
    find: '(latest.get(key) ?? -1n) > seq',
    put: '(latest.get(key) ?? 0n) < seq',
    suite: CHECKS,
  },
  {
    name: 'I5 asks nobody who committed what is on a topic',
    figure: 'I5',
    file: at('outboxes-and-topics'),
    find: 'if (!since.has(id) && at > oldest)',
    put: 'if (!since.has(id) && at < oldest)',
    suite: CHECKS,
  },
  {
    name: 'I6 looks for no document that nobody published',
    figure: 'I6',
    file: at('projection'),
    find: 'for (const { id } of page)\n      if (!known.has(id))',
    put: 'for (const { id } of page)\n      if (known.size === 0)',
    suite: CHECKS,
  },
  {
    name: 'I6 compares versions and nothing else',
    figure: 'I6',
    file: at('projection'),
    find: 'new Set([...Object.keys(one), ...Object.keys(other)])',
    put: "new Set([...Object.keys(one), ...Object.keys(other)].filter((it) => it === 'version'))",
    suite: CHECKS,
  },
  {
    name: 'I7 compares with what it has counted itself',
    figure: 'I7',
    file: at('index-follows'),
    find: 'for (const { id, version } of page) sources.set(id, version)',
    put: 'for (const { id } of page) sources.set(id, 1)',
    suite: CHECKS,
  },
  {
    name: 'I8 compares the last number of a conversation and counts no events',
    figure: 'I8',
    file: at('conversations'),
    find: 'row.events !== row.highest || row.highest !== row.last_seq',
    put: 'row.highest !== row.last_seq',
    suite: CHECKS,
  },
  {
    name: 'I8 counts what somebody wrote as unread by them, and nothing else',
    figure: 'I8',
    file: at('conversations'),
    find: 'and e.actor_id is distinct from m.person_id',
    put: 'and e.actor_id = m.person_id',
    suite: CHECKS,
  },
  {
    name: 'I11 takes a platform for at rest whose outboxes are full',
    figure: 'I11',
    file: at('check-all'),
    find: 'return row?.n ?',
    put: 'return !row ?',
    suite: 'platform/invariants/check-all.test.ts',
  },
  {
    name: 'I12 reads the bytes of a stored reply and not its key',
    figure: 'I12',
    file: at('nothing-private'),
    find: "concat_ws(' ', actor, key, id) as text",
    put: "concat_ws(' ', actor, id) as text",
    suite: CHECKS,
  },
  {
    name: 'I12 sees a number in ASCII digits alone',
    figure: 'I12',
    file: at('private-texts'),
    find: 'String(digit.charCodeAt(0) & 0xf)',
    put: 'digit',
    suite: CHECKS,
  },
]
