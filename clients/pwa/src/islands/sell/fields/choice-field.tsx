// A native select over terms of the taxonomy.
import { labelIn, type Label } from '@pk-auto/ui/locale'
import { Field } from '../../field.tsx'
import type { TextField } from './fields.ts'
import { isFixed } from '../edit/ad-fields.ts'
import { problemOf, type WizardProps } from '../wizard-props.ts'

type Option = { readonly slug: string; readonly name: Label }
type Props = WizardProps & {
  readonly name: TextField
  readonly label: string
  readonly options: readonly Option[]
  readonly optional?: boolean
  /** The text of the empty choice. */
  readonly none?: string
  readonly onPick?: (slug: string) => void
}

export const ChoiceField = (props: Props) => {
  const { island, state, act, name, label, options, optional, none, onPick } = props
  const { t, locale } = island
  const pick = (slug: string): void => {
    act({ type: 'field-set', name, value: slug })
    onPick?.(slug)
  }
  return (
    <Field
      name={name}
      label={label}
      optional={optional ? t('sell.optional') : undefined}
      problem={problemOf(props, name)}
    >
      {(attributes) => (
        <select
          {...attributes}
          value={state.fields[name]}
          disabled={options.length === 0 || isFixed(state.base, name)}
          onChange={(event) => pick(event.currentTarget.value)}
          data-testid={`sell-${name}`}
        >
          <option value="">{none ?? t('sell.choose')}</option>
          {options.map((option) => (
            <option key={option.slug} value={option.slug}>
              {labelIn(locale, option.name)}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
