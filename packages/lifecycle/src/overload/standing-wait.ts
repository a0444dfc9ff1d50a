// How long whoever comes now will wait for this process, as far as that is the process's own doing:
// not once, but again and again. A single long turn (a collection, a first compilation) is no
// overload; a line that does not get shorter is.
import { performance } from 'node:perf_hooks'

export type StandingWaitSettings = {
  /** A look so often; an idle process looks at nothing. */
  readonly lookMs: number
  /** What was so for this time, and for three looks at least, stands (as in CoDel). */
  readonly standsMs: number
  /** A wait of this length that stands is a crowd, which is watched more closely for a while. */
  readonly crowdMs: number
}
const SETTINGS: StandingWaitSettings = { lookMs: 100, standsMs: 1_500, crowdMs: 500 }
const LOOKS = 3
/** Who came so many looks ago is nobody who waits. */
const ACTIVE_LOOKS = 5
const WATCHED_MS = 3_000
/** A loop that is busy for this share of its time is what its line waits for. */
const BUSY = 0.8

export type StandingWait = {
  /** Of whoever comes now, in milliseconds. */
  ms(): number
  /** Somebody came and is worked for. The result is to be called once, when they are answered. */
  enter(): () => void
}

type Seen = { readonly waitMs: number; readonly answered: number; readonly elapsedMs: number }
const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)

/** Settings are for tests, which have no time. */
export function standingWait(settings = SETTINGS): StandingWait {
  const { lookMs, standsMs, crowdMs } = settings
  const line = countedLine()
  let seen: Seen[] = []
  let cameAt = 0
  let looking = false
  /** When the turn of the loop began in which we are. */
  let turnAt: number | undefined
  /** How fast the line moved when it last stood, and until when that is worth remembering. */
  let crowd: { readonly perMs: number; readonly until: number } | undefined

  const isLong = (looks: readonly Seen[]): boolean =>
    looks.length >= LOOKS && sum(looks.map((each) => each.elapsedMs)) >= standsMs
  /** No more of the looks than it takes to see what stands. */
  const newest = (looks: Seen[]): Seen[] =>
    isLong(looks.slice(1)) ? newest(looks.slice(1)) : looks
  const standing = () => (isLong(seen) ? Math.min(...seen.map(({ waitMs }) => waitMs)) : 0)
  const look = (): void => {
    looking = true
    const startedAt = performance.now()
    const busyBefore = performance.eventLoopUtilization()
    const before = line.total()
    // Keeps no process alive.
    setTimeout(() => {
      const now = performance.now()
      const elapsedMs = now - startedAt
      const late = Math.max(0, elapsedMs - lookMs)
      const { utilization } = performance.eventLoopUtilization(busyBefore)
      const { waitedMs, answered } = line.since(before)
      const waitMs = utilization < BUSY ? late : Math.max(late, waitedMs / Math.max(1, answered))
      // A look at nobody says nothing about who waits.
      if (waitedMs > 0) seen = newest([...seen, { waitMs, answered, elapsedMs }])
      if (standing() > crowdMs) {
        const perMs =
          sum(seen.map((each) => each.answered)) / sum(seen.map((each) => each.elapsedMs))
        crowd = { perMs, until: now + WATCHED_MS }
      }
      if (now - cameAt < ACTIVE_LOOKS * lookMs + late) return look()
      looking = false
      seen = []
    }, lookMs).unref()
  }
  return {
    ms() {
      const now = performance.now()
      if (turnAt === undefined) {
        turnAt = now
        setImmediate(() => void (turnAt = undefined))
      }
      if (!crowd || now > crowd.until) return standing()
      // Or all who were refused would come in together as soon as the line is short. Who came with
      // others in one turn of the loop has waited since it began.
      const inLine = line.length() / Math.max(crowd.perMs, 1 / WATCHED_MS)
      return Math.max(standing(), inLine, now - turnAt)
    },
    enter() {
      cameAt = performance.now()
      const leave = line.enter()
      if (!looking) look()
      return leave
    },
  }
}

type Total = { readonly waitedMs: number; readonly answered: number }

/** Who waits, and for how long all of them together have waited (Little's law counts by that). */
function countedLine() {
  let length = 0
  let answered = 0
  let waitedMs = 0
  let changedAt = performance.now()
  const change = (by: 1 | -1): void => {
    const now = performance.now()
    waitedMs += length * (now - changedAt)
    changedAt = now
    length += by
  }
  const total = (): Total => ({
    waitedMs: waitedMs + length * (performance.now() - changedAt),
    answered,
  })
  return {
    length: () => length,
    total,
    since: (before: Total): Total => {
      const now = total()
      return { waitedMs: now.waitedMs - before.waitedMs, answered: now.answered - before.answered }
    },
    enter() {
      change(1)
      return () => {
        change(-1)
        answered += 1
      }
    },
  }
}
