// The topics of catalogue.
import {
  DraftEvent,
  ListingEvent,
  SavedChangeEvent,
  TaxonomyEvent,
} from '../../gen/pkauto/catalogue/v1/events.ts'
import { factTopic, stateTopic } from './topic.ts'

function listingOf({ listing }: ListingEvent) {
  if (!listing) throw new Error('a listing event without a listing')
  return listing
}

/** Each published listing, whole. */
export const LISTINGS = stateTopic('catalogue.listing.v1', ListingEvent, {
  dataClass: 'public',
  key: (event) => listingOf(event).id,
  version: (event) => listingOf(event).version,
})

/** Which photos each draft holds. */
export const DRAFTS = stateTopic('catalogue.draft.v1', DraftEvent, {
  dataClass: 'internal',
  key: ({ listingId }) => listingId,
  version: ({ version }) => version,
})

/** What became of an ad, for each person who saved it. */
export const SAVED_CHANGES = factTopic('catalogue.saved-change.v1', SavedChangeEvent, {
  dataClass: 'personal',
  key: ({ personId }) => personId,
})

/** The taxonomy, part by part: `make/toyota`, `cities`, `enum/fuel`. */
export const TAXONOMY = stateTopic('catalogue.taxonomy.v1', TaxonomyEvent, {
  dataClass: 'public',
  key: partKey,
  version: ({ version }) => version,
})

function partKey({ part }: TaxonomyEvent): string {
  switch (part?.$case) {
    case 'make':
      return `make/${part.value.slug}`
    case 'cities':
      return 'cities'
    case 'terms':
      return `enum/${part.value.name}`
    default:
      throw new Error('a taxonomy event without a part')
  }
}
