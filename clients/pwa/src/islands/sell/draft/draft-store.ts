// Stores the texts and choices of a draft in localStorage; one draft per device.
import type { StoredDraft } from '../wizard-state.ts'

const KEY = 'automart.draft.v1'

/** Undefined when there is none, or it cannot be read. */
export const readDraft = (): StoredDraft | undefined => {
  try {
    const draft = JSON.parse(localStorage.getItem(KEY) ?? 'null') as StoredDraft | null
    return draft && typeof draft.fields === 'object' && Array.isArray(draft.photos)
      ? draft
      : undefined
  } catch {
    return undefined
  }
}

/** Best effort: ads can be posted without storage. */
export const writeDraft = (draft: StoredDraft | undefined): void => {
  try {
    if (draft) localStorage.setItem(KEY, JSON.stringify(draft))
    else localStorage.removeItem(KEY)
  } catch {
    // Storage is full or refused: the draft lasts as long as the page.
  }
}

/**
 * Calls back when another tab or page published or discarded the draft. Returns a function that
 * stops listening.
 */
export const onDraftGone = (gone: () => void): (() => void) => {
  const onStorage = ({ key, newValue }: StorageEvent): void =>
    void ((key === KEY || key === null) && newValue === null && gone())
  // A page restored from the browser's cache has missed the event.
  const woken = ({ persisted }: PageTransitionEvent): void =>
    void (persisted && readDraft() === undefined && gone())
  addEventListener('storage', onStorage)
  addEventListener('pageshow', woken)
  return () => {
    removeEventListener('storage', onStorage)
    removeEventListener('pageshow', woken)
  }
}
