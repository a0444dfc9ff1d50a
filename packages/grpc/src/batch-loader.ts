// Many single loads become one batch call: within one request, or across all requests of a process.
import { AsyncLocalStorage } from 'node:async_hooks'
import { MAX_BATCH } from '@pk-auto/kernel/batch'
import DataLoader from 'dataloader'
import { outsideCall } from './call.ts'

export type BatchLoader<Key, Value> = {
  /** Undefined when the batch answered nothing for this key. */
  load(key: Key): Promise<Value | undefined>
  loadMany(keys: readonly Key[]): Promise<(Value | undefined)[]>
}

// With this many batches under way the next one waits and gathers: under load a batch holds many
// keys, at rest nobody waits.
const UNDER_WAY = 2

/**
 * `fetch` gets each key once, at most `max` of them (default 100), and answers those it found. A
 * failed fetch fails every load of its batch. `across: 'request'` (make one per request: it
 * remembers) may carry the caller's token; `across: 'requests'` (make one per process: it remembers
 * nothing) must not, because strangers share its batches: public reads only.
 */
export function batchLoader<Key extends string | number | bigint, Value>(
  fetch: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
  { across, max = MAX_BATCH }: { across: 'request' | 'requests'; max?: number },
): BatchLoader<Key, Value> {
  const shared = across === 'requests'
  const turns = shared ? inTurns(UNDER_WAY) : undefined
  const loader = new DataLoader<Key, Value | undefined>(
    async (keys) => {
      try {
        const unique = [...new Set(keys)]
        const found = await (shared ? outsideCall(() => fetch(unique)) : fetch(unique))
        return keys.map((key) => found.get(key))
      } finally {
        turns?.over()
      }
    },
    { maxBatchSize: max, cache: !shared, ...(turns && { batchScheduleFn: turns.next }) },
  )
  return {
    load: (key) => loader.load(key),
    loadMany: (keys) => Promise.all(keys.map((key) => loader.load(key))),
  }
}

/**
 * At most so many at a time; each begins at the next turn of the event loop, which gathers what all
 * requests read in this one.
 */
function inTurns(most: number): {
  readonly next: (run: () => void) => void
  readonly over: () => void
} {
  const waiting: (() => void)[] = []
  let underWay = 0
  const begin = () => {
    const run = underWay < most ? waiting.shift() : undefined
    if (!run) return
    underWay += 1
    setImmediate(run)
  }
  return {
    next(run) {
      // A batch that waited is begun by the end of another: without this it, and every batch after
      // it, would be counted into that one's trace.
      waiting.push(AsyncLocalStorage.bind(run))
      begin()
    },
    over() {
      underWay -= 1
      begin()
    },
  }
}
