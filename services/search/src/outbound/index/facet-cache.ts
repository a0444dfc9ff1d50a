// A small cache for facet counts: fresh for a moment, then stale while one caller fetches anew,
// then gone.
import type { Clock } from '@pk-auto/kernel/clock'

export type FacetCache<V> = {
  /**
   * The value for a key. `load` is called at once or not at all, and by one caller at a time;
   * others share its answer or get the stale value.
   */
  take(key: string, load: () => Promise<V>): Promise<V>
}

export type FacetCacheOptions = {
  readonly clock: Clock
  /** Younger than this is fresh. 0 turns the cache off. */
  readonly freshMs: number
  /** Younger than this is still answered while it is being fetched anew. */
  readonly staleMs: number
  readonly maxEntries: number
}

type Entry<V> = { value?: V; at: number; loading?: Promise<V> }

export function facetCache<V>({
  clock,
  freshMs,
  staleMs,
  maxEntries,
}: FacetCacheOptions): FacetCache<V> {
  const entries = new Map<string, Entry<V>>()
  const fetch = (key: string, entry: Entry<V>, load: () => Promise<V>): Promise<V> => {
    const loading = load().then(
      (value) => {
        entries.set(key, { value, at: clock.now().getTime() })
        return value
      },
      (error: unknown) => {
        // An old value stays until it is too old; the next caller tries again.
        delete entry.loading
        if (entry.value === undefined && entries.get(key) === entry) entries.delete(key)
        throw error
      },
    )
    entry.loading = loading
    return loading
  }
  const open = (key: string): Entry<V> => {
    // The oldest entry goes: a Map keeps the order of insertion, and that is close enough to least
    // used for values that live seconds.
    const [oldest] = entries.keys()
    if (oldest !== undefined && entries.size >= maxEntries) entries.delete(oldest)
    const entry: Entry<V> = { at: 0 }
    entries.set(key, entry)
    return entry
  }
  return {
    take(key, load) {
      if (freshMs === 0) return load()
      const entry = entries.get(key)
      const age = clock.now().getTime() - (entry?.at ?? 0)
      if (entry?.value !== undefined && age < freshMs) return Promise.resolve(entry.value)
      if (entry?.value !== undefined && age < staleMs) {
        // Nobody waits for the new value; if it fails, the next caller tries again.
        if (!entry.loading) fetch(key, entry, load).catch(() => undefined)
        return Promise.resolve(entry.value)
      }
      return entry?.loading ?? fetch(key, open(key), load)
    },
  }
}
