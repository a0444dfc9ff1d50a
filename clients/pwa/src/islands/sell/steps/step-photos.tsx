// The second step: photos. Each is made small on the device, uploads by itself, and can be moved or
// removed.
import { useEffect, useState } from 'preact/hooks'
import { newKey } from '@pk-auto/client-api/client'
import { MAX_PHOTOS } from '../photos/photo-state.ts'
import { PhotoTile } from '../photos/photo-tile.tsx'
import { ACCEPTED, mayBePhoto } from '../photos/picked-files.ts'
import type { WizardProps } from '../wizard-props.ts'

type Props = WizardProps & {
  readonly onFiles: (files: readonly { readonly id: string; readonly file: File }[]) => void
  readonly onRemove: (id: string) => void
  readonly urlOf: (id: string) => string | undefined
}

const useOnline = (): boolean => {
  const [online, setOnline] = useState(navigator.onLine)
  useEffect(() => {
    const look = (): void => setOnline(navigator.onLine)
    addEventListener('online', look)
    addEventListener('offline', look)
    return () => {
      removeEventListener('online', look)
      removeEventListener('offline', look)
    }
  }, [])
  return online
}

export const StepPhotos = (props: Props) => {
  const { island, state, act, onFiles, onRemove, urlOf } = props
  const { t } = island
  const { photos } = state
  const online = useOnline()
  const [dragged, setDragged] = useState<string>()
  const ready = photos.filter((photo) => photo.phase.at === 'ready').length
  const stuck = photos.some((photo) => photo.phase.at === 'failed' && photo.phase.reason === 'line')
  const add = (files: FileList | null): void => {
    const all = [...(files ?? [])]
    const others = all.filter((file) => !mayBePhoto(file))
    const picked = all
      .filter((file) => !others.includes(file))
      .map((file) => ({ id: newKey(), file }))
    act({
      type: 'photos-added',
      photos: picked.map(({ id, file }) => ({ id, name: file.name, key: newKey() })),
    })
    if (others.length > 0)
      act({ type: 'photos-unreadable', ids: [], names: others.map((file) => file.name) })
    onFiles(picked.slice(0, Math.max(0, MAX_PHOTOS - photos.length)))
  }
  return (
    <div class="photos-step">
      <p>{t('sell.photos.lead', { max: MAX_PHOTOS })}</p>
      {!online && <p class="notice warm">{t('sell.photos.offline')}</p>}
      <p
        role="status"
        aria-live="polite"
        class="count"
        data-testid="photos-count"
        data-ready={ready}
        data-count={photos.length}
      >
        {photos.length > 0 ? t('sell.photos.count', { ready, count: photos.length }) : ''}
      </p>
      {state.nudged && photos.length === 0 && (
        <p class="notice warm" role="alert" data-testid="photos-nudge">
          {t('sell.photos.nudge')}
        </p>
      )}
      <ol class="tiles-grid" data-testid="photos">
        {photos.map((photo, index) => (
          <PhotoTile
            key={photo.id}
            t={t}
            photo={photo}
            index={index}
            count={photos.length}
            url={urlOf(photo.id)}
            act={act}
            onRemove={onRemove}
            onDrag={setDragged}
            onDropHere={() => dragged && act({ type: 'photo-moved', id: dragged, to: index })}
          />
        ))}
        {photos.length < MAX_PHOTOS && (
          <li class="add">
            <label>
              <input
                type="file"
                accept={ACCEPTED}
                multiple
                onChange={(event) => {
                  add(event.currentTarget.files)
                  event.currentTarget.value = ''
                }}
                data-testid="photo-input"
              />
              <svg
                viewBox="0 0 24 24"
                fill="none"
                stroke="currentColor"
                stroke-width="1.9"
                stroke-linecap="round"
                aria-hidden="true"
              >
                <path d="M12 5v14M5 12h14" />
              </svg>
              <span>{t(photos.length > 0 ? 'sell.photos.more' : 'sell.photos.add')}</span>
            </label>
          </li>
        )}
      </ol>
      {stuck && (
        <button
          class="button plain"
          type="button"
          onClick={() => act({ type: 'line-back' })}
          data-testid="photos-retry-all"
        >
          {t('sell.photos.retryAll')}
        </button>
      )}
      {state.leftOut > 0 && (
        <p class="notice warm" role="alert" data-testid="photos-too-many">
          {t('sell.photos.tooMany', { max: MAX_PHOTOS })}
        </p>
      )}
    </div>
  )
}
