// Bugs in how a consumer handles, repeats and puts aside what it reads.
import type { Bug } from '../../bug.ts'

const WORKER = 'packages/kafka/src/partition-worker.ts'
const WORKER_SUITE = 'packages/kafka/src/partition-worker.test.ts'
const FETCHES = 'packages/kafka/src/kafkajs/fetches.ts'
const FETCHES_SUITE = 'packages/kafka/test/fetches.it.test.ts'
const FAULTS = 'packages/kafka/test/faults.it.test.ts'
const REDRIVE = 'packages/kafka/test/redrive.it.test.ts'

export const KAFKA_BUGS: readonly Bug[] = [
  {
    name: 'a broker that is slow to know its groups ends a consumer for good',
    file: 'packages/kafka/src/group-member.ts',
    find: 'if (passes(error)) void again()',
    put: "if (error.name === 'Never') void again()",
    suite: 'packages/kafka/src/group-member.test.ts',
  },
  {
    name: 'of a state the event read last is handled, not the newest',
    file: 'packages/kafka/src/batch-item.ts',
    find: '    if (before && isNewer(before, item)) continue\n',
    put: '',
    suite: WORKER_SUITE,
  },
  {
    name: 'facts are collapsed like states',
    file: WORKER,
    find: "topic.kind === 'state' ? newestPerKey(events) : events",
    put: 'newestPerKey(events)',
    suite: WORKER_SUITE,
  },
  {
    name: 'offsets move before the commit, because the handler is not awaited',
    file: WORKER,
    find: 'if (handled.length > 0) await settings.handle(',
    put: 'if (handled.length > 0) void settings.handle(',
    suite: WORKER_SUITE,
  },
  {
    name: 'a message is done with before it is handled alone',
    file: WORKER,
    find: '      try {\n        await alone(item)\n',
    put: '      run.done(item.message.offset)\n      try {\n        await alone(item)\n',
    suite: WORKER_SUITE,
  },
  {
    name: 'a message is put aside because the database was away',
    file: WORKER,
    find: '        if (isDependencyFailure(error)) throw error\n',
    put: '',
    suite: WORKER_SUITE,
  },
  {
    name: 'waiting for the database uses up the tries of a message',
    file: WORKER,
    find: '? backoffMs(failures++, FOR_A_DEPENDENCY)',
    put: '? backoffMs(tries++, FOR_A_DEPENDENCY)',
    suite: WORKER_SUITE,
  },
  {
    name: 'an event whose forerunner is dead is handled all the same',
    file: WORKER,
    find: '    if (ordered) deadKeys.add(item.key)\n',
    put: '',
    suite: WORKER_SUITE,
  },
  {
    name: 'a server that answers 500 is the fault of the message',
    file: 'packages/kafka/src/failure.ts',
    find: 'status >= 500',
    put: 'status > 500',
    suite: 'packages/kafka/src/failure.test.ts',
  },
  {
    name: 'a dead letter is the text of its message, not its bytes',
    file: 'packages/kafka/src/dead-letters/send.ts',
    find: 'value: message.value, headers',
    put: 'value: message.value && message.value.toString(), headers',
    suite: FAULTS,
  },
  {
    name: 'what is sent again is listed for ever',
    file: 'packages/kafka/src/dead-letters/redrive.ts',
    find: 'offset: String(last + 1n)',
    put: 'offset: String(last)',
    suite: REDRIVE,
  },
  {
    name: 'a key stays aside whatever is sent again',
    file: 'packages/kafka/src/partition-worker.ts',
    find: 'if (freesKey(item.message)) dead.delete(item.key)',
    put: '',
    suite: REDRIVE,
  },
  {
    name: 'every message sent again frees its key',
    file: 'packages/kafka/src/dead-letters/redrive.ts',
    find: 'if (!seen.has(place))',
    put: 'if (seen !== undefined)',
    suite: REDRIVE,
  },
  {
    name: 'a producer that failed is used again',
    file: 'packages/kafka/src/publisher.ts',
    find: 'if (current === producer) current = undefined',
    put: 'if (current !== producer) current = undefined',
    suite: FAULTS,
  },
  {
    name: 'whoever reads one topic may read them all',
    file: 'packages/kafka/src/access.ts',
    find: 'const read = topics.filter(({ readers }) => readers.includes(service))',
    put: 'const read = topics.filter(({ readers }) => readers.length > 0)',
    suite: 'packages/kafka/src/access.test.ts',
  },
  {
    name: 'a reader who is named no more goes on reading',
    file: 'packages/kafka/src/access.ts',
    find: 'if (gone.length > 0)',
    put: 'if (gone.length > 1e6)',
    suite: 'packages/kafka/test/access.it.test.ts',
  },
  {
    name: 'what a neighbour fails at is put aside',
    file: 'packages/kafka/src/failure.ts',
    find: ' || isNeighboursFault(error)',
    put: '',
    suite: 'packages/kafka/src/failure.test.ts',
  },
  {
    name: 'a stop waits for the fetch under way',
    file: FETCHES,
    find: 'underWay.get(this.consumerGroup)?.forEach((end) => end())',
    put: 'undefined',
    suite: FETCHES_SUITE,
  },
  {
    name: 'a fetch under way goes on when a heartbeat finds the group changing',
    file: FETCHES,
    find: '.catch(end)',
    put: '.catch(() => undefined)',
    suite: FETCHES_SUITE,
  },
  {
    name: 'a partition that comes back from a pause waits for a long fetch of the others',
    file: FETCHES,
    find: 'hasSome(assigned) && !hasSome(this.paused())',
    put: 'hasSome(assigned)',
    suite: FETCHES_SUITE,
  },
  {
    name: 'a fetch that was ended on its way is sent all the same, and a stop waits for its answer',
    file: FETCHES,
    find: "request.entry.apiName === 'Fetch' && current.getStore()?.isEnded",
    put: "request.entry.apiName === 'Fetch' && current.getStore() === null",
    suite: 'packages/kafka/src/kafkajs/fetches.test.ts',
  },
  {
    name: 'a consumer at rest asks twice a second',
    file: FETCHES,
    find: 'long ? LONG_FETCH_MS : SHORT_FETCH_MS',
    put: 'SHORT_FETCH_MS',
    suite: FETCHES_SUITE,
  },
]
