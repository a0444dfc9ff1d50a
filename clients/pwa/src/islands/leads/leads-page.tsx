// Who turned to this person about their ads, and to whom they turned: one list at a time.
import type { Lead } from '@pk-auto/client-api/pwa.gen'
import { useEffect, useState } from 'preact/hooks'
import { sentenceOf } from '../../api/sentence.ts'
import type { Island } from '../island.ts'
import { LeadRow } from './lead-row.tsx'

type Side = 'seller' | 'buyer'
const SIDES: readonly Side[] = ['seller', 'buyer']
const PAGE = 20

const sideHere = (): Side =>
  new URLSearchParams(location.search).get('side') === 'buyer' ? 'buyer' : 'seller'

export const LeadsPage = ({ island }: { readonly island: Island }) => {
  const { t, api, link } = island
  const [side] = useState<Side>(sideHere)
  const [leads, setLeads] = useState<readonly Lead[]>()
  const [next, setNext] = useState<string | null>(null)
  const [error, setError] = useState('')

  const load = async (after: string | null): Promise<void> => {
    const answer = await api('GET /me/leads', {
      query: { side, limit: PAGE, ...(after === null ? {} : { after }) },
    })
    if (!answer.ok) return setError(sentenceOf(answer.problem, t))
    setError('')
    setLeads((before) => [...(after === null ? [] : (before ?? [])), ...answer.value.items])
    setNext(answer.value.next)
  }
  useEffect(() => void load(null), [])
  const changed = (lead: Lead): void =>
    setLeads((before) => before?.map((one) => (one.id === lead.id ? lead : one)))

  return (
    <>
      <nav class="tabs" aria-label={t('leads.sides')}>
        {SIDES.map((one) => (
          <a
            key={one}
            class={`chip ${one === side ? 'on' : ''}`}
            href={link(one === 'buyer' ? '/me/leads?side=buyer' : '/me/leads')}
            aria-current={one === side ? 'page' : undefined}
            data-testid={`leads-${one}`}
          >
            {t(`leads.side.${one}`)}
          </a>
        ))}
      </nav>
      {error !== '' && (
        <div class="state" role="alert" data-testid="leads-error">
          <p>{error}</p>
          <button class="button" onClick={() => void load(null)}>
            {t('results.retry')}
          </button>
        </div>
      )}
      {!leads && error === '' && <div class="waiting" aria-busy="true" />}
      {leads?.length === 0 && (
        <div class="state" data-testid="leads-empty">
          <h2>{t(`leads.empty.${side}.title`)}</h2>
          <p>{t(`leads.empty.${side}.text`)}</p>
          <a class="button" href={link(side === 'buyer' ? '/cars' : '/sell')}>
            {t(side === 'buyer' ? 'nav.browse' : 'nav.sell')}
          </a>
        </div>
      )}
      {leads && leads.length > 0 && (
        <ul class="ads" data-testid="leads">
          {leads.map((lead) => (
            <LeadRow
              key={lead.id}
              {...{ island, lead }}
              onChanged={changed}
              onStale={() => void load(null)}
            />
          ))}
        </ul>
      )}
      {next !== null && (
        <button class="button plain" onClick={() => void load(next)} data-testid="leads-more">
          {t('leads.more')}
        </button>
      )}
    </>
  )
}
