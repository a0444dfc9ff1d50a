// What is counted for people with open sockets, each socket told when its number changes and what
// has come since it was opened.
import { following, type FollowingSettings } from '@pk-auto/live/following'

/** How much is new for one person, and the newest of it. */
export type Found<Item> = { readonly count: number; readonly newest: readonly Item[] }

export type CountedSettings<Item> = Omit<
  FollowingSettings<Counting<Item>>,
  'gatherMs' | 'read' | 'noted'
> & {
  /** For at most 500; whoever is left out has nothing new. */
  readonly readOf: (people: readonly string[]) => Promise<ReadonlyMap<string, Found<Item>>>
  /** The same for the same state of an item. */
  readonly keyOf: (item: Item) => string
}

/** One socket. */
export type Counter<Item> = {
  readonly person: string
  /** Absolute; first when it is known, then whenever it has changed. */
  counted(count: number): void
  /** What has come meanwhile, the oldest first; not everything when much has come at once. */
  came(item: Item): void
}

type Counting<Item> = Counter<Item> & { count?: number; readonly shown: Set<string> }

export type Counted<Item> = AsyncDisposable & {
  /** Reads now, and whenever there may be something new; until disposed of. */
  follow(counter: Counter<Item>): Disposable & { look(): void }
}

const AT_ONCE = 500
/** Many changes of one moment are one read: nobody sees a number change ten times a second. */
const GATHER_MS = 100
/** Of one socket; older ones are not shown again, for they are no longer among the newest. */
const MOST_SHOWN = 200

export function counted<Item>(settings: CountedSettings<Item>): Counted<Item> {
  const { readOf, keyOf, ...rest } = settings

  const update = (one: Counting<Item>, { count, newest }: Found<Item>): void => {
    const isFirst = one.count === undefined
    for (const item of newest.toReversed()) {
      const key = keyOf(item)
      if (one.shown.has(key)) continue
      one.shown.add(key)
      if (!isFirst) one.came(item)
    }
    for (const oldest of one.shown) {
      if (one.shown.size <= MOST_SHOWN) break
      one.shown.delete(oldest)
    }
    if (one.count === count) return
    one.count = count
    one.counted(count)
  }
  const all = following<Counting<Item>>({
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
      const one: Counting<Item> = { ...counter, shown: new Set() }
      const followed = all.follow(one)
      all.look(one)
      return { look: () => all.look(one), [Symbol.dispose]: () => followed[Symbol.dispose]() }
    },
    [Symbol.asyncDispose]: () => all[Symbol.asyncDispose](),
  }
}

const NOTHING = { count: 0, newest: [] }
