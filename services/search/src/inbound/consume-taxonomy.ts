// catalogue.taxonomy.v1 → parts to store.
import { subscribe } from '@pk-auto/kafka/subscription'
import { TAXONOMY } from '@pk-auto/proto/topics'
import type { TaxonomyFact } from '../domain/taxonomy.ts'
import { erasedPart, partAtVersion } from '../wire/taxonomy.ts'

export const consumeTaxonomy = (store: (facts: readonly TaxonomyFact[]) => Promise<void>) =>
  subscribe(TAXONOMY, {
    read: partAtVersion,
    handle: (events) =>
      store(events.map(({ key, value }) => (value ? { key, ...value } : erasedPart(key)))),
  })
