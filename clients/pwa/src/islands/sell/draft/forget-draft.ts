// Deletes unfinished ads and edits when their owner signs out: the next person on this device must
// not find them.
import { openPhotoStore } from '../photos/photo-store.ts'
import { draftPlaces, NEW_AD, writeDraft } from './draft-store.ts'

/** Whether there is a draft or an edit that would be lost. */
export const hasDraft = (): boolean => draftPlaces().length > 0

/**
 * Removes what is unfinished on this device, fields and photos; other tabs notice. Never throws.
 */
export const forgetDraft = async (): Promise<void> => {
  // Photos may be there of a new ad whose texts were never stored.
  for (const place of new Set([NEW_AD, ...draftPlaces()])) {
    writeDraft(place, undefined)
    await (await openPhotoStore(place.photos)).clear().catch(() => undefined)
  }
}
