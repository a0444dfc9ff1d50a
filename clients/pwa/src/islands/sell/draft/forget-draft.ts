// What signing out does to an ad begun on this device: the next person at it is not to find it.
import { readDraft, writeDraft } from './draft-store.ts'
import { openPhotoStore } from '../photos/photo-store.ts'

/** Whether there is a draft to lose. */
export const hasDraft = (): boolean => readDraft() !== undefined

/** Removes the draft of this device, fields and photos. Other tabs hear of it. Never throws. */
export const forgetDraft = async (): Promise<void> => {
  writeDraft(undefined)
  await (await openPhotoStore()).clear().catch(() => undefined)
}
