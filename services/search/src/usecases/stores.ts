// What search's verbs may use inside a transaction; outbound/ implements it.
import type { Listing, Understanding } from '../domain/listing.ts'
import type { SearchDoc } from '../domain/search-doc.ts'
import type { MediaFact } from '../domain/media.ts'
import type { TaxonomyFact, TaxonomyPart } from '../domain/taxonomy.ts'

/**
 * What a projection must know before it locks: how new a document's listing is, and the photos it
 * named. No listing once erased.
 */
export type Peek = {
  readonly listing?: Pick<Listing, 'version'> & Understanding
  readonly photos: readonly string[]
}

export type Docs = {
  /** Without locks: good for deciding what to lock. */
  peek(ids: readonly string[]): Promise<ReadonlyMap<string, Peek>>
  /** Locks the rows that exist until commit, in the order of their ids. */
  lock(ids: readonly string[]): Promise<ReadonlyMap<string, SearchDoc>>
  /** Locks the documents that show any of the photos, in the order of their ids. */
  lockShowing(mediaIds: readonly string[]): Promise<ReadonlyMap<string, SearchDoc>>
  /**
   * Writes documents whose versions have grown. @throws SEARCH_DOC_MOVED (unavailable) when another
   * transaction was faster: do the batch again
   */
  save(docs: readonly SearchDoc[]): Promise<void>
}

export type MediaFacts = {
  /**
   * Gives unknown photos a row of version 0. In a transaction of its own: rows inserted and not yet
   * committed would be locks out of order.
   */
  ensureRows(mediaIds: readonly string[]): Promise<void>
  /**
   * The facts of these photos; each has a row already. Locks the rows against changes until commit
   * in the order of their ids: when a listing and a change of its photo are projected at the same
   * moment, the second waits here and then sees what the first has written. Listings that share a
   * photo do not wait for each other.
   */
  lockShared(mediaIds: readonly string[]): Promise<ReadonlyMap<string, MediaFact>>
  /**
   * Stores the facts that are newer than what is known and returns the ids of those. Locks in the
   * order of ids, too.
   */
  upsertNewer(facts: readonly MediaFact[]): Promise<readonly string[]>
  /** Without locks. */
  read(mediaIds: readonly string[]): Promise<ReadonlyMap<string, MediaFact>>
}

export type Due = {
  /**
   * Notes that these documents' versions must reach the index, and since when the change that makes
   * them differ is known. Returns how many of those with a change did not wait already.
   */
  add(
    docs: readonly {
      readonly id: string
      readonly docVersion: number
      readonly changedAt?: Date | undefined
    }[],
  ): Promise<number>
  /**
   * Notes every document of a make: its words have changed, its version has not. Returns how many.
   */
  addMake(make: string): Promise<number>
}

export type TaxonomyParts = {
  /** Stores the parts that are newer, and returns the facts of those that differ. */
  upsertNewer(facts: readonly TaxonomyFact[]): Promise<readonly TaxonomyFact[]>
  all(): Promise<readonly TaxonomyPart[]>
  /** Changes whenever any part does. */
  stamp(): Promise<string>
}
