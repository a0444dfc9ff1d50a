// Remembers what holds for a while, for a bounded number of keys: what a token proved, what was
// exchanged for it.
import type { Clock } from '@pk-auto/kernel/clock'

export type Remembered<T> = {
  get(key: string): T | undefined
  set(key: string, value: T, untilMs: number): void
  forget(key: string): void
  /** With what is over and has not gone yet. */
  readonly size: number
}

const TIDY_EVERY_MS = 5_000

/**
 * When full, the oldest is forgotten: it costs one more question, nothing else. What is over goes
 * by itself, oldest first, so that a process at rest gives its memory back.
 */
export function rememberUntil<T>(capacity: number, clock: Clock): Remembered<T> {
  const entries = new Map<string, { value: T; untilMs: number }>()
  const now = () => clock.now().getTime()
  let timer: NodeJS.Timeout | undefined
  const tidy = (): void => {
    timer = undefined
    for (const [key, { untilMs }] of entries) {
      if (now() < untilMs) break
      entries.delete(key)
    }
    tidyLater()
  }
  const tidyLater = (): void => {
    if (entries.size > 0) timer ??= setTimeout(tidy, TIDY_EVERY_MS).unref()
  }
  return {
    get(key) {
      const entry = entries.get(key)
      return entry && now() < entry.untilMs ? entry.value : undefined
    },
    set(key, value, untilMs) {
      entries.delete(key)
      if (entries.size >= capacity) entries.delete(String(entries.keys().next().value))
      entries.set(key, { value, untilMs })
      tidyLater()
    },
    forget: (key) => void entries.delete(key),
    get size() {
      return entries.size
    },
  }
}
