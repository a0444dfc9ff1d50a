// What is counted for people with open sockets, each socket told when its number changes and what
// has come since it was opened.
import { following, type FollowingSettings } from '@pk-auto/live/following'
import type { FrameSocket, ServerFrame } from '../frames.ts'

/** How much is new for one person, and the newest of it. */
export type Found<Item> = { readonly count: number; readonly newest: readonly Item[] }

type Badge = Exclude<keyof Extract<ServerFrame, { t: 'badges' }>, 't'>

export type CountedSettings<Item> = Omit<
  FollowingSettings<Counter>,
  'gatherMs' | 'read' | 'noted'
> & {
  /** The name of the number in a frame `badges`, in which it is absolute. */
  readonly badge: Badge
  /** For at most 500; whoever is left out has nothing new. */
  readonly readOf: (people: readonly string[]) => Promise<ReadonlyMap<string, Found<Item>>>
  /** The same for the same state of an item. */
  readonly keyOf: (item: Item) => string
  /** What has come meanwhile, the oldest first; not everything when much has come at once. */
  readonly frameOf: (item: Item) => ServerFrame
}

/** One socket: a class, with nothing made before it is needed; there are ten thousand. */
export class Counter {
  readonly person: string
  readonly socket: Pick<FrameSocket, 'send'>
  count: number | undefined
  shown: Set<string> | undefined

  constructor(person: string, socket: Pick<FrameSocket, 'send'>) {
    this.person = person
    this.socket = socket
  }
}

export type Counted = AsyncDisposable & {
  /** Reads now, and whenever there may be something new; until `unfollow`. */
  follow(counter: Counter): void
  unfollow(counter: Counter): void
  look(counter: Counter): void
}

const AT_ONCE = 500
/** Many changes of one moment are one read: nobody sees a number change ten times a second. */
const GATHER_MS = 100
/** Of one socket; older ones are not shown again, for they are no longer among the newest. */
const MOST_SHOWN = 200

export function counted<Item>(settings: CountedSettings<Item>): Counted {
  const { badge, readOf, keyOf, frameOf, ...rest } = settings

  const show = (one: Counter, newest: readonly Item[]): void => {
    const shown = (one.shown ??= new Set())
    for (const item of newest.toReversed()) {
      const key = keyOf(item)
      if (shown.has(key)) continue
      shown.add(key)
      if (one.count !== undefined) one.socket.send(frameOf(item))
    }
    for (const oldest of shown) {
      if (shown.size <= MOST_SHOWN) break
      shown.delete(oldest)
    }
  }
  const update = (one: Counter, { count, newest }: Found<Item>): void => {
    if (newest.length > 0) show(one, newest)
    if (one.count === count) return
    one.count = count
    one.socket.send({ t: 'badges', [badge]: count })
  }
  const all = following<Counter>({
    ...rest,
    gatherMs: GATHER_MS,
    async read(some) {
      const byPerson = Map.groupBy(some, ({ person }) => person)
      const people = [...byPerson.keys()]
      for (let from = 0; from < people.length; from += AT_ONCE) {
        const asked = people.slice(from, from + AT_ONCE)
        const found = await readOf(asked)
        for (const person of asked)
          for (const one of byPerson.get(person) ?? []) update(one, found.get(person) ?? NOTHING)
      }
    },
  })
  return {
    follow(counter) {
      all.follow(counter)
      all.look(counter)
    },
    unfollow: (counter) => all.unfollow(counter),
    look: (counter) => all.look(counter),
    [Symbol.asyncDispose]: () => all[Symbol.asyncDispose](),
  }
}

const NOTHING = { count: 0, newest: [] }
