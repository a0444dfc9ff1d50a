// Trying again while a dependency is away: for what is done once, at a start or by a seed.
import { setTimeout as wait } from 'node:timers/promises'
import { backoffMs } from '@pk-auto/kernel/backoff'
import { isTransient } from '@pk-auto/kernel/domain-error'

const PAUSE = { firstMs: 100, maxMs: 2_000 }

/**
 * The answer of `work`, which must be idempotent. @throws its failure: at once when it is not that
 * of a dependency, else the last one after `forMs` (default 30 s)
 */
export async function retryTransient<T>(
  work: () => Promise<T>,
  { forMs = 30_000 }: { forMs?: number } = {},
): Promise<T> {
  const end = performance.now() + forMs
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (!isTransient(error) || performance.now() >= end) throw error
    }
    await wait(backoffMs(attempt, PAUSE))
  }
}
