// One saved ad: its price then and now, its state, and a removal that can be taken back.
import type { Favourite } from '@pk-auto/client-api/pwa.gen'
import { labelIn } from '@pk-auto/ui/locale'
import { ago, formatKm } from '@pk-auto/ui/measure'
import { formatPrice, rupeesOf } from '@pk-auto/ui/price'
import { slugOf } from '@pk-auto/ui/address/slug'
import { useEffect, useRef } from 'preact/hooks'
import type { Island } from '../island.ts'

type Props = {
  readonly island: Island
  readonly saved: Favourite
  readonly isRemoved: boolean
  readonly onRemove: () => void
  readonly onUndo: () => void
}

export const FavouriteRow = ({ island, saved, isRemoved, onRemove, onUndo }: Props) => {
  const { t, locale } = island
  const title = labelIn(locale, saved.listing.title)
  const button = useRef<HTMLButtonElement>(null)
  const wasRemoved = useRef(isRemoved)
  // The button that was pressed is gone: its place is taken by the other one.
  useEffect(() => {
    if (wasRemoved.current !== isRemoved) button.current?.focus()
    wasRemoved.current = isRemoved
  }, [isRemoved])
  if (isRemoved)
    return (
      <li class="panel removed" data-testid="saved-removed" data-id={saved.listing.id}>
        <p role="status">{t('saved.removed', { car: title })}</p>
        <button ref={button} class="button text" onClick={onUndo} data-testid="saved-undo">
          {t('saved.undo')}
        </button>
      </li>
    )
  return (
    <li class="ad panel" data-testid="saved-ad" data-id={saved.listing.id} data-state={saved.state}>
      <div class="thumb">
        {saved.listing.photo && (
          <img src={saved.listing.photo.urls.thumb} alt="" width="120" height="90" loading="lazy" />
        )}
      </div>
      <SavedFacts island={island} saved={saved} title={title} />
      <div class="actions-row">
        <button
          ref={button}
          class="button plain"
          aria-label={t('saved.remove.what', { car: title })}
          onClick={onRemove}
          data-testid="saved-remove"
        >
          {t('saved.remove')}
        </button>
      </div>
    </li>
  )
}

type FactsProps = Pick<Props, 'island' | 'saved'> & { readonly title: string }

const SavedFacts = ({ island, saved, title }: FactsProps) => {
  const { t, link, locale } = island
  const { listing, state, change } = saved
  const dropped = change && change.to.minor < change.from.minor
  const hasPage = state === 'live' || state === 'sold'
  return (
    <div class="text">
      {state !== 'live' && (
        <p>
          <span class="tag warm" data-testid="saved-state">
            {t(`saved.state.${state}`)}
          </span>
        </p>
      )}
      <h2>
        {hasPage ? (
          <a class="way" href={link(`/cars/${listing.id}/${slugOf(listing.title.en)}`)}>
            <bdi>{title}</bdi>
          </a>
        ) : (
          <bdi>{title}</bdi>
        )}
      </h2>
      <p class="price">
        <bdi>{formatPrice(rupeesOf(listing.price), locale)}</bdi>
      </p>
      {change && (
        <p>
          <span class={dropped ? 'tag' : 'tag warm'} data-testid="saved-change">
            {t(dropped ? 'saved.dropped' : 'saved.raised', {
              price: formatPrice(rupeesOf(change.from), locale),
            })}
          </span>
        </p>
      )}
      <p class="hint">
        <bdi>{formatKm(listing.km, locale)}</bdi>
        {` · ${t('saved.added', { when: ago(new Date(saved.addedAt), new Date(), locale) })}`}
      </p>
    </div>
  )
}
