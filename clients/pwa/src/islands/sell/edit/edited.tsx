// What a seller sees once the changes of an ad are saved.
import { slugOf } from '@pk-auto/ui/address/slug'
import type { Island } from '../../island.ts'
import type { Wizard } from '../wizard-state.ts'

export const Edited = ({ island, state }: { readonly island: Island; readonly state: Wizard }) => {
  const { t, link } = island
  const { make, model, year } = state.fields
  const { base } = state
  return (
    <div class="state" data-testid="edited">
      <h2>{t('edit.done')}</h2>
      <p role="status">{t(base?.live ? 'edit.done.live' : 'edit.done.draft')}</p>
      {base?.live && (
        <a
          class="button"
          href={link(`/cars/${base.id}/${slugOf(`${make} ${model} ${year}`)}`)}
          data-testid="edited-see"
        >
          {t('sell.published.see')}
        </a>
      )}
      <a class="button plain" href={link('/me/ads')} data-testid="edited-mine">
        {t('sell.published.mine')}
      </a>
    </div>
  )
}
