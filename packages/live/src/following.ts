// Open sockets that follow what concerns their persons: a hint or the clock says "look now", and
// one look reads for many of them at once.
import { repeat } from '@pk-auto/lifecycle/repeat'
import type { Hints } from '@pk-auto/redis/hints'
import { gathered, type GatherSettings } from './gathered.ts'

export type PollTimes = { readonly hinted: number; readonly alone: number }

export type FollowingSettings<One> = GatherSettings<One> & {
  /** Of the poll, in metrics and logs. */
  readonly name: string
  readonly hints?: Hints | undefined
  /** Where hints about a person come; none: only the clock and `look` say so. */
  readonly channelOf?: (person: string) => string
  /** While hints come, and while there are none. Default: 15 s and 2 s. */
  readonly pollMs?: PollTimes | undefined
  /** Words of the moment, for each that follows this person. */
  readonly noted?: (one: One, text: string) => void
}

export type Following<One> = AsyncDisposable & {
  /** Follows until disposed of. */
  follow(one: One): Disposable
  /** Reads for this one soon. */
  look(one: One): void
}

const POLL_MS = { hinted: 15_000, alone: 2_000 }

export function following<One extends { readonly person: string }>(
  settings: FollowingSettings<One>,
): Following<One> {
  const { service, name, hints, channelOf, pollMs = POLL_MS, noted } = settings
  const all = new Map<string, Set<One>>()
  const listening = new Map<string, Disposable | undefined>()
  const looking = gathered<One>(settings)
  const isHinted = () => hints?.isListening() === true
  // Repairs what a hint lost, and is the way itself while there are none.
  const poll = repeat({
    ...{ name, service, everyMs: pollMs.alone },
    run: async () => {
      for (const some of all.values()) for (const one of some) looking.want(one)
      return isHinted() ? pollMs.hinted : pollMs.alone
    },
  })
  const hear = (person: string) => (note?: string) => {
    for (const one of all.get(person) ?? [])
      if (note === undefined) looking.want(one)
      else noted?.(one, note)
  }
  return {
    follow(one) {
      const { person } = one
      const own = all.get(person) ?? new Set()
      all.set(person, own.add(one))
      // First subscribed, then read: nothing falls between.
      if (channelOf && !listening.has(person))
        listening.set(person, hints?.onHint(channelOf(person), hear(person)))
      return {
        [Symbol.dispose]: () => {
          own.delete(one)
          looking.forget(one)
          if (own.size > 0) return
          all.delete(person)
          listening.get(person)?.[Symbol.dispose]()
          listening.delete(person)
        },
      }
    },
    look: (one) => looking.want(one),
    async [Symbol.asyncDispose]() {
      await poll[Symbol.asyncDispose]()
      looking[Symbol.dispose]()
      for (const each of listening.values()) each?.[Symbol.dispose]()
    },
  }
}
