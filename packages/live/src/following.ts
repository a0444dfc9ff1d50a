// Open sockets that follow what concerns their persons: a hint or the clock says "look now", and
// one look reads for many of them at once.
import { repeat } from '@pk-auto/lifecycle/repeat'
import type { Hint, Hints } from '@pk-auto/redis/hints'
import { gathered, type GatherSettings } from './gathered.ts'

export type PollTimes = { readonly hinted: number; readonly alone: number }

export type FollowingSettings<One> = GatherSettings<One> & {
  /** Of the poll, in metrics and logs. */
  readonly name: string
  readonly hints?: Hints | undefined
  /** Where hints about a person come, ending in the person; none: only the clock and `look`. */
  readonly channelOf?: (person: string) => string
  /** While hints come, and while there are none. Default: 15 s and 2 s. */
  readonly pollMs?: PollTimes | undefined
  /**
   * How far this one has come: it does not look for a hint that says no more. It must have all that
   * is before.
   */
  readonly reached?: (one: One) => number
  /** Words of the moment, for each that follows this person. */
  readonly noted?: (one: One, text: string) => void
}

export type Following<One> = AsyncDisposable & {
  /** Until `unfollow`: there are as many as sockets, and no object is made for each. */
  follow(one: One): void
  unfollow(one: One): void
  /** Reads for this one soon. */
  look(one: One): void
  /** Those that follow this person here. */
  of(person: string): readonly One[]
}

const POLL_MS = { hinted: 15_000, alone: 2_000 }
/** Between the shares of a poll. */
const SHARE_MS = 1_000
/** Beyond anything: it is to be looked at in any case. */
const IN_ANY_CASE = Number.POSITIVE_INFINITY

export function following<One extends { readonly person: string }>(
  settings: FollowingSettings<One>,
): Following<One> {
  const { service, name, hints, channelOf, pollMs = POLL_MS, noted, reached = () => 0 } = settings
  /** By person. Nearly all have one socket, for which no array is made. */
  const all = new Map<string, One | readonly One[]>()
  /** How far things are known to be for one that is to look. */
  const wanted = new WeakMap<One, number>()
  const want = (one: One, at = IN_ANY_CASE): void => {
    if (at <= reached(one)) return
    wanted.set(one, Math.max(wanted.get(one) ?? 0, at))
    looking.want(one)
  }
  const looking = gathered<One>({
    ...settings,
    async read(some) {
      // What a hint announced may have been shown meanwhile.
      const behind = some.filter((one) => (wanted.get(one) ?? 0) > reached(one))
      for (const one of some) wanted.delete(one)
      try {
        if (behind.length > 0) await settings.read(behind)
      } catch (error) {
        for (const one of behind) wanted.set(one, IN_ANY_CASE)
        throw error
      }
    },
  })
  const isHinted = () => hints?.isListening() === true
  let round = all.values()
  const nextPerson = (): readonly One[] => {
    let next = round.next()
    if (next.done) next = (round = all.values()).next()
    return asList(next.value)
  }
  const of = (person: string): readonly One[] => asList(all.get(person))
  let due = 0
  // Repairs what a hint lost, and is the way itself while there are none. Everybody in their turn:
  // ten thousand who look at the same moment hold up whoever writes.
  const poll = repeat({
    ...{ name, service, everyMs: Math.min(pollMs.alone, SHARE_MS) },
    run: async () => {
      const periodMs = isHinted() ? pollMs.hinted : pollMs.alone
      const everyMs = Math.min(periodMs, SHARE_MS)
      for (due += (all.size * everyMs) / periodMs; due >= 1; due -= 1)
        for (const one of nextPerson()) want(one)
      return everyMs
    },
  })
  const prefix = channelOf?.('').length ?? 0
  const onHint = ({ channel, note, at }: Hint): void => {
    for (const one of of(channel.slice(prefix)))
      if (note === undefined) want(one, at)
      else noted?.(one, note)
  }
  const unfollow = (one: One): void => {
    const { person } = one
    const [first, ...others] = of(person).filter((other) => other !== one)
    looking.forget(one)
    if (first) return void all.set(person, others.length > 0 ? [first, ...others] : first)
    all.delete(person)
    if (channelOf) hints?.unlisten(channelOf(person), onHint)
  }
  return {
    follow(one) {
      const { person } = one
      const own = of(person)
      all.set(person, own.length > 0 ? [...own, one] : one)
      // First subscribed, then read: nothing falls between.
      if (channelOf && own.length === 0) hints?.listen(channelOf(person), onHint)
    },
    unfollow,
    look: (one) => want(one),
    of,
    async [Symbol.asyncDispose]() {
      await poll[Symbol.asyncDispose]()
      looking[Symbol.dispose]()
      if (channelOf) for (const person of all.keys()) hints?.unlisten(channelOf(person), onHint)
    },
  }
}

const asList = <One>(found: One | readonly One[] | undefined): readonly One[] =>
  found === undefined ? [] : Array.isArray(found) ? (found as readonly One[]) : [found as One]
