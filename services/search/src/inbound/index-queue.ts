// Passes changed documents to the index at once; the sweep repairs what this loses.
import { isTransient } from '@pk-auto/kernel/domain-error'
import { type Repeat, repeat } from '@pk-auto/lifecycle/repeat'

export type IndexQueue = AsyncDisposable & {
  /** Returns at once. Beyond 20,000 waiting ids new ones are left to the sweep. */
  offer(ids: readonly string[]): void
  /** Ids waiting or being written. */
  waiting(): number
}

const BATCH = 500
const MOST_WAITING = 20_000

/**
 * Consuming never waits for Elasticsearch: what must be indexed stands in `index_due` since the
 * projection's commit, so offsets move on and an outage costs nothing but delay. Publish → findable
 * stays short because a commit wakes this loop in memory, and documents that come while a batch is
 * on its way form the next one.
 */
export function indexQueue({
  service,
  index,
}: {
  service: string
  index: (ids: readonly string[]) => Promise<number>
}): IndexQueue {
  const waiting = new Set<string>()
  let underWay = 0
  const run = async (signal: AbortSignal) => {
    while (waiting.size > 0 && !signal.aborted) {
      const batch = [...waiting].slice(0, BATCH)
      for (const id of batch) waiting.delete(id)
      underWay = batch.length
      try {
        await index(batch)
      } catch (error) {
        // Elasticsearch or Postgres is away: the sweep has every one of them, and trying faster
        // than it would help nobody.
        waiting.clear()
        if (!isTransient(error)) throw error
      } finally {
        underWay = 0
      }
    }
  }
  const loop: Repeat = repeat({ name: 'index.queue', service, everyMs: 60_000, run })
  return {
    offer(ids) {
      for (const id of ids) if (waiting.size < MOST_WAITING) waiting.add(id)
      if (ids.length > 0) loop.wake()
    },
    waiting: () => waiting.size + underWay,
    [Symbol.asyncDispose]: () => loop[Symbol.asyncDispose](),
  }
}
