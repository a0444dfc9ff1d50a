// Stores the taxonomy's parts, and has the documents of a changed make indexed again: their words
// come from it.
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { TaxonomyFact } from '../domain/taxonomy.ts'
import type { Due, TaxonomyParts } from './stores.ts'

export type StoreTaxonomyDeps = {
  inTransaction: InTransaction<{ taxonomy: TaxonomyParts; due: Due }>
  /** Called after the commit: understanding and labels may have changed. */
  changed: () => void
}

/** At most one fact per key. Idempotent: late, repeated and unchanged parts do nothing. */
export function storeTaxonomy(deps: StoreTaxonomyDeps) {
  return async function storeTaxonomy(facts: readonly TaxonomyFact[]) {
    const stored = await deps.inTransaction(
      { system: 'store-taxonomy' },
      async ({ taxonomy, due }) => {
        const newer = await taxonomy.upsertNewer(facts)
        for (const { part } of newer) if (part?.kind === 'make') await due.addMake(part.make.slug)
        return newer.length
      },
    )
    if (stored > 0) deps.changed()
  }
}
