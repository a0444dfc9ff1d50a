// One lead: who, about which ad, where it stands, and one's own note. After an edit of an old
// version it shows the newest and asks again.
import type { Lead } from '@pk-auto/client-api/pwa.gen'
import { labelIn } from '@pk-auto/ui/locale'
import { ago } from '@pk-auto/ui/measure'
import { formatPrice, rupeesOf } from '@pk-auto/ui/price'
import { useState } from 'preact/hooks'
import { sentenceOf } from '../../api/sentence.ts'
import type { Island } from '../island.ts'

const STATUSES = ['new', 'contacted', 'viewing', 'negotiating', 'won', 'lost', 'spam'] as const
type Status = (typeof STATUSES)[number]
const MOST_LETTERS = 2_000

type Props = {
  readonly island: Island
  readonly lead: Lead
  readonly onChanged: (lead: Lead) => void
  /** Somebody else has changed it: the newest is wanted. */
  readonly onStale: () => void
}

export const LeadRow = ({ island, lead, onChanged, onStale }: Props) => {
  const { t, api, link, locale } = island
  const [note, setNote] = useState(lead.note)
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<{ text: string; bad: boolean }>({ text: '', bad: false })
  const { id, version, listing, person, offer } = lead
  const title = listing.title ? labelIn(locale, listing.title) : t('leads.ad.gone')

  const save = async (body: { status?: Status; note?: string }): Promise<void> => {
    setBusy(true)
    const answer = await api('PATCH /leads/{id}', { path: { id }, version, body })
    setBusy(false)
    if (answer.ok) {
      setOutcome({ text: t('leads.saved'), bad: false })
      return onChanged(answer.value)
    }
    setOutcome({ text: sentenceOf(answer.problem, t), bad: true })
    if (answer.problem.status === 412) onStale()
  }

  return (
    <li class="panel lead" data-testid="lead" data-id={id} data-version={version}>
      <h2>
        <bdi>{person.name || t('leads.nobody')}</bdi>
      </h2>
      <p>
        {listing.title ? (
          <a class="way" href={link(`/cars/${listing.id}`)}>
            <bdi>{title}</bdi>
          </a>
        ) : (
          title
        )}
      </p>
      <p class="hint">
        {t('leads.when', {
          kind: t(`leads.kind.${lead.kind}`),
          when: ago(new Date(lead.lastContactAt), new Date(), locale),
        })}
        {lead.contacts > 1 && ` · ${t('leads.contacts', { count: lead.contacts })}`}
      </p>
      {lead.side === 'seller' && !lead.firstReplyAt && (
        <p>
          <span class="tag warm" data-testid="lead-due">
            {t('leads.reply.due')}
          </span>
        </p>
      )}
      {offer && (
        <p data-testid="lead-offer">
          {t('leads.offer', {
            price: formatPrice(rupeesOf(offer.price), locale),
            state: t(`offer.state.${offer.state}`),
          })}
        </p>
      )}
      {lead.status && (
        <label class="field">
          <span>{t('leads.status')}</span>
          <select
            value={lead.status}
            disabled={busy}
            onChange={(event) => void save({ status: event.currentTarget.value as Status })}
            data-testid="lead-status"
          >
            {STATUSES.map((status) => (
              <option key={status} value={status}>
                {t(`leads.status.${status}`)}
              </option>
            ))}
          </select>
        </label>
      )}
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save({ note: note.trim() })
        }}
      >
        <label class="field">
          <span>
            {t('leads.note')} <small>{t('leads.note.hint')}</small>
          </span>
          <textarea
            dir="auto"
            rows={2}
            maxLength={MOST_LETTERS}
            value={note}
            onInput={(event) => setNote(event.currentTarget.value)}
            data-testid="lead-note"
          />
        </label>
        <div class="row">
          <button
            class="button plain"
            disabled={busy || note.trim() === lead.note}
            data-testid="lead-save"
          >
            {t('leads.note.save')}
          </button>
          <a class="button" href={link(`/chat/${lead.conversationId}`)} data-testid="lead-chat">
            {t('leads.chat')}
          </a>
        </div>
      </form>
      <p
        class={`notice ${outcome.bad ? 'bad' : ''}`}
        role="status"
        hidden={outcome.text === ''}
        data-testid="lead-outcome"
      >
        {outcome.text}
      </p>
    </li>
  )
}
