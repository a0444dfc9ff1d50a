// The taxonomy, asked of catalogue once a minute and cached: it changes with a release.
import type { Clock } from '@pk-auto/kernel/clock'
import { outsideCall } from '@pk-auto/grpc/call'
import type { Client } from '@pk-auto/grpc/client'
import type { CatalogueDefinition } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue'
import type { Taxonomy } from '@pk-auto/proto/pkauto/catalogue/v1/taxonomy'
import { presentTaxonomy } from './present/taxonomy.ts'

export type TaxonomyCache = { get(): Promise<{ taxonomy: Taxonomy; json: string }> }

const FRESH_MS = 60_000

/**
 * The old copy serves while the next one is asked for, and while catalogue is away. @throws what
 * catalogue's absence throws, when there is no copy yet
 */
export function taxonomyCache(
  catalogue: Pick<Client<typeof CatalogueDefinition>, 'getTaxonomy'>,
  clock: Clock,
): TaxonomyCache {
  let copy: { taxonomy: Taxonomy; json: string; at: number } | undefined
  let asking: Promise<void> | undefined

  const ask = async () => {
    const { unchanged, taxonomy } = await outsideCall(() =>
      catalogue.getTaxonomy({ knownVersion: copy?.taxonomy.version ?? 0 }),
    )
    const at = clock.now().getTime()
    if (unchanged && copy) copy = { ...copy, at }
    else if (taxonomy) copy = { taxonomy, json: JSON.stringify(presentTaxonomy(taxonomy)), at }
  }

  return {
    async get() {
      if (!copy || clock.now().getTime() - copy.at > FRESH_MS) {
        asking ??= ask().finally(() => (asking = undefined))
        // With a copy nobody waits for a catalogue that may hang; the next one to ask tries
        // again.
        if (copy) asking.catch(() => undefined)
        else await asking
      }
      if (!copy) throw new Error('catalogue answered without a taxonomy')
      return copy
    },
  }
}
