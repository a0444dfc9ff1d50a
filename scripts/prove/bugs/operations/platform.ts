// Bugs in the list of parts, in how they stop, and in the checks that must see a breach.
import type { Bug } from '../../bug.ts'

const CHECKS = 'platform/test/invariants.it.test.ts'
const PARTS = 'platform/test/parts.it.test.ts'

export const PLATFORM_BUGS: readonly Bug[] = [
  {
    name: 'a subscription that hangs holds up the end of the others',
    file: 'packages/service/src/serve.ts',
    find: 'stack.defer(() => disposeAll(subscriptions))',
    put: `stack.defer(async () => {
    for (const each of subscriptions) await each[Symbol.asyncDispose]()
  })`,
    suite: 'packages/service/test/stopping.it.test.ts',
  },
  {
    name: 'a part asks a service that does not know it as a caller',
    file: 'platform/parts.ts',
    find: "listings and their life',\n    asks: ['media-iq'],\n",
    put: "listings and their life',\n    asks: ['media-iq', 'identity'],\n",
    suite: PARTS,
  },
  {
    name: 'every part gets every address',
    file: 'platform/environment.ts',
    find: '...part.asks.map((asked) => addressOf(asked, ports))',
    put: '...Object.keys(ports.services).map((asked) => addressOf(asked as Service, ports))',
    suite: PARTS,
  },
  {
    name: 'I5 takes an event that was sent and is on no topic for replaced',
    file: 'platform/invariants/outboxes-and-topics.ts',
    find: '(latest.get(key) ?? -1n) > seq',
    put: '(latest.get(key) ?? 0n) < seq',
    suite: CHECKS,
  },
  {
    name: 'I6 compares the fields that a document has, and no others',
    file: 'platform/invariants/projection.ts',
    find: 'for (const { id } of page)\n      if (!known.has(id))',
    put: 'for (const { id } of page)\n      if (known.size === 0)',
    suite: CHECKS,
  },
  {
    name: 'I7 compares with what it has counted itself',
    file: 'platform/invariants/index-follows.ts',
    find: 'for (const { id, version } of page) sources.set(id, version)',
    put: 'for (const { id } of page) sources.set(id, 1)',
    suite: CHECKS,
  },
  {
    name: 'I12 reads the bytes of a stored reply and not its key',
    file: 'platform/invariants/nothing-private.ts',
    find: "concat_ws(' ', actor, key, id) as text",
    put: "concat_ws(' ', actor, id) as text",
    suite: CHECKS,
  },
  {
    name: 'I12 sees a number in ASCII digits alone',
    file: 'platform/invariants/private-texts.ts',
    find: 'String(digit.charCodeAt(0) & 0xf)',
    put: 'digit',
    suite: 'platform/invariants/private-texts.test.ts',
  },
  {
    name: 'no seeded ad is a canary',
    file: 'platform/seed.ts',
    find: 'id: isCanary ? canaryId(index) :',
    put: 'id: index < 0 ? canaryId(index) :',
    suite: 'platform/test/canaries.it.test.ts',
  },
]
