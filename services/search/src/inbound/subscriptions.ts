// What search reads from its neighbours' topics.
import type { ListingFact } from '../domain/listing.ts'
import type { MediaFact } from '../domain/media.ts'
import type { TaxonomyFact } from '../domain/taxonomy.ts'
import {
  consumeListings,
  decodeListing,
  LISTING_TOPIC,
  versionOfListing,
} from './consume-listings.ts'
import { consumeMedia, decodeMedia, MEDIA_TOPIC } from './consume-media.ts'
import { consumeTaxonomy, decodeTaxonomy, TAXONOMY_TOPIC } from './consume-taxonomy.ts'

type Use<Fact> = (facts: readonly Fact[]) => Promise<void>
const newest = { dedupe: 'last-per-key' } as const
const versionOf = ({ version }: { version: number }) => version

export const LISTINGS = (project: Use<ListingFact>) => ({
  ...{ topic: LISTING_TOPIC, ...newest, versionOf: versionOfListing, decode: decodeListing },
  handle: consumeListings(project),
})
export const MEDIA = (project: Use<MediaFact>) => ({
  ...{ topic: MEDIA_TOPIC, ...newest, versionOf, decode: decodeMedia },
  handle: consumeMedia(project),
})
export const TAXONOMY = (store: Use<TaxonomyFact>) => ({
  ...{ topic: TAXONOMY_TOPIC, ...newest, versionOf, decode: decodeTaxonomy },
  handle: consumeTaxonomy(store),
})
