// The living draft of the page: state, storage, uploads and pictures, tied together once.
import { useCallback, useEffect, useReducer, useRef, useState } from 'preact/hooks'
import type { Island } from '../island.ts'
import { readDraft, writeDraft } from './draft-store.ts'
import { openPhotoStore, type PhotoStore } from './photo-store.ts'
import { preparePhoto } from './prepare-photo.ts'
import { createUploader, type Uploader } from './uploader.ts'
import { EMPTY_WIZARD, storedOf, wizardAfter, type Wizard, type WizardAction } from './wizard-state.ts'

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

/** The draft of this device, restored after a reload. */
export const useDraft = (island: Island): Draft => {
  const [state, act] = useReducer<Wizard, WizardAction>(wizardAfter, EMPTY_WIZARD)
  const [loaded, setLoaded] = useState(false)
  const [, redraw] = useState(0)
  const store = useRef<PhotoStore>()
  const urls = useRef(new Map<string, string>())
  const uploader = useRef<Uploader>()
  const preparing = useRef(Promise.resolve())
  uploader.current ??= createUploader({ api: island.api, store: () => store.current, dispatch: act })

  const show = useCallback((id: string, blob: Blob): void => {
    urls.current.set(id, URL.createObjectURL(blob))
    redraw((count) => count + 1)
  }, [])

  useEffect(() => {
    const load = async (): Promise<void> => {
      const opened = await openPhotoStore()
      store.current = opened
      const draft = readDraft()
      const kept = await opened.ids()
      if (draft) act({ type: 'restored', draft, kept })
      const mine = new Set(draft?.photos.map((photo) => photo.id))
      for (const id of kept) {
        const blob = mine.has(id) ? await opened.get(id) : undefined
        if (blob) show(id, blob)
        else await opened.remove(id)
      }
      setLoaded(true)
    }
    void load()
    const back = (): void => act({ type: 'line-back' })
    addEventListener('online', back)
    return () => removeEventListener('online', back)
  }, [show])

  useEffect(() => {
    if (!loaded) return
    const empty = state.phase === 'published' || (state.photos.length === 0 && state.fields === EMPTY_WIZARD.fields)
    writeDraft(empty ? undefined : storedOf(state))
    if (state.phase === 'published') void store.current?.clear()
    else uploader.current?.pump(state)
  }, [state, loaded])

  const prepare = async (id: string, file: File): Promise<void> => {
    try {
      const { blob, sha256, bytes } = await preparePhoto(file)
      await store.current?.put(id, blob)
      show(id, blob)
      act({ type: 'photo-prepared', id, sha256, bytes })
    } catch {
      act({ type: 'photo-failed', id, reason: 'unreadable' })
    }
  }

  return {
    state,
    act,
    loaded,
    urlOf: (id) => urls.current.get(id),
    addFiles: (files) => {
      // One at a time: a phone cannot hold thirty decoded photos.
      for (const { id, file } of files) preparing.current = preparing.current.then(() => prepare(id, file))
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
