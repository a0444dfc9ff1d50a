// catalogue.draft.v1: which pictures drafts hold, as facts about our pictures.
import type { InboundEvent } from '@pk-auto/kafka/event'
import { isId } from '@pk-auto/kernel/id'
import { DraftEvent } from '@pk-auto/proto/pkauto/catalogue/v1/events'
import type { DraftPhotos } from '../domain/attachment.ts'
import { isMediaId, type ListingId, type PersonId } from '../domain/ids.ts'
import type { holdPhotos } from '../usecases/hold-photos.ts'

export const DRAFT_TOPIC = 'catalogue.draft.v1'

/** A type we do not know is acknowledged and counted. */
export const decodeDraftEvent = (bytes: Uint8Array, type: string): DraftEvent | undefined =>
  type === 'pkauto.catalogue.v1.DraftEvent' ? DraftEvent.decode(bytes) : undefined

function factOf({ key, value }: InboundEvent<DraftEvent>): DraftPhotos[] {
  const listingId = key as ListingId
  if (!isId(key)) return []
  if (value === null)
    return [{ listingId, version: 0, seller: '' as PersonId, photos: [], gone: true }]
  return [
    {
      listingId,
      version: value.version,
      seller: value.sellerId as PersonId,
      photos: value.photos.filter(isMediaId),
    },
  ]
}

/** Takes batches in which the last event of a draft has won. */
export const consumeDrafts =
  (use: { holdPhotos: ReturnType<typeof holdPhotos> }) =>
  (events: readonly InboundEvent<DraftEvent>[]) =>
    use.holdPhotos(events.flatMap(factOf))
