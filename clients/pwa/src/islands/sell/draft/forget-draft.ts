// Deletes an unfinished ad when its owner signs out: the next person on this device must not find
// it.
import { readDraft, writeDraft } from './draft-store.ts'
import { openPhotoStore } from '../photos/photo-store.ts'

/** Whether there is a draft that would be lost. */
export const hasDraft = (): boolean => readDraft() !== undefined

/** Removes the draft of this device, fields and photos; other tabs notice. Never throws. */
export const forgetDraft = async (): Promise<void> => {
  writeDraft(undefined)
  await (await openPhotoStore()).clear().catch(() => undefined)
}
