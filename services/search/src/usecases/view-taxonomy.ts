// The taxonomy as this process sees it: joined, looked up and understood with, read again when its
// stamp changes.
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { type Directory, directoryOf } from '../domain/directory.ts'
import { type Vocabulary, vocabularyOf } from '../domain/query/vocabulary.ts'
import { entriesOf, type Entry } from '../domain/suggest/entries.ts'
import { EMPTY_TAXONOMY, joinParts, type Taxonomy } from '../domain/taxonomy.ts'
import type { TaxonomyParts } from './stores.ts'

export type ViewTaxonomyDeps = { inTransaction: InTransaction<{ taxonomy: TaxonomyParts }> }

export type TaxonomyView = {
  /**
   * Never waits. Until the taxonomy has come it is empty: searches then understand nothing and
   * refuse no slug.
   */
  current(): {
    readonly directory: Directory
    readonly vocabulary: Vocabulary
    /** What can be suggested. */
    readonly entries: readonly Entry[]
  }
  /** Reads it again if it has changed; one cheap statement otherwise. */
  refresh(): Promise<void>
}

const SYSTEM = { system: 'view-taxonomy' }

export function viewTaxonomy({ inTransaction }: ViewTaxonomyDeps): TaxonomyView {
  let seen = ''
  let view = viewOf(EMPTY_TAXONOMY)
  return {
    current: () => view,
    async refresh() {
      const stamp = await inTransaction(SYSTEM, ({ taxonomy }) => taxonomy.stamp())
      if (stamp === seen) return
      const taxonomy = joinParts(await inTransaction(SYSTEM, (stores) => stores.taxonomy.all()))
      view = viewOf(taxonomy)
      // The stamp from before: should a part have come in between, the next refresh reads again.
      seen = stamp
    },
  }
}

function viewOf(taxonomy: Taxonomy) {
  const vocabulary = vocabularyOf(taxonomy)
  return { directory: directoryOf(taxonomy), vocabulary, entries: entriesOf(taxonomy, vocabulary) }
}
