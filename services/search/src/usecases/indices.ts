// What verbs may do with indices: those in Elasticsearch, and the register of them in Postgres.
import type { IndexDoc } from '../domain/index-doc.ts'

/** Indices in Elasticsearch. @throws SEARCH_UNAVAILABLE, INDEX_MISSING (unavailable) */
export type IndexAdmin = {
  nameOf(stamp: string): string
  /** Made by an earlier build with another mapping: fields of today may be missing in it. */
  outdated(name: string): boolean
  create(name: string): Promise<void>
  /**
   * Writes documents into an index that does not serve yet. An older version than it has is no
   * failure. `failed` names documents refused for their own sake.
   */
  fill(
    name: string,
    docs: readonly IndexDoc[],
  ): Promise<{ readonly failed: ReadonlyMap<string, string> }>
  exists(name: string): Promise<boolean>
  /** The index that searches read. */
  serving(): Promise<string | undefined>
  /** Searches read this one from now on; there is no moment without an index. */
  serve(name: string): Promise<void>
  drop(name: string): Promise<void>
  /** Documents in it, those written a moment ago included. */
  count(name: string): Promise<number>
}

/** Every index there is or may be: no index is made without a row here. */
export type IndexRegistry = {
  /** `unfinished`: one is being built, or its builder died. */
  state(): Promise<{ readonly serving: string | undefined; readonly unfinished: boolean }>
  /**
   * Registers a name as retired, before its index is made: should nobody announce it, it is dropped
   * like any other.
   */
  reserve(name: string): Promise<void>
  /** From this commit on the index gets every write, besides the serving one. */
  announce(name: string): Promise<void>
  /** The one that served is retired in the same commit. */
  serve(name: string): Promise<void>
  /** Only for the holder of the rebuild lock: whatever is unfinished then is abandoned. */
  retireUnfinished(): Promise<void>
  retiredBefore(at: Date): Promise<readonly string[]>
  forget(name: string): Promise<void>
}
