// The page that edits one own ad: reads it, says so where it cannot be edited, and hands over to
// the wizard.
import type { Problem } from '@pk-auto/client-api/problem'
import type { Listing, Taxonomy } from '@pk-auto/client-api/pwa.gen'
import type { MessageKey } from '@pk-auto/ui/words'
import { useEffect, useState } from 'preact/hooks'
import { sentenceOf } from '../../../api/sentence.ts'
import type { Island } from '../../island.ts'
import { againPath } from '../draft/begin-again.ts'
import { editPlace, readDraft } from '../draft/draft-store.ts'
import { SellWizard } from '../wizard.tsx'
import { baseOf, type EditBase } from './ad-fields.ts'

type Props = { readonly island: Island; readonly id: string }
type Read =
  | { readonly taxonomy: Taxonomy; readonly base: EditBase | undefined }
  | { readonly refused: MessageKey }
  | { readonly problem: Problem }

const refusalOf = (ad: Listing): MessageKey | undefined => {
  if (!ad.own) return 'edit.refused.foreign'
  return ad.state === 'live' || ad.state === 'draft' ? undefined : `edit.refused.${ad.state}`
}

const read = async ({ api }: Island, id: string): Promise<Read> => {
  const [taxonomy, ad] = await Promise.all([
    api('GET /taxonomy'),
    api('GET /listings/{id}', { path: { id } }),
  ])
  if (!taxonomy.ok) return { problem: taxonomy.problem }
  if (ad.ok) {
    const refused = refusalOf(ad.value)
    return refused ? { refused } : { taxonomy: taxonomy.value, base: baseOf(ad.value) }
  }
  if (ad.problem.status === 404) return { refused: 'edit.refused.foreign' }
  // What was begun here can go on without the server; saving will ask it.
  return readDraft(editPlace(id))?.base
    ? { taxonomy: taxonomy.value, base: undefined }
    : { problem: ad.problem }
}

export const EditPage = ({ island, id }: Props) => {
  const { t, link } = island
  const [state, setState] = useState<Read>()
  const load = (): void => void read(island, id).then(setState)
  useEffect(load, [])
  if (!state) return <div class="waiting" aria-busy="true" />
  if ('problem' in state)
    return (
      <div class="state" role="alert">
        <p>{sentenceOf(state.problem, t)}</p>
        <button class="button" onClick={load}>
          {t('results.retry')}
        </button>
      </div>
    )
  if ('refused' in state)
    return (
      <div class="state" role="alert" data-testid="edit-refused">
        <p>{t(state.refused)}</p>
        <a class="button" href={link('/me/ads')}>
          {t('sell.published.mine')}
        </a>
        <a
          class="button plain"
          href={link(state.refused === 'edit.refused.sold' ? againPath(id) : '/sell')}
          data-testid="edit-again"
        >
          {t('home.sell.action')}
        </a>
      </div>
    )
  const { taxonomy, base } = state
  return <SellWizard {...{ island, taxonomy, base }} place={editPlace(id)} />
}
