// Catalogue's events: listings with their whole public state, the photos of drafts, the taxonomy part
// by part.
import { outboxOf } from '@pk-auto/postgres/outbox'
import type { Tx } from '@pk-auto/postgres/transaction'
import { DRAFTS, LISTINGS } from '@pk-auto/proto/topics'
import type { DraftOutbox, ListingOutbox } from '../usecases/stores.ts'
import { draftEvent, listingEvent } from '../wire/listing.ts'
import type { DB } from './schema.gen.ts'

export const listingOutbox = (tx: Tx<DB>): ListingOutbox => ({
  append: (...changes) =>
    outboxOf(tx).append(
      LISTINGS,
      ...changes.map(({ change, listing, at }) => ({ event: listingEvent(change, listing), at })),
    ),
})

export const draftOutbox = (tx: Tx<DB>): DraftOutbox => ({
  append: (...events) =>
    outboxOf(tx).append(
      DRAFTS,
      ...events.map(({ at, ...photos }) => ({ event: draftEvent(photos), at })),
    ),
})
