// Who is there: whoever has an open socket, at any gateway, and for a while afterwards, so that a
// tunnel is no absence. Shown to those who look at a conversation with them, once a second at most.
import { disposeAll } from '@pk-auto/kernel/all-of'
import { repeat } from '@pk-auto/lifecycle/repeat'
import type { Stamps } from '@pk-auto/redis/stamps'

export type Seen = { readonly online: boolean; readonly lastSeenAt?: Date }

/** One socket that looks at people. */
export type Watcher = {
  /** Whom it may see and wants to see at this moment. */
  people(): readonly string[]
  show(person: string, seen: Seen): void
}

export type PresenceSettings = {
  readonly service: string
  readonly stamps?: Stamps | undefined
  readonly now: () => number
  readonly times?: typeof TIMES
}

/** Of each of these people; of nobody while presence is stored nowhere. */
export type SeenOf = (people: readonly string[]) => Promise<ReadonlyMap<string, Seen>>

export type Presence = AsyncDisposable & {
  /** One read for all of them. Whether they let it be seen is for the caller to know. */
  readonly seen: SeenOf
  /** The person has one socket more here, until `go`. */
  come(person: string): void
  go(person: string): void
  /** Until `unwatch`. */
  watch(watcher: Watcher): void
  unwatch(watcher: Watcher): void
  /** The watcher was told otherwise, so what is so is shown anew. */
  forget(watcher: Watcher, person: string): void
}

const TIMES = { beatMs: 20_000, goneMs: 45_000, storedMs: 7 * 86_400_000, lookMs: 1_000 }

const keyOf = (person: string): string => `here:${person}`

export function presence(settings: PresenceSettings): Presence {
  const { service, stamps, now, times = TIMES } = settings
  const { beatMs, goneMs, storedMs, lookMs } = times
  const sockets = new Map<string, number>()
  /** Each with what it was shown; of most it is nothing. */
  const watchers = new Map<Watcher, Map<string, boolean> | undefined>()

  const beat = (person: string): void => stamps?.stamp(keyOf(person), now(), storedMs)
  const seenOf = (at: number | undefined): Seen => {
    if (at === undefined) return { online: false }
    return now() - at < goneMs ? { online: true } : { online: false, lastSeenAt: new Date(at) }
  }
  const seen: SeenOf = async (people) => {
    if (people.length === 0 || !stamps) return new Map()
    const found = await stamps.stamps(people.map(keyOf))
    return new Map(people.map((person, i) => [person, seenOf(found[i])]))
  }
  const look = async (): Promise<void> => {
    const wanted = [...watchers].flatMap(([watcher, before]) => {
      const people = watcher.people()
      if (people.length === 0 && !before) return []
      const shown = before ?? new Map<string, boolean>()
      watchers.set(watcher, shown)
      return { watcher, shown, people }
    })
    for (const { shown, people } of wanted)
      for (const person of shown.keys()) if (!people.includes(person)) shown.delete(person)
    const all = [...new Set(wanted.flatMap(({ people }) => people))]
    const found = await seen(all)
    for (const { watcher, shown } of wanted) {
      // Whom it may no longer see since it was asked is left out.
      for (const person of watcher.people()) {
        const is = found.get(person)
        if (!is || shown.get(person) === is.online) continue
        shown.set(person, is.online)
        watcher.show(person, is)
      }
    }
  }
  const beating = repeat({
    ...{ name: 'live.beat', service, everyMs: beatMs },
    run: async () => sockets.forEach((_, person) => beat(person)),
  })
  const looking = repeat({ name: 'live.presence', service, everyMs: lookMs, run: look })

  return {
    seen,
    come(person) {
      sockets.set(person, (sockets.get(person) ?? 0) + 1)
      beat(person)
    },
    go(person) {
      const left = (sockets.get(person) ?? 1) - 1
      if (left > 0) sockets.set(person, left)
      else sockets.delete(person)
    },
    watch: (watcher) => void watchers.set(watcher, undefined),
    unwatch: (watcher) => void watchers.delete(watcher),
    forget: (watcher, person) => void watchers.get(watcher)?.delete(person),
    [Symbol.asyncDispose]: () => disposeAll([beating, looking]),
  }
}
