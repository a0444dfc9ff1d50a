// The draft of a page as a hook: ties state, storage, uploads and previews together.
import { useCallback, useEffect, useReducer, useRef, useState } from 'preact/hooks'
import type { Island } from '../../island.ts'
import type { EditBase } from '../edit/ad-fields.ts'
import { onDraftGone, readDraft, writeDraft, type DraftPlace } from './draft-store.ts'
import { openPhotoStore, type PhotoStore } from '../photos/photo-store.ts'
import { preparePhoto } from '../photos/prepare-photo.ts'
import { createUploader, type Uploader } from '../photos/uploader.ts'
import {
  EMPTY_WIZARD,
  isBegun,
  storedOf,
  wizardAfter,
  type Wizard,
  type WizardAction,
} from '../wizard-state.ts'

export type Draft = {
  readonly state: Wizard
  readonly act: (action: WizardAction) => void
  readonly urlOf: (id: string) => string | undefined
  readonly addFiles: (files: readonly { readonly id: string; readonly file: File }[]) => void
  readonly removePhoto: (id: string) => void
  readonly discard: () => void
  /** False until the stored draft has been read. */
  readonly loaded: boolean
}

/**
 * What is stored at a place, restored after a reload. With `base`, the ad as it is now, it is an
 * edit of that ad.
 */
export const useDraft = (island: Island, place: DraftPlace, base?: EditBase): Draft => {
  const [state, act] = useReducer<Wizard, WizardAction>(wizardAfter, EMPTY_WIZARD)
  const [loaded, setLoaded] = useState(false)
  const [, redraw] = useState(0)
  const store = useRef<PhotoStore>()
  const urls = useRef(new Map<string, string>())
  const uploader = useRef<Uploader>()
  const held = useRef(false)
  const preparing = useRef(Promise.resolve())
  uploader.current ??= createUploader({
    api: island.api,
    store: () => store.current,
    dispatch: act,
  })

  const show = useCallback((id: string, blob: Blob): void => {
    urls.current.set(id, URL.createObjectURL(blob))
    redraw((count) => count + 1)
  }, [])

  const prepare = async (id: string, name: string, original: Blob): Promise<void> => {
    const photo = await preparePhoto(original).catch(() => undefined)
    if (!photo) {
      void store.current?.remove(id)
      return act({ type: 'photos-unreadable', ids: [id], names: [name] })
    }
    try {
      await store.current?.put(id, photo.blob)
      show(id, photo.blob)
      act({ type: 'photo-prepared', id, sha256: photo.sha256, bytes: photo.bytes })
    } catch {
      act({ type: 'photo-failed', id, reason: 'lost' })
    }
  }
  // One at a time: a phone cannot hold thirty decoded photos.
  const queue = (id: string, name: string, original: Blob): void => {
    preparing.current = preparing.current.then(() => prepare(id, name, original))
  }

  useEffect(() => {
    const load = async (): Promise<void> => {
      const opened = await openPhotoStore(place.photos)
      store.current = opened
      const draft = readDraft(place)
      const storedIds = await opened.ids()
      if (draft) act({ type: 'restored', draft, storedIds })
      else if (base) act({ type: 'edit-begun', base })
      // Somebody may have edited the ad since.
      if (draft && base) act({ type: 'edited-elsewhere', base })
      const mine = new Map(draft?.photos.map((photo) => [photo.id, photo]))
      for (const id of storedIds) {
        const photo = mine.get(id)
        const blob = photo && (await opened.get(id))
        if (!blob) await opened.remove(id)
        else if (photo.sha256 === undefined) queue(id, photo.name, blob)
        else show(id, blob)
      }
      setLoaded(true)
    }
    void load()
    const back = (): void => act({ type: 'line-back' })
    addEventListener('online', back)
    // One draft per device: what was published in one tab must not be published again in another.
    const stop = onDraftGone(place, () => act({ type: 'gone-elsewhere' }))
    return () => {
      removeEventListener('online', back)
      stop()
    }
  }, [show])

  useEffect(() => {
    if (!loaded) return
    const empty = state.phase === 'published' || !isBegun(state)
    // A tab that never had a draft deletes none: another tab may be writing one.
    if (!empty || held.current) writeDraft(place, empty ? undefined : storedOf(state))
    held.current = !empty
    if (state.phase === 'published') void store.current?.clear()
    else uploader.current?.pump(state)
  }, [state, loaded])

  return {
    state,
    act,
    loaded,
    urlOf: (id) => urls.current.get(id) ?? state.base?.pictures[id],
    addFiles: (files) => {
      for (const { id, file } of files) {
        // The original is stored until the small one is ready, so that a reload in between loses no
        // photo.
        void store.current?.put(id, file)
        queue(id, file.name, file)
      }
    },
    removePhoto: (id) => {
      uploader.current?.drop(id)
      void store.current?.remove(id)
      URL.revokeObjectURL(urls.current.get(id) ?? '')
      urls.current.delete(id)
      act({ type: 'photo-removed', id })
    },
    discard: () => {
      for (const photo of state.photos) uploader.current?.drop(photo.id)
      void store.current?.clear()
      act({ type: 'discarded' })
    },
  }
}
