// One photo of the draft: its preview, its progress and its actions.
import { isKnownCode } from './refusals.ts'
import type { Translate } from '@pk-auto/ui/words'
import type { WizardPhoto } from './photo-state.ts'
import type { WizardAction } from '../wizard-state.ts'

type Props = {
  readonly t: Translate
  readonly photo: WizardPhoto
  readonly index: number
  readonly count: number
  readonly url: string | undefined
  readonly act: (action: WizardAction) => void
  readonly onRemove: (id: string) => void
  readonly onDrag: (id: string | undefined) => void
  readonly onDropHere: () => void
}

const statusOf = (t: Translate, photo: WizardPhoto): string => {
  switch (photo.phase.at) {
    case 'preparing':
      return t('sell.photos.preparing')
    case 'waiting':
      return t(photo.tries > 0 ? 'sell.photos.again' : 'sell.photos.waiting')
    case 'sending':
      return t('sell.photos.uploading', { percent: Math.round(photo.phase.fraction * 100) })
    case 'checking':
      return t('sell.photos.processing')
    case 'ready':
      return t('sell.photos.ready')
    case 'failed':
      return t('sell.photos.failed')
  }
}

const reasonOf = (t: Translate, photo: WizardPhoto): string | undefined => {
  if (photo.phase.at !== 'failed' || photo.phase.reason === 'line') return undefined
  return isKnownCode(photo.phase.reason)
    ? t(`error.${photo.phase.reason}`)
    : t('sell.photos.refused')
}

export const PhotoTile = ({
  t,
  photo,
  index,
  count,
  url,
  act,
  onRemove,
  onDrag,
  onDropHere,
}: Props) => {
  const number = index + 1
  const fraction =
    photo.phase.at === 'sending'
      ? photo.phase.fraction
      : ['checking', 'ready'].includes(photo.phase.at)
        ? 1
        : 0
  const reason = reasonOf(t, photo)
  const move = (to: number): void => act({ type: 'photo-moved', id: photo.id, to })
  return (
    <li
      class="tile"
      data-state={photo.phase.at}
      data-testid="photo"
      data-name={photo.name}
      draggable
      onDragStart={() => onDrag(photo.id)}
      onDragEnd={() => onDrag(undefined)}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        onDropHere()
      }}
    >
      <div class="picture">
        {url && <img src={url} alt={t('sell.photos.name', { number })} draggable={false} />}
        {index === 0 && <span class="tag">{t('sell.photos.cover')}</span>}
      </div>
      {photo.phase.at !== 'ready' && photo.phase.at !== 'failed' && (
        <progress
          max={1}
          value={fraction}
          aria-label={t('sell.photos.progress', { number, percent: Math.round(fraction * 100) })}
        />
      )}
      <p class="status">{statusOf(t, photo)}</p>
      {reason && <p class="wrong">{reason}</p>}
      <div class="tools-row">
        <button
          type="button"
          disabled={index === 0}
          onClick={() => move(index - 1)}
          aria-label={t('sell.photos.earlier', { number })}
          data-testid="photo-earlier"
        >
          <span aria-hidden="true">←</span>
        </button>
        <button
          type="button"
          disabled={number === count}
          onClick={() => move(number)}
          aria-label={t('sell.photos.later', { number })}
          data-testid="photo-later"
        >
          <span aria-hidden="true">→</span>
        </button>
        {photo.phase.at === 'failed' && photo.phase.reason === 'line' && (
          <button
            type="button"
            class="again"
            onClick={() => act({ type: 'photo-retried', id: photo.id })}
            data-testid="photo-retry"
          >
            {t('sell.photos.retry')}
          </button>
        )}
        <button
          type="button"
          onClick={() => onRemove(photo.id)}
          aria-label={t('sell.photos.remove', { number })}
          data-testid="photo-remove"
        >
          <span aria-hidden="true">✕</span>
        </button>
      </div>
    </li>
  )
}
