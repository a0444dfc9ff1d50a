// Time that moves when a test says so.
import type { Timers } from '../src/ports.ts'

export type ManualTimers = Timers & {
  /** Goes to the next alarm and rings it; false when there is none before `until`. */
  ring(until?: number): boolean
  /** Rings whatever is due in the meantime. */
  pass(ms: number): Promise<void>
}

export const manualTimers = (start = 1_767_225_600_000): ManualTimers => {
  let now = start
  const alarms = new Set<{ readonly at: number; readonly call: () => void }>()
  const timers: ManualTimers = {
    now: () => now,
    after(ms, call) {
      const alarm = { at: now + Math.max(0, ms), call }
      alarms.add(alarm)
      return () => void alarms.delete(alarm)
    },
    ring(until = Infinity) {
      const next = [...alarms].toSorted((a, b) => a.at - b.at)[0]
      if (!next || next.at > until) return false
      alarms.delete(next)
      now = Math.max(now, next.at)
      next.call()
      return true
    },
    async pass(ms) {
      const until = now + ms
      while (timers.ring(until)) await settle()
      now = until
      await settle()
    },
  }
  return timers
}

/** Everything that only waits for promises has happened. */
export const settle = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))
