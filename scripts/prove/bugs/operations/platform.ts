// Bugs in the list of parts, and in how they stop.
import type { Bug } from '../../bug.ts'

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
    name: 'no seeded ad is a canary',
    file: 'platform/seed.ts',
    find: 'id: isCanary ? canaryId(index) :',
    put: 'id: index < 0 ? canaryId(index) :',
    suite: 'platform/test/canaries.it.test.ts',
  },
]
