// What is counted for people with open sockets, each socket told when its number changes and what
// has come since it was opened.
import { type Gathered, gathered } from '@pk-auto/live/gathered'
import type { FrameSocket, ServerFrame } from '../frames.ts'

/** How much is new for one person, and the newest of it. */
export type Found<Item> = { readonly count: number; readonly newest: readonly Item[] }

/** The name of a number in a frame `badges`, in which it is absolute. */
export type Badge = Exclude<keyof Extract<ServerFrame, { t: 'badges' }>, 't'>

export type CountedSettings<Item> = {
  readonly service: string
  readonly badge: Badge
  /** For at most 500; whoever is left out has nothing new. */
  readonly readOf: (people: readonly string[]) => Promise<ReadonlyMap<string, Found<Item>>>
  /** The same for the same state of an item. */
  readonly keyOf: (item: Item) => string
  /** What has come meanwhile, the oldest first; not everything when much has come at once. */
  readonly frameOf: (item: Item) => ServerFrame
}

/**
 * One socket and every number it has been shown: a class, with nothing made before it is needed;
 * there are ten thousand.
 */
export class Counter {
  readonly person: string
  readonly socket: Pick<FrameSocket, 'send'>
  messages: number | undefined
  notifications: number | undefined
  leads: number | undefined
  alerts: number | undefined
  favourites: number | undefined
  shown: Map<Badge, Set<string>> | undefined

  constructor(person: string, socket: Pick<FrameSocket, 'send'>) {
    this.person = person
    this.socket = socket
  }
}

const AT_ONCE = 500
/** Many changes of one moment are one read: nobody sees a number change ten times a second. */
const GATHER_MS = 100
/** Of one socket and number; older ones are not shown again, for they are no longer the newest. */
const MOST_SHOWN = 200

/** One number of all sockets: `want` reads it for one of them soon. */
export function counted<Item>(settings: CountedSettings<Item>): Gathered<Counter> {
  const { service, badge, readOf, keyOf, frameOf } = settings

  const show = (one: Counter, newest: readonly Item[]): void => {
    const shown = one.shown?.get(badge) ?? new Set()
    one.shown = (one.shown ?? new Map<Badge, Set<string>>()).set(badge, shown)
    for (const item of newest.toReversed()) {
      const key = keyOf(item)
      if (shown.has(key)) continue
      shown.add(key)
      if (one[badge] !== undefined) one.socket.send(frameOf(item))
    }
    for (const oldest of shown) {
      if (shown.size <= MOST_SHOWN) break
      shown.delete(oldest)
    }
  }
  const update = (one: Counter, { count, newest }: Found<Item>): void => {
    if (newest.length > 0) show(one, newest)
    if (one[badge] === count) return
    one[badge] = count
    one.socket.send({ t: 'badges', [badge]: count })
  }
  return gathered<Counter>({
    service,
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
}

const NOTHING = { count: 0, newest: [] }
