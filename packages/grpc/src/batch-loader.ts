// Many single loads become one batch call: within one request, or across all requests of a process.
import DataLoader from 'dataloader'
import { outsideCall } from './call.ts'

export type BatchLoader<Key, Value> = {
  /** Undefined when the batch answered nothing for this key. */
  load(key: Key): Promise<Value | undefined>
  loadMany(keys: readonly Key[]): Promise<(Value | undefined)[]>
}

const MAX_BATCH = 100

/**
 * `fetch` gets each key once, at most `max` of them (default 100), and answers those it found. A failed fetch fails every load of its batch.
 * `across: 'request'` (make one per request: it remembers) may carry the caller's token; `across: 'requests'` (make one per process: it remembers
 * nothing) must not, because strangers share its batches: public reads only.
 */
export function batchLoader<Key extends string | number | bigint, Value>(
  fetch: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
  { across, max = MAX_BATCH }: { across: 'request' | 'requests'; max?: number },
): BatchLoader<Key, Value> {
  const shared = across === 'requests'
  const loader = new DataLoader<Key, Value | undefined>(
    async (keys) => {
      const unique = [...new Set(keys)]
      const found = await (shared ? outsideCall(() => fetch(unique)) : fetch(unique))
      return keys.map((key) => found.get(key))
    },
    // The next turn of the event loop gathers what all requests read in this one.
    { maxBatchSize: max, cache: !shared, ...(shared && { batchScheduleFn: (run: () => void) => void setImmediate(run) }) },
  )
  return { load: (key) => loader.load(key), loadMany: (keys) => Promise.all(keys.map((key) => loader.load(key))) }
}
