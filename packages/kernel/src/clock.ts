// Time as an argument: the domain never reads a clock of its own.
export type Clock = { now(): Date }

export const systemClock: Clock = { now: () => new Date() }

export type ManualClock = Clock & { advance(ms: number): void; set(to: Date): void }

/** A clock that does not move until a test moves it. */
export function manualClock(start: Date): ManualClock {
  let at = start.getTime()
  return {
    now: () => new Date(at),
    advance: (ms) => void (at += ms),
    set: (to) => void (at = to.getTime()),
  }
}
