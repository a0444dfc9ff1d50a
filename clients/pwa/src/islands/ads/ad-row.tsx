// One of the seller's own ads: its state in words, and the actions that state allows. After an edit
// of an old version it shows the newest and asks again.
import type { MessageKey } from '@pk-auto/ui/words'
import { labelIn } from '@pk-auto/ui/locale'
import { ago, formatDate } from '@pk-auto/ui/measure'
import { formatPrice, moneyOf, rupeesOf } from '@pk-auto/ui/price'
import { slugOf } from '@pk-auto/ui/slug'
import { useState } from 'preact/hooks'
import type { Answer } from '@pk-auto/client-api/problem'
import { sentenceOf } from '../../api/sentence.ts'
import type { Listing } from '@pk-auto/client-api/pwa.gen'
import type { Island } from '../island.ts'
import { PriceForm } from './price-form.tsx'

type Props = {
  readonly island: Island
  readonly ad: Listing
  readonly onChanged: (ad: Listing) => void
}
type Action = 'publish' | 'close' | 'reactivate' | 'refresh'
const ACTIONS: Readonly<Record<Listing['state'], readonly Action[]>> = {
  draft: ['publish'],
  live: ['refresh', 'close'],
  sold: [],
  closed: ['reactivate'],
  expired: ['reactivate'],
}
const DONE: Readonly<Record<Action, MessageKey>> = {
  publish: 'ads.done.live',
  close: 'ads.done.closed',
  reactivate: 'ads.done.live',
  refresh: 'ads.done.refreshed',
}

export const AdRow = ({ island, ad, onChanged }: Props) => {
  const { t, api, link, locale } = island
  const [open, setOpen] = useState<'price' | 'sold'>()
  const [busy, setBusy] = useState(false)
  const [note, setNote] = useState('')
  const [error, setError] = useState('')
  const now = new Date()
  const title = ad.sellerTitle || labelIn(locale, ad.title)
  const photo = ad.photos[0]

  const edit = { path: { id: ad.id }, version: ad.version }
  const send = async (change: Promise<Answer<Listing>>, done: MessageKey): Promise<void> => {
    setBusy(true)
    setNote('')
    setError('')
    const answer = await change
    setBusy(false)
    if (answer.ok) {
      setOpen(undefined)
      setNote(t(done))
      return onChanged(answer.value)
    }
    setError(sentenceOf(answer.problem, t))
    if (answer.problem.status !== 412) return
    const newest = await api('GET /listings/{id}', { path: { id: ad.id } })
    if (newest.ok) onChanged(newest.value)
  }
  const run = (action: Action): void => {
    if (action === 'close' && !confirm(t('ads.close.confirm'))) return
    const change =
      action === 'close'
        ? api('POST /listings/{id}/close', { ...edit, body: { reason: 'not-selling' } })
        : api(`POST /listings/{id}/${action}`, edit)
    void send(change, DONE[action])
  }

  return (
    <li
      class="ad panel"
      data-testid="ad"
      data-id={ad.id}
      data-state={ad.state}
      data-version={ad.version}
    >
      <div class="thumb">
        {photo && <img src={photo.urls.thumb} alt="" width="120" height="90" loading="lazy" />}
      </div>
      <div class="text">
        <p>
          <span class={`tag ${ad.state === 'live' ? '' : 'warm'}`} data-testid="ad-state">
            {t(`ads.state.${ad.state}`)}
          </span>
        </p>
        <h2>
          <bdi>{title}</bdi>
        </h2>
        <p class="price" data-testid="ad-price">
          <bdi>{formatPrice(rupeesOf(ad.price), locale)}</bdi>
        </p>
        <p class="hint">
          {t('ads.updated', { when: ago(new Date(ad.updatedAt), now, locale) })}
          {ad.state === 'live' &&
            ad.expiresAt &&
            ` · ${t('ads.expires', { date: formatDate(new Date(ad.expiresAt), locale) })}`}
        </p>
      </div>
      <div class="actions-row">
        {ad.state === 'live' && (
          <>
            <button
              class="button plain"
              disabled={busy}
              aria-expanded={open === 'price'}
              onClick={() => setOpen(open === 'price' ? undefined : 'price')}
              data-testid="ad-edit-price"
            >
              {t('ads.price.edit')}
            </button>
            <button
              class="button plain"
              disabled={busy}
              aria-expanded={open === 'sold'}
              onClick={() => setOpen(open === 'sold' ? undefined : 'sold')}
              data-testid="ad-sold"
            >
              {t('ads.sold')}
            </button>
          </>
        )}
        {ACTIONS[ad.state].map((action) => (
          <button
            key={action}
            class={`button ${action === 'close' ? 'bad' : 'plain'}`}
            disabled={busy}
            onClick={() => run(action)}
            data-testid={`ad-${action}`}
          >
            {t(`ads.${action}`)}
          </button>
        ))}
        {(ad.state === 'live' || ad.state === 'sold') && (
          <a
            class="button text"
            href={link(`/cars/${ad.id}/${slugOf(ad.title.en)}`)}
            data-testid="ad-view"
          >
            {t('ads.view')}
          </a>
        )}
      </div>
      {open === 'price' && (
        <PriceForm
          island={island}
          label={t('ads.price.new')}
          action={t('ads.price.save')}
          busy={busy}
          before={rupeesOf(ad.price)}
          onSave={(rupees) =>
            void send(
              api('PATCH /listings/{id}', { ...edit, body: { price: moneyOf(rupees ?? 0) } }),
              'ads.done.price',
            )
          }
          onCancel={() => setOpen(undefined)}
        />
      )}
      {open === 'sold' && (
        <PriceForm
          island={island}
          label={t('ads.sold.for')}
          action={t('ads.sold.confirm')}
          busy={busy}
          before={rupeesOf(ad.price)}
          optional
          onSave={(rupees) =>
            void send(
              api('POST /listings/{id}/close', {
                ...edit,
                body: {
                  reason: 'sold',
                  ...(rupees === undefined ? {} : { soldFor: moneyOf(rupees) }),
                },
              }),
              'ads.done.sold',
            )
          }
          onCancel={() => setOpen(undefined)}
        />
      )}
      <p class="notice" role="status" hidden={note === ''} data-testid="ad-note">
        {note}
      </p>
      <p class="notice bad" role="alert" hidden={error === ''} data-testid="ad-error">
        {error}
      </p>
    </li>
  )
}
