// Remembers what a token proved until the token expires, for a bounded number of tokens.
import type { Clock } from '@pk-auto/kernel/clock'

export type Remembered<T> = {
  get(token: string): T | undefined
  set(token: string, value: T, untilMs: number): void
}

/** When full, the oldest is forgotten: it costs one more verification, nothing else. */
export function rememberUntil<T>(capacity: number, clock: Clock): Remembered<T> {
  const entries = new Map<string, { value: T; untilMs: number }>()
  return {
    get(token) {
      const entry = entries.get(token)
      if (!entry) return undefined
      if (clock.now().getTime() < entry.untilMs) return entry.value
      entries.delete(token)
      return undefined
    },
    set(token, value, untilMs) {
      if (entries.size >= capacity) entries.delete(String(entries.keys().next().value))
      entries.set(token, { value, untilMs })
    },
  }
}
