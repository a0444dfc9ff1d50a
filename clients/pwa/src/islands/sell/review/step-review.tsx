// The last step: everything that was filled in, each row leading back to its question.
import { reviewRows, type ReviewRow } from './review-rows.ts'
import { STEPS, type Step } from '../fields/fields.ts'
import { EditChanges } from '../edit/edit-changes.tsx'
import type { WizardProps } from '../wizard-props.ts'

type Props = WizardProps & {
  readonly urlOf: (id: string) => string | undefined
  /** Opens a step at one of its fields. */
  readonly onRow: (step: Step, name: string) => void
}

export const StepReview = (props: Props) => {
  const { island, taxonomy, state, urlOf, onRow } = props
  const { t, locale } = island
  const { fields, photos } = state
  const content = { fields, photos: photos.map(({ id }) => id) }
  const rows = reviewRows(content, { t, locale, taxonomy })
  const waiting = photos.some((photo) => photo.phase.at !== 'ready')
  const line = ({ name, step, label, value }: ReviewRow) => (
    <li key={name}>
      <button type="button" onClick={() => onRow(step, name)} data-testid={`review-${name}`}>
        <span class="label">{label}</span>
        <bdi dir={name === 'chassis' ? 'ltr' : 'auto'}>{value}</bdi>
        <span class="edit">{t('sell.review.edit')}</span>
      </button>
    </li>
  )
  return (
    <div class="review" data-testid="review">
      {state.base ? <EditChanges {...props} /> : <p>{t('sell.review.lead')}</p>}
      {STEPS.filter((step) => step !== 'review').map((step) => (
        <section class="panel" key={step}>
          <h3>{t(`sell.step.${step}`)}</h3>
          {step === 'photos' && (
            <ul class="mini">
              {photos.map((photo) => (
                <li key={photo.id}>{urlOf(photo.id) && <img src={urlOf(photo.id)} alt="" />}</li>
              ))}
            </ul>
          )}
          <ul class="rows">
            {rows.filter((row) => row.step === step && row.value !== '').map(line)}
          </ul>
          {step === 'photos' && photos.length === 0 && (
            <p class="notice warm">
              {t('sell.photos.nudge')}{' '}
              <button
                class="button text"
                type="button"
                onClick={() => onRow('photos', 'photos')}
                data-testid="review-photos-none"
              >
                {t('sell.photos.add')}
              </button>
            </p>
          )}
          {step === 'photos' && waiting && (
            <p class="notice warm" role="status" data-testid="review-wait">
              {t('sell.photos.wait')}
            </p>
          )}
        </section>
      ))}
    </div>
  )
}
