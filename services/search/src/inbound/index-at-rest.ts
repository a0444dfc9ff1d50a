// Waits until everything that was projected can be found.
import { setTimeout as wait } from 'node:timers/promises'
import type { checkSettled } from '../usecases/check-settled.ts'

const POLL_MS = 20
const LIMIT_MS = 60_000

/**
 * `refresh` makes what was written findable now. True when nothing was missing already. @throws
 * Error with what is missing when that takes longer than a minute
 */
export async function indexAtRest(
  check: ReturnType<typeof checkSettled>,
  refresh: () => Promise<void>,
): Promise<boolean> {
  const end = performance.now() + LIMIT_MS
  let already = true
  for (let why = await check(); why !== undefined; why = await check()) {
    already = false
    if (performance.now() > end) throw new Error(`${why} within ${LIMIT_MS} ms`)
    await wait(POLL_MS)
  }
  await refresh()
  return already
}
