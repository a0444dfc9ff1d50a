// Waiting for a fact instead of for time.
import { patienceMs } from './patience.ts'

const POLL_MS = 20

type Truthy<T> = Exclude<NonNullable<T>, false | 0 | ''>

/**
 * Polls until `fact` resolves to something truthy and returns it. @throws Error with `what` and the
 * last failure after `timeoutMs` (default 10 s), and in any case before the running test's limit
 */
export async function until<T>(
  what: string,
  fact: () => Promise<T> | T,
  { timeoutMs = 10_000 }: { timeoutMs?: number } = {},
): Promise<Truthy<T>> {
  const waitMs = Math.round(patienceMs(timeoutMs))
  const end = performance.now() + waitMs
  let last: unknown
  for (;;) {
    try {
      const value = await fact()
      if (value) return value as Truthy<T>
      last = value
    } catch (error) {
      last = error
    }
    if (performance.now() > end)
      throw new Error(`waited ${waitMs} ms in vain until ${what}; last: ${String(last)}`)
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}
