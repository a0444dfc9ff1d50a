// What an edit changes, before it is saved: each row as it was and as it will be; and what somebody
// changed elsewhere in the meantime.
import { changedRows, type ChangedRow, type Content } from '../review/review-rows.ts'
import type { WizardProps } from '../wizard-props.ts'
import type { EditBase } from './ad-fields.ts'

const contentOf = ({ fields, photos }: EditBase): Content => ({ fields, photos })

export const EditChanges = ({ island, taxonomy, state }: Omit<WizardProps, 'act'>) => {
  const { t, locale } = island
  const { base, elsewhere } = state
  if (!base) return null
  const words = { t, locale, taxonomy }
  // A photo without an id is still on its way.
  const photos = state.photos.map(({ id, mediaId }) => mediaId ?? id)
  const mine: Content = { fields: state.fields, photos }
  const theirs = elsewhere ? changedRows(contentOf(elsewhere), contentOf(base), words) : []
  const changes = changedRows(contentOf(base), mine, words)
  const shown = (value: string) => <bdi>{value === '' ? t('edit.empty') : value}</bdi>
  const row = ({ name, label, was, value }: ChangedRow) => (
    <li key={name} data-testid={`change-${name}`}>
      <strong>{label}</strong>
      {was === value ? (
        <span>{t('edit.photos.order')}</span>
      ) : (
        <>
          <del>
            <span>{t('edit.was')} </span>
            {shown(was)}
          </del>
          <ins>
            <span>{t('edit.now')} </span>
            {shown(value)}
          </ins>
        </>
      )}
    </li>
  )
  return (
    <>
      {theirs.length > 0 && (
        <section class="notice warm changes" role="alert" data-testid="edit-elsewhere">
          <h3>{t('edit.elsewhere')}</h3>
          <ul>{theirs.map(row)}</ul>
          <p>{t('edit.elsewhere.text')}</p>
        </section>
      )}
      <section class="panel changes" data-testid="edit-changes">
        <h3>{t(changes.length === 0 ? 'edit.nothing' : 'edit.changes')}</h3>
        {changes.length > 0 && <ul>{changes.map(row)}</ul>}
      </section>
    </>
  )
}
