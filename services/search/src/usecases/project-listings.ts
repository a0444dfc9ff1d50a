// Puts published listings into their search documents, notes what has to be indexed, and which
// saved searches the new and cheaper ones match.
import { failpoint } from '@pk-auto/lifecycle/failpoint'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { occasionOf } from '../domain/alerts/occasion.ts'
import { type ListingFact } from '../domain/listing.ts'
import { isNews, type SearchDoc, withListing } from '../domain/search-doc.ts'
import { matchAds, type MatchAdsDeps, type MatchStores } from './alerts/match-ads.ts'
import type { Docs, Due, Peek, MediaFacts } from './stores.ts'

export type ProjectListingsDeps = MatchAdsDeps & {
  inTransaction: InTransaction<{ docs: Docs; media: MediaFacts; due: Due } & MatchStores>
  /**
   * Called after the commit with the documents to index now. What is lost here is found by the
   * sweep.
   */
  offer: (ids: readonly string[]) => void
  /** Called with how many changes must reach the index from now on. */
  changesNoted: (count: number) => void
}

const SYSTEM = { system: 'project-listings' }
/** Facts of one commit: each may match thousands of searches, whose rows others wait for. */
const AT_ONCE = 50

/** At most one fact per listing. Idempotent: late and repeated facts change nothing. */
export function projectListings(deps: ProjectListingsDeps) {
  const match = matchAds(deps)
  return async function projectListings(facts: readonly ListingFact[]) {
    for (let from = 0; from < facts.length; from += AT_ONCE)
      await project(facts.slice(from, from + AT_ONCE))
  }

  async function project(facts: readonly ListingFact[]) {
    const { newer, photos } = await deps.inTransaction(SYSTEM, async ({ docs, media }) => {
      const peeks = await docs.peek(facts.map(({ id }) => id))
      const newer = facts.filter((fact) => changesDoc(fact, peeks.get(fact.id)))
      const named = newer.flatMap((fact) => photosToLock(fact, peeks.get(fact.id)))
      await media.ensureRows(named)
      return { newer, photos: named }
    })
    if (newer.length === 0) return
    const changedAt = new Map(newer.map(({ id, at }) => [id, at]))
    const { changed, noted } = await deps.inTransaction(
      SYSTEM,
      async ({ docs, media, due, ...own }) => {
        // The order of locks is everywhere the same: photos by id, documents by id, then searches.
        const photoFacts = await media.lockShared(photos)
        const locked = await docs.lock(newer.map(({ id }) => id))
        const after = newer.flatMap((fact): SearchDoc[] => {
          const before = locked.get(fact.id)
          const doc = withListing(before, fact, photoFacts)
          return doc && doc !== before ? [doc] : []
        })
        await docs.save(after)
        const noted = await due.add(
          after.map(({ id, docVersion }) => ({ id, docVersion, changedAt: changedAt.get(id) })),
        )
        await match(
          after.flatMap((doc) => occasionOf(locked.get(doc.id), doc) ?? []),
          own,
        )
        return { changed: after.map(({ id }) => id), noted }
      },
    )
    deps.changesNoted(noted)
    await failpoint('search.after_project')
    deps.offer(changed)
  }
}

function changesDoc({ listing }: ListingFact, peek: Peek | undefined): boolean {
  if (!peek) return true
  return peek.listing !== undefined && (!listing || isNews(listing, peek.listing))
}

const photosToLock = ({ listing }: ListingFact, peek: Peek | undefined): readonly string[] =>
  !listing || (peek && peek.photos.join() === listing.photos.join()) ? [] : listing.photos
