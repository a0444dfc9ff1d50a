// Which pictures listings show, and drafts hold. Versioned: late and repeated facts change nothing.
// Pure.
import type { ListingId, MediaId, PersonId } from './ids.ts'

/**
 * What a listing, or the draft it was before, shows at a version; `endedAt` once it is off the
 * market, `gone` once it was erased.
 */
export type ListingPhotos = {
  readonly listingId: ListingId
  readonly version: number
  readonly photos: readonly MediaId[]
  readonly endedAt?: Date
  readonly gone?: boolean
}

/** What a draft holds, as its seller named it: whose pictures these are is not checked yet. */
export type DraftPhotos = ListingPhotos & { readonly seller: PersonId }

/**
 * A draft holds its seller's own pictures only: otherwise anybody could save a stranger's from being
 * swept. `owners` knows those that are still there.
 */
export const ofTheSeller = (
  { seller, ...draft }: DraftPhotos,
  owners: ReadonlyMap<MediaId, PersonId>,
): ListingPhotos => ({
  ...draft,
  photos: draft.photos.filter((id) => owners.get(id) === seller),
})

export type Attachment = {
  readonly newer: readonly ListingPhotos[]
  readonly attached: readonly MediaId[]
  readonly released: readonly MediaId[]
}

/**
 * Compares what is known with what the events hold: the facts to store, the pictures now in use, and
 * those a listing let go.
 */
export function attach(
  known: ReadonlyMap<ListingId, ListingPhotos>,
  facts: readonly ListingPhotos[],
): Attachment {
  const newer = facts.filter(
    (fact) => fact.gone === true || fact.version > (known.get(fact.listingId)?.version ?? 0),
  )
  const attached = new Set(newer.flatMap((fact) => (fact.gone === true ? [] : fact.photos)))
  const before = newer.flatMap((fact) => known.get(fact.listingId)?.photos ?? [])
  return {
    newer,
    attached: [...attached],
    released: [...new Set(before)].filter((id) => !attached.has(id)),
  }
}
