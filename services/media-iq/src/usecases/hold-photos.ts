// Drafts have changed: the pictures they hold stay for as long as they do.
import type { InTransaction } from '@pk-auto/postgres/transaction'
import { type DraftPhotos, ofTheSeller } from '../domain/attachment.ts'
import type { MediaId, PersonId } from '../domain/ids.ts'
import type { attachPhotos } from './attach-photos.ts'

export type HoldPhotosDeps = {
  inTransaction: InTransaction<{
    /** Without those that were removed, and private ones. */
    media: { owners(ids: readonly MediaId[]): Promise<ReadonlyMap<MediaId, PersonId>> }
  }>
  attachPhotos: ReturnType<typeof attachPhotos>
}

/**
 * As attachPhotos: a listing's versions continue its draft's, so both describe one thing. Whose a
 * picture is never changes.
 */
export function holdPhotos(deps: HoldPhotosDeps) {
  return async function holdPhotos(facts: readonly DraftPhotos[]): Promise<void> {
    const named = facts.flatMap(({ photos }) => photos)
    const owners = await deps.inTransaction({ system: 'media-iq' }, ({ media }) =>
      media.owners(named),
    )
    await deps.attachPhotos(facts.map((draft) => ofTheSeller(draft, owners)))
  }
}
