// The first step: which car it is. Picking a variant fills in what it implies.
import type { Taxonomy, Term } from '@pk-auto/client-api/pwa.gen'
import { isFixed } from '../edit/ad-fields.ts'
import { ChoiceField } from '../fields/choice-field.tsx'
import { TextField } from '../fields/text-field.tsx'
import { MissingCar } from '../missing/missing-car.tsx'
import type { WizardProps } from '../wizard-props.ts'
import { yearsOffered } from '../fields/years.ts'

const yearTerm = (year: number): Term => ({
  slug: String(year),
  name: { en: String(year), ur: String(year) },
})

const unregistered = (t: WizardProps['island']['t']): Term => ({
  slug: 'unregistered',
  name: { en: t('sell.unregistered'), ur: t('sell.unregistered') },
})

const pickedOf = (
  taxonomy: Taxonomy,
  { make, model, generation, city }: WizardProps['state']['fields'],
) => {
  const models = taxonomy.makes.find((one) => one.slug === make)?.models ?? []
  const picked = models.find((one) => one.slug === model)
  const generations = picked?.generations ?? []
  const current = generations.find((one) => one.slug === generation)
  return {
    models,
    generations,
    variants: current?.variants ?? [],
    areas: taxonomy.cities.find((one) => one.slug === city)?.areas ?? [],
  }
}

export const StepCar = (props: WizardProps) => {
  const { island, taxonomy, state, act } = props
  const { t } = island
  const { models, variants, areas, ...picked } = pickedOf(taxonomy, state.fields)
  // The year of an ad that buyers see stays, so only generations of that year fit.
  const fixed = isFixed(state.base, 'year')
  const ofYear = picked.generations.filter(({ yearFrom, yearTo = Infinity }) => {
    const year = Number(state.fields.year)
    return yearFrom <= year && year <= yearTo
  })
  const generations = fixed ? ofYear : picked.generations
  const years = (generation: string): readonly number[] =>
    fixed
      ? [Number(state.fields.year)]
      : yearsOffered(generations, generation, new Date().getFullYear())
  const terms = (list: string): readonly Term[] => taxonomy.enums[list] ?? []
  const pickModel = (slug: string): void => {
    const body = models.find((one) => one.slug === slug)?.body
    if (body) act({ type: 'field-set', name: 'body', value: body })
  }
  const pickNear = (make: string, model: string): void => {
    act({ type: 'field-set', name: 'make', value: make })
    act({ type: 'field-set', name: 'model', value: model })
    const body = taxonomy.makes
      .find((one) => one.slug === make)
      ?.models.find((one) => one.slug === model)?.body
    if (body) act({ type: 'field-set', name: 'body', value: body })
  }
  const pickGeneration = (slug: string): void => {
    const assembly = generations.find((one) => one.slug === slug)?.assembly
    if (assembly) act({ type: 'field-set', name: 'assembly', value: assembly })
    if (!years(slug).includes(Number(state.fields.year)))
      act({ type: 'field-set', name: 'year', value: '' })
  }
  const pickVariant = (slug: string): void => {
    const variant = variants.find((one) => one.slug === slug)
    if (variant)
      act({
        type: 'fields-filled',
        fields: {
          engineCc: String(variant.engineCc),
          fuel: variant.fuel,
          transmission: variant.transmission,
        },
      })
  }
  return (
    <div class="fields">
      {fixed && (
        <p class="hint whole" data-testid="edit-fixed">
          {t('edit.fixed')} <a href={island.link('/sell')}>{t('edit.fixed.other')}</a>
        </p>
      )}
      <ChoiceField {...props} name="make" label={t('sell.make')} options={taxonomy.makes} />
      <ChoiceField
        {...props}
        name="model"
        label={t('sell.model')}
        options={models}
        onPick={pickModel}
      />
      {!fixed && <MissingCar {...props} onPicked={pickNear} />}
      <ChoiceField
        {...props}
        name="generation"
        label={t('sell.generation')}
        options={generations}
        optional
        onPick={pickGeneration}
      />
      <ChoiceField
        {...props}
        name="variant"
        label={t('sell.variant')}
        options={variants}
        optional
        none={t('sell.variant.other')}
        onPick={pickVariant}
      />
      <ChoiceField
        {...props}
        name="year"
        label={t('sell.year')}
        options={years(state.fields.generation).map(yearTerm)}
      />
      <TextField
        {...props}
        name="km"
        label={t('sell.km')}
        hint={t('sell.km.hint')}
        mode="numeric"
        ltr
      />
      <TextField
        {...props}
        name="engineCc"
        label={t('sell.engine')}
        hint={t('sell.engine.hint')}
        mode="decimal"
        ltr
      />
      <ChoiceField {...props} name="fuel" label={t('sell.fuel')} options={terms('fuel')} />
      <ChoiceField
        {...props}
        name="transmission"
        label={t('sell.transmission')}
        options={terms('transmission')}
      />
      <ChoiceField {...props} name="body" label={t('sell.body')} options={terms('body')} />
      <ChoiceField
        {...props}
        name="assembly"
        label={t('sell.assembly')}
        options={terms('assembly')}
      />
      <ChoiceField {...props} name="colour" label={t('sell.colour')} options={terms('colour')} />
      <ChoiceField
        {...props}
        name="condition"
        label={t('sell.condition')}
        options={terms('condition')}
      />
      <ChoiceField {...props} name="city" label={t('sell.city')} options={taxonomy.cities} />
      {areas.length > 0 && (
        <ChoiceField {...props} name="area" label={t('sell.area')} options={areas} optional />
      )}
      <ChoiceField
        {...props}
        name="registrationCity"
        label={t('sell.registrationCity')}
        options={[unregistered(t), ...taxonomy.cities]}
      />
      <TextField
        {...props}
        name="chassis"
        label={t('sell.chassis')}
        hint={t('sell.chassis.hint')}
        optional
        ltr
        maxLength={60}
      />
    </div>
  )
}
