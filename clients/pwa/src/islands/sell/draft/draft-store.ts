// Stores the texts and choices of a draft in localStorage: one new ad per device, and one edit per
// ad.
import type { StoredDraft } from '../wizard-state.ts'

/** Where a draft is stored: the key of its texts, the name of the database of its photos. */
export type DraftPlace = { readonly key: string; readonly photos: string }

export const NEW_AD: DraftPlace = { key: 'automart.draft.v1', photos: 'automart-draft' }
const EDITS = 'automart.edit.v1.'

/** Where the edit of an ad is stored. */
export const editPlace = (id: string): DraftPlace => ({
  key: EDITS + id,
  photos: `automart-edit-${id}`,
})

/** Of every draft of this device. Never throws. */
export const draftPlaces = (): readonly DraftPlace[] => {
  try {
    const edits = Object.keys(localStorage).filter((key) => key.startsWith(EDITS))
    const begun = localStorage.getItem(NEW_AD.key) === null ? [] : [NEW_AD]
    return [...begun, ...edits.map((key) => editPlace(key.slice(EDITS.length)))]
  } catch {
    return []
  }
}

/** Undefined when there is none, or it cannot be read. */
export const readDraft = ({ key }: DraftPlace): StoredDraft | undefined => {
  try {
    const draft = JSON.parse(localStorage.getItem(key) ?? 'null') as StoredDraft | null
    return draft && typeof draft.fields === 'object' && Array.isArray(draft.photos)
      ? draft
      : undefined
  } catch {
    return undefined
  }
}

/** Best effort: ads can be posted without storage. */
export const writeDraft = ({ key }: DraftPlace, draft: StoredDraft | undefined): void => {
  try {
    if (draft) localStorage.setItem(key, JSON.stringify(draft))
    else localStorage.removeItem(key)
  } catch {
    // Storage is full or refused: the draft lasts as long as the page.
  }
}

/**
 * Calls back when another tab or page published or discarded the draft. Returns a function that
 * stops listening.
 */
export const onDraftGone = (place: DraftPlace, gone: () => void): (() => void) => {
  const onStorage = ({ key, newValue }: StorageEvent): void =>
    void ((key === place.key || key === null) && newValue === null && gone())
  // A page restored from the browser's cache has missed the event.
  const woken = ({ persisted }: PageTransitionEvent): void =>
    void (persisted && readDraft(place) === undefined && gone())
  addEventListener('storage', onStorage)
  addEventListener('pageshow', woken)
  return () => {
    removeEventListener('storage', onStorage)
    removeEventListener('pageshow', woken)
  }
}
