// Listings have changed: the pictures they show stay, those they let go are swept later, and so are
// the originals of those that ended.
import type { Clock } from '@pk-auto/kernel/clock'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { attach, type ListingPhotos } from '../domain/attachment.ts'
import type { ListingId, MediaId } from '../domain/ids.ts'
import { originalDueAt, sweepDueAt } from '../domain/retention.ts'

export type AttachPhotosDeps = {
  clock: Clock
  unattachedDays: number
  originalDays: number
  inTransaction: InTransaction<{
    listings: {
      known(ids: readonly ListingId[]): Promise<Map<ListingId, ListingPhotos>>
      store(facts: readonly ListingPhotos[]): Promise<void>
    }
    media: {
      hold(ids: readonly MediaId[]): Promise<void>
      lock(ids: readonly MediaId[]): Promise<MediaId[]>
      release(ids: readonly MediaId[], sweepDueAt: Date): Promise<void>
      endOriginals(dues: readonly { id: MediaId; at: Date }[]): Promise<void>
    }
  }>
  /** A listing shows pictures that were swept before its event arrived. */
  onTooLate: (ids: readonly MediaId[]) => void
}

/**
 * One transaction for the batch; one fact per listing, the newest. Repeated and late facts change
 * nothing.
 */
export function attachPhotos(deps: AttachPhotosDeps) {
  return async function attachPhotos(facts: readonly ListingPhotos[]): Promise<void> {
    const late = await deps.inTransaction({ system: 'media-iq' }, async ({ listings, media }) => {
      const { newer, attached, released } = attach(
        await listings.known(facts.map((fact) => fact.listingId)),
        facts,
      )
      await listings.store(newer)
      await media.hold([
        ...new Set([
          ...attached,
          ...released,
          ...newer.flatMap(({ photos, endedAt }) => (endedAt ? photos : [])),
        ]),
      ])
      await media.release(released, sweepDueAt(deps.clock.now(), deps.unattachedDays))
      await media.endOriginals(
        newer.flatMap(({ photos, endedAt }) =>
          endedAt
            ? photos.map((id) => ({ id, at: originalDueAt(endedAt, deps.originalDays) }))
            : [],
        ),
      )
      return media.lock(attached)
    })
    if (late.length > 0) deps.onTooLate(late)
  }
}
