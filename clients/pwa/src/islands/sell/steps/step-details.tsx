// The third step: the price, typed as people say it and read back, then features, title and
// description.
import { labelIn } from '@pk-auto/ui/locale'
import { holdsPhone } from '@pk-auto/ui/phone-in-text'
import { weighPrice } from '../../price-doubt.ts'
import { PriceEcho } from '../../price-echo.tsx'
import { TextField } from '../fields/text-field.tsx'
import type { WizardProps } from '../wizard-props.ts'

export const StepDetails = (props: WizardProps) => {
  const { island, taxonomy, state, act } = props
  const { t, locale } = island
  const features = taxonomy.enums['feature'] ?? taxonomy.enums['features'] ?? []
  return (
    <div class="fields">
      <div class="whole">
        <TextField
          {...props}
          name="price"
          label={t('sell.price')}
          hint={t('sell.price.hint')}
          maxLength={80}
        />
        <div role="status" aria-live="polite">
          <PriceEcho
            island={island}
            doubt={weighPrice(state.fields.price, state.fields.priceSure)}
            onYes={() => act({ type: 'field-set', name: 'priceSure', value: state.fields.price })}
          />
        </div>
      </div>
      <div class="whole">
        <TextField
          {...props}
          name="title"
          label={t('sell.adTitle')}
          hint={t('sell.adTitle.hint')}
          optional
        />
      </div>
      <div class="whole">
        <TextField
          {...props}
          name="description"
          label={t('sell.description')}
          hint={t('sell.description.hint')}
          optional
          lines={6}
          maxLength={5_000}
        />
        <div role="status" aria-live="polite">
          {holdsPhone(`${state.fields.title}\n${state.fields.description}`) && (
            <p class="notice warm" data-testid="phone-nudge">
              {t('sell.phone.nudge')}
            </p>
          )}
        </div>
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
