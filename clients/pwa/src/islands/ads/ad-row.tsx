// One of the seller's own ads: its state in words, and the actions that state allows.
import { labelIn, langOf } from '@pk-auto/ui/locale'
import { ago, formatDate } from '@pk-auto/ui/measure'
import { formatPrice, moneyOf, rupeesOf } from '@pk-auto/ui/price'
import { slugOf } from '@pk-auto/ui/address/slug'
import type { MessageKey } from '@pk-auto/ui/words'
import { useRef, useState } from 'preact/hooks'
import type { Listing } from '@pk-auto/client-api/pwa.gen'
import type { AdEdit } from '../../offline/waiting/change.ts'
import type { Island } from '../island.ts'
import { useFocusBack } from '../use-focus-back.ts'
import { PriceForm } from './price-form.tsx'
import { TextForm } from './text-form.tsx'
import { UndoSale } from './undo-sale.tsx'
import { useAdActions, type Action } from './use-ad-actions.ts'

type Props = {
  readonly island: Island
  readonly ad: Listing
  /** What waits for a connection. */
  readonly waits: AdEdit | undefined
  readonly onChanged: (ad: Listing) => void
}
const ACTIONS: Readonly<Record<Listing['state'], readonly Action[]>> = {
  draft: ['publish'],
  live: ['refresh', 'close'],
  sold: [],
  closed: ['reactivate'],
  expired: ['reactivate'],
}
const FORMS = {
  price: { text: 'ads.price.edit', id: 'ad-edit-price' },
  text: { text: 'ads.text.edit', id: 'ad-edit-text' },
  sold: { text: 'ads.sold', id: 'ad-sold' },
} as const satisfies Readonly<Record<string, { text: MessageKey; id: string }>>
type Form = keyof typeof FORMS

export const AdRow = ({ island, ad, waits, onChanged }: Props) => {
  const { t, link, locale } = island
  const [open, setOpen] = useState<Form>()
  const title = ad.sellerTitle || labelIn(locale, ad.title)
  const close = (): void => setOpen(undefined)
  const actions = useAdActions({ island, ad, title, waits, onChanged, onTaken: close })
  const { busy, note, error } = actions
  const row = useRef<HTMLLIElement>(null)
  const used = useRef('')
  useFocusBack(row, busy, `${ad.state} ${open ?? ''}`, [
    ...['form button:not([type=button])', `button[data-testid='${used.current}']`],
    ...['.undo-sale button', '[data-note]'],
  ])
  const now = new Date()
  const photo = ad.photos[0]
  const price = waits?.price ?? ad.price
  const text = waits?.description === undefined ? ad.description : waits.description

  return (
    <li
      ref={row}
      class="ad panel"
      data-testid="ad"
      data-id={ad.id}
      data-state={ad.state}
      data-version={ad.version}
    >
      <div class="thumb">
        {photo && (
          <img
            src={photo.urls.thumb}
            alt=""
            width="120"
            height="90"
            loading="lazy"
            onError={(event) => (event.currentTarget.hidden = true)}
          />
        )}
      </div>
      <div class="text">
        <p>
          <span class={`tag ${ad.state === 'live' ? '' : 'warm'}`} data-testid="ad-state">
            {t(`ads.state.${ad.state}`)}
          </span>
        </p>
        <h2>
          <bdi lang={langOf(title)}>{title}</bdi>
        </h2>
        <p class="price" data-testid="ad-price">
          <bdi>{formatPrice(rupeesOf(price), locale)}</bdi>
        </p>
        <p class="hint">
          {t('ads.updated', { when: ago(new Date(ad.updatedAt), now, locale) })}
          {ad.state === 'live' &&
            ad.expiresAt &&
            ` · ${t('ads.expires', { date: formatDate(new Date(ad.expiresAt), locale) })}`}
        </p>
      </div>
      <div
        class="actions-row"
        onClick={({ target }) => {
          used.current = (target as HTMLElement).dataset['testid'] ?? ''
        }}
      >
        {(ad.state === 'live' || ad.state === 'draft') && (
          <a class="button plain" href={link(`/me/ads/${ad.id}`)} data-testid="ad-edit">
            {t('ads.edit')}
          </a>
        )}
        {ad.state === 'live' &&
          (['price', 'text', 'sold'] as const).map((form) => (
            <button
              key={form}
              class="button plain"
              disabled={busy}
              aria-expanded={open === form}
              onClick={() => setOpen(open === form ? undefined : form)}
              data-testid={FORMS[form].id}
            >
              {t(FORMS[form].text)}
            </button>
          ))}
        {ACTIONS[ad.state].map((action) => (
          <button
            key={action}
            class={`button ${action === 'close' ? 'bad' : 'plain'}`}
            disabled={busy}
            onClick={() => actions.run(action)}
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
      {ad.state === 'sold' && (
        <UndoSale {...{ island, ad, busy }} onUndo={() => actions.run('reactivate')} />
      )}
      {open === 'price' && (
        <PriceForm
          island={island}
          label={t('ads.price.new')}
          action={t('ads.price.save')}
          busy={busy}
          before={rupeesOf(price)}
          onSave={(rupees) =>
            void actions.change({ price: moneyOf(rupees ?? 0) }, 'ads.done.price')
          }
          onCancel={close}
        />
      )}
      {open === 'text' && (
        <TextForm
          {...{ island, busy, before: text?.text ?? '' }}
          onSave={(description) => void actions.change({ description }, 'ads.done.text')}
          onCancel={close}
        />
      )}
      {open === 'sold' && (
        <PriceForm
          island={island}
          label={t('ads.sold.for')}
          action={t('ads.sold.confirm')}
          busy={busy}
          before={rupeesOf(price)}
          optional
          onSave={(rupees) => void actions.sell(rupees === undefined ? undefined : moneyOf(rupees))}
          onCancel={close}
        />
      )}
      <p class="notice warm" role="status" hidden={!waits} data-testid="ad-waits">
        {t('waiting.ad')}
      </p>
      <p
        class="notice"
        role="status"
        tabIndex={-1}
        hidden={note === ''}
        data-note
        data-testid="ad-note"
      >
        {note}
      </p>
      <p class="notice bad" role="alert" hidden={error === ''} data-testid="ad-error">
        {error}
      </p>
    </li>
  )
}
