// The last step: the ad as buyers will read it, with a way back to each part.
import { formatCc, formatKm } from '@pk-auto/ui/measure'
import { formatPrice } from '@pk-auto/ui/price'
import { readEngine, readKm } from '@pk-auto/ui/reading'
import { namesOf } from '../../../view/labels.ts'
import { measured, surePrice, type Step } from '../fields/fields.ts'
import type { WizardProps } from '../wizard-props.ts'

type Props = WizardProps & { readonly urlOf: (id: string) => string | undefined }

export const StepReview = ({ island, taxonomy, state, act, urlOf }: Props) => {
  const { t, locale } = island
  const { fields, photos } = state
  const names = namesOf(taxonomy, locale)
  const rupees = surePrice(fields)
  const edit = (step: Step) => (
    <button
      class="button text"
      type="button"
      onClick={() => act({ type: 'step-opened', step })}
      data-testid={`review-edit-${step}`}
    >
      {t('sell.review.edit')}
    </button>
  )
  const model = [
    names('make', fields.make),
    names('model', fields.model, fields.make),
    fields.variant ? names('variant', fields.variant) : '',
    fields.year,
  ]
    .filter(Boolean)
    .join(' ')
  const facts = [
    [t('sell.km'), formatKm(measured(readKm(fields.km)), locale)],
    [t('sell.engine'), formatCc(measured(readEngine(fields.engineCc)), locale)],
    [t('sell.fuel'), names('fuel', fields.fuel)],
    [t('sell.transmission'), names('transmission', fields.transmission)],
    [t('sell.colour'), names('colour', fields.colour)],
    [t('sell.city'), names('city', fields.city)],
    [t('sell.registrationCity'), names('city', fields.registrationCity)],
  ] as const
  const waiting = photos.some((photo) => photo.phase.at !== 'ready')
  return (
    <div class="review" data-testid="review">
      <p>{t('sell.review.lead')}</p>
      <section class="panel">
        <header>
          <h3>{fields.title.trim() || model}</h3>
          {edit('car')}
        </header>
        <dl>
          {facts
            .filter(([, value]) => value !== '')
            .map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <bdi>{value}</bdi>
                </dd>
              </div>
            ))}
        </dl>
      </section>
      <section class="panel">
        <header>
          <h3>{t('sell.step.photos')}</h3>
          {edit('photos')}
        </header>
        <ul class="mini">
          {photos.map((photo) => (
            <li key={photo.id}>{urlOf(photo.id) && <img src={urlOf(photo.id)} alt="" />}</li>
          ))}
        </ul>
        {photos.length === 0 && <p class="notice warm">{t('sell.photos.nudge')}</p>}
        {waiting && (
          <p class="notice warm" role="status" data-testid="review-wait">
            {t('sell.photos.wait')}
          </p>
        )}
      </section>
      <section class="panel">
        <header>
          <h3>
            <bdi>{rupees === undefined ? t('sell.price.empty') : formatPrice(rupees, locale)}</bdi>
          </h3>
          {edit('details')}
        </header>
        {fields.description && <p dir="auto">{fields.description}</p>}
      </section>
    </div>
  )
}
