// Publishes a new version of the taxonomy, once.
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { Taxonomy } from '../domain/taxonomy.ts'

export type PublishTaxonomyDeps = {
  clock: Clock
  inTransaction: InTransaction<{
    /** Records the version; false when it was published before. */
    releases: { note(version: number, at: Date): Promise<boolean> }
    taxonomyOutbox: { append(taxonomy: Taxonomy, at: Date): Promise<void> }
  }>
}

/** Idempotent per version. Returns whether it was published now. */
export function publishTaxonomy(deps: PublishTaxonomyDeps) {
  return function publishTaxonomy(taxonomy: Taxonomy) {
    return deps.inTransaction(
      { system: 'catalogue.taxonomy' },
      async ({ releases, taxonomyOutbox }) => {
        const at = deps.clock.now()
        if (!(await releases.note(taxonomy.version, at))) return false
        await taxonomyOutbox.append(taxonomy, at)
        return true
      },
    )
  }
}
