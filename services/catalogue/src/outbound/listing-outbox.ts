// Catalogue's events: listings with their whole public state, the photos of drafts, the taxonomy part
// by part.
import { outboxOf } from '@pk-auto/postgres/outbox'
import type { Tx } from '@pk-auto/postgres/transaction'
import { DraftEvent, ListingEvent, TaxonomyEvent } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import { draftEvent, listingEvent } from './listing-message.ts'
import { wireTaxonomy } from './taxonomy-message.ts'
import type { Taxonomy } from '../domain/taxonomy.ts'
import type { DraftOutbox, ListingOutbox } from '../usecases/stores.ts'
import type { DB } from './schema.gen.ts'

const LISTING = { topic: 'catalogue.listing.v1', type: 'pkauto.catalogue.v1.ListingEvent' }
const DRAFT = { topic: 'catalogue.draft.v1', type: 'pkauto.catalogue.v1.DraftEvent' }
const TAXONOMY = { topic: 'catalogue.taxonomy.v1', type: 'pkauto.catalogue.v1.TaxonomyEvent' }

export const listingOutbox = (tx: Tx<DB>): ListingOutbox => ({
  append: (...changes) =>
    outboxOf(tx).append(
      ...changes.map(({ change, listing, at }) => ({
        ...LISTING,
        key: listing.id,
        at,
        value: ListingEvent.encode(listingEvent(change, listing)).finish(),
      })),
    ),
})

export const draftOutbox = (tx: Tx<DB>): DraftOutbox => ({
  append: (...events) =>
    outboxOf(tx).append(
      ...events.map(({ at, ...photos }) => ({
        ...DRAFT,
        key: photos.listingId,
        at,
        value: DraftEvent.encode(draftEvent(photos)).finish(),
      })),
    ),
})

export const taxonomyOutbox = (tx: Tx<DB>) => ({
  async append(taxonomy: Taxonomy, at: Date): Promise<void> {
    const { version, makes, cities, enums } = wireTaxonomy(taxonomy)
    const parts = [
      ...makes.map((make) => ({
        key: `make/${make.slug}`,
        part: { $case: 'make', value: make } as const,
      })),
      { key: 'cities', part: { $case: 'cities', value: { cities } } as const },
      ...enums.map((terms) => ({
        key: `enum/${terms.name}`,
        part: { $case: 'terms', value: terms } as const,
      })),
    ]
    await outboxOf(tx).append(
      ...parts.map(({ key, part }) => ({
        ...TAXONOMY,
        key,
        at,
        value: TaxonomyEvent.encode({ version, part }).finish(),
      })),
    )
  },
})

export const releaseStore = (tx: Tx<DB>) => ({
  async note(version: number, at: Date): Promise<boolean> {
    const row = await tx
      .insertInto('taxonomy_release')
      .values({ version, published_at: at })
      .onConflict((c) => c.doNothing())
      .returning('version')
      .executeTakeFirst()
    return row !== undefined
  },
})
