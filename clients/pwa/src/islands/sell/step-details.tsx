// The third step: the price, typed as it is said and read back, then the words of the ad and its features.
import { labelIn } from '@pk-auto/ui/locale'
import { exactPrice, formatPrice, priceInWords, readPrice } from '@pk-auto/ui/price'
import { surePrice } from './fields.ts'
import { TextField } from './text-field.tsx'
import type { WizardProps } from './wizard-props.ts'

const PriceEcho = ({ island, state, act }: WizardProps) => {
  const { t, locale } = island
  const read = readPrice(state.fields.price)
  const sure = surePrice(state.fields)
  if (sure !== undefined)
    return (
      <p class="echo" data-testid="price-echo" data-rupees={sure}>
        <strong>
          <bdi>{formatPrice(sure, locale)}</bdi>
        </strong>
        <span>
          <bdi>{exactPrice(sure, locale)}</bdi> · <bdi>{priceInWords(sure, locale)}</bdi>
        </span>
      </p>
    )
  if (read.kind !== 'ask') return null
  const price = formatPrice(read.rupees, locale)
  return (
    <p class="echo">
      <span>{t('sell.price.ask', { price })}</span>
      <button
        class="button plain"
        type="button"
        onClick={() => act({ type: 'field-set', name: 'priceSure', value: state.fields.price })}
        data-testid="price-yes"
      >
        {t('sell.price.yes', { price })}
      </button>
    </p>
  )
}

export const StepDetails = (props: WizardProps) => {
  const { island, taxonomy, state, act } = props
  const { t, locale } = island
  const features = taxonomy.enums['feature'] ?? taxonomy.enums['features'] ?? []
  return (
    <div class="fields">
      <div class="whole">
        <TextField {...props} name="price" label={t('sell.price')} hint={t('sell.price.hint')} maxLength={40} />
        <div role="status" aria-live="polite">
          <PriceEcho {...props} />
        </div>
      </div>
      <div class="whole">
        <TextField {...props} name="title" label={t('sell.adTitle')} hint={t('sell.adTitle.hint')} optional />
      </div>
      <div class="whole">
        <TextField {...props} name="description" label={t('sell.description')} hint={t('sell.description.hint')} optional lines={6} maxLength={5_000} />
      </div>
      <fieldset class="whole features-field">
        <legend>
          {t('sell.features')} <small>({t('sell.optional')})</small>
        </legend>
        <div>
          {features.map((feature) => (
            <label class="chip" key={feature.slug}>
              <input
                type="checkbox"
                checked={state.fields.features.includes(feature.slug)}
                onChange={() => act({ type: 'feature-toggled', slug: feature.slug })}
                data-testid={`sell-feature-${feature.slug}`}
              />
              {labelIn(locale, feature.name)}
            </label>
          ))}
        </div>
      </fieldset>
    </div>
  )
}
