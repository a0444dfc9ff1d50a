// A seller's own ads, newest first, each with what may be done to it in its state.
import { useEffect, useState } from 'preact/hooks'
import { sentenceOf } from '../../api/sentence.ts'
import type { Listing } from '@pk-auto/client-api/pwa.gen'
import type { Island } from '../island.ts'
import { AdRow } from './ad-row.tsx'
import { useWaitingEdits } from './use-waiting-edits.ts'

export const AdsList = ({ island }: { readonly island: Island }) => {
  const { t, api, link } = island
  const [ads, setAds] = useState<readonly Listing[]>()
  const [next, setNext] = useState<string | null>(null)
  const [error, setError] = useState('')
  const load = async (after: string | null): Promise<void> => {
    const answer = await api('GET /me/listings', {
      query: { limit: 20, ...(after === null ? {} : { after }) },
    })
    if (!answer.ok) return setError(sentenceOf(answer.problem, t))
    setError('')
    setAds((before) => [...(after === null ? [] : (before ?? [])), ...answer.value.items])
    setNext(answer.value.next)
  }
  useEffect(() => void load(null), [])
  const changed = (listing: Listing): void =>
    setAds((before) =>
      before?.map((one) =>
        one.id === listing.id
          ? { ...listing, photos: listing.photos.length > 0 ? listing.photos : one.photos }
          : one,
      ),
    )
  const waits = useWaitingEdits((id) => {
    void api('GET /listings/{id}', { path: { id } }).then(
      (answer) => answer.ok && changed(answer.value),
    )
  })

  if (error)
    return (
      <div class="state" role="alert">
        <p>{error}</p>
        <button class="button" onClick={() => void load(null)}>
          {t('results.retry')}
        </button>
      </div>
    )
  // Not even for a moment is a price shown that its seller has changed.
  if (!ads || !waits) return <div class="waiting" aria-busy="true" />
  if (ads.length === 0)
    return (
      <div class="state" data-testid="ads-empty">
        <h2>{t('ads.empty.title')}</h2>
        <p>{t('ads.empty.text')}</p>
        <a class="button" href={link('/sell')}>
          {t('home.sell.action')}
        </a>
      </div>
    )
  return (
    <>
      <ul class="ads" data-testid="ads">
        {ads.map((ad) => (
          <AdRow key={ad.id} {...{ island, ad }} waits={waits.get(ad.id)} onChanged={changed} />
        ))}
      </ul>
      {next !== null && (
        <button class="button plain" onClick={() => void load(next)} data-testid="ads-more">
          {t('ads.more')}
        </button>
      )}
    </>
  )
}
