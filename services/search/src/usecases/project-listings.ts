// Puts what catalogue tells of listings into their search documents, and notes what the index must learn.
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { type ListingFact } from '../domain/listing.ts'
import { type SearchDoc, withListing } from '../domain/search-doc.ts'
import type { Docs, Due, Glimpse, MediaFacts } from './stores.ts'

export type ProjectListingsDeps = {
  inTransaction: InTransaction<{ docs: Docs; media: MediaFacts; due: Due }>
  /** Told after the commit which documents the index should get now. A lost word is repaired by the sweep. */
  offer: (ids: readonly string[]) => void
}

/** At most one fact per listing. Idempotent: late and repeated facts change nothing. */
export const projectListings = (deps: ProjectListingsDeps) => async (facts: readonly ListingFact[]) => {
  const changed = await deps.inTransaction({ system: 'project-listings' }, async ({ docs, media, due }) => {
    const glimpses = await docs.glimpse(facts.map(({ id }) => id))
    const news = facts.filter((fact) => isNews(fact, glimpses.get(fact.id)))
    if (news.length === 0) return []
    // The order of locks is everywhere the same: photos by id, then documents by id.
    const photos = await media.meet(news.flatMap((fact) => photosToMeet(fact, glimpses.get(fact.id))))
    const locked = await docs.lock(news.map(({ id }) => id))
    const after = news.flatMap((fact): SearchDoc[] => {
      const before = locked.get(fact.id)
      const doc = withListing(before, fact, photos)
      return doc && doc !== before ? [doc] : []
    })
    await docs.save(after)
    await due.add(after)
    return after.map(({ id }) => id)
  })
  deps.offer(changed)
}

function isNews({ listing }: ListingFact, glimpse: Glimpse | undefined): boolean {
  if (!glimpse) return true
  if (glimpse.version === undefined) return false
  return !listing || listing.version > glimpse.version
}

const photosToMeet = ({ listing }: ListingFact, glimpse: Glimpse | undefined): readonly string[] =>
  !listing || (glimpse && glimpse.photos.join() === listing.photos.join()) ? [] : listing.photos
