// What a person saved, the latest first, with what became of each ad; and the link to the list.
import type { Island } from '../island.ts'
import { FavouriteRow } from './favourite-row.tsx'
import { ShareBox } from './share-box.tsx'
import { useFavourites } from './use-favourites.ts'

export const FavouritesPage = ({ island }: { readonly island: Island }) => {
  const { t, link } = island
  const { list, error, load, removed, shareAs, remove, undo } = useFavourites(island)

  if (!list)
    return error ? (
      <div class="state" role="alert">
        <p>{error}</p>
        <button class="button" onClick={() => void load(null)}>
          {t('results.retry')}
        </button>
      </div>
    ) : (
      <div class="waiting" aria-busy="true" />
    )
  return (
    <>
      <p class="notice bad" role="alert" hidden={error === ''} data-testid="saved-error">
        {error}
      </p>
      {list.items.length === 0 && list.next === null ? (
        <div class="state" data-testid="saved-empty">
          <h2>{t('saved.empty.title')}</h2>
          <p>{t('saved.empty.text')}</p>
          <a class="button" href={link('/cars')}>
            {t('saved.empty.action')}
          </a>
        </div>
      ) : (
        <ul class="ads" data-testid="saved-list">
          {list.items.map((one) => (
            <FavouriteRow
              key={one.listing.id}
              island={island}
              saved={one}
              isRemoved={removed.has(one.listing.id)}
              onRemove={() => remove(one.listing.id)}
              onUndo={() => undo(one.listing.id)}
            />
          ))}
        </ul>
      )}
      {list.next !== null && (
        <button class="button plain" onClick={() => void load(list.next)} data-testid="saved-more">
          {t('saved.more')}
        </button>
      )}
      {(list.items.length > 0 || list.sharedAs !== null) && (
        <ShareBox island={island} token={list.sharedAs} onChange={shareAs} />
      )}
    </>
  )
}
