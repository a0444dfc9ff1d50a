// What a seller sees once the ad is live.
import { slugOf } from '@pk-auto/ui/address/slug'
import { useState } from 'preact/hooks'
import type { Person } from '@pk-auto/client-api/pwa.gen'
import type { Island } from '../island.ts'
import { mayAskName, NameQuestion } from './name-question.tsx'
import type { Wizard } from './wizard-state.ts'

type Props = {
  readonly island: Island
  readonly state: Wizard
  readonly person: Person | undefined
  readonly onAnother: () => void
}

export const Published = ({ island, state, person, onAnother }: Props) => {
  const { t, link } = island
  const { make, model, year } = state.fields
  const id = state.listing?.id ?? ''
  const [asks] = useState(() => mayAskName(person, () => localStorage))
  return (
    <div class="state" data-testid="published" data-id={id}>
      <h2>{t('sell.published.title')}</h2>
      <p role="status">{t('sell.published.text')}</p>
      {asks && person && <NameQuestion {...{ island, person }} />}
      <a
        class="button"
        href={link(`/cars/${id}/${slugOf(`${make} ${model} ${year}`)}`)}
        data-testid="published-see"
      >
        {t('sell.published.see')}
      </a>
      <a class="button plain" href={link('/me/ads')}>
        {t('sell.published.mine')}
      </a>
      <button class="button text" onClick={onAnother}>
        {t('sell.published.another')}
      </button>
    </div>
  )
}
