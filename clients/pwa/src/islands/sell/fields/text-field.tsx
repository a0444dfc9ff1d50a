// A typed field of the draft.
import { Field } from '../../field.tsx'
import type { TextField as Name } from './fields.ts'
import { isFixed } from '../edit/ad-fields.ts'
import { problemOf, type WizardProps } from '../wizard-props.ts'

type Props = Pick<WizardProps, 'island' | 'state' | 'act'> & {
  readonly name: Name
  readonly label: string
  readonly hint?: string
  readonly optional?: boolean
  readonly mode?: 'text' | 'numeric' | 'decimal'
  readonly lines?: number
  readonly maxLength?: number
  readonly ltr?: boolean
}

export const TextField = (props: Props) => {
  const {
    island,
    state,
    act,
    name,
    label,
    hint,
    optional,
    mode = 'text',
    lines,
    maxLength = 120,
    ltr,
  } = props
  return (
    <Field
      name={name}
      label={label}
      hint={hint}
      optional={optional ? island.t('sell.optional') : undefined}
      problem={problemOf(props, name)}
    >
      {(attributes) => {
        const shared = {
          ...attributes,
          value: state.fields[name],
          maxLength,
          readOnly: isFixed(state.base, name),
          dir: ltr ? ('ltr' as const) : ('auto' as const),
          'data-testid': `sell-${name}`,
          onInput: (event: { readonly currentTarget: { readonly value: string } }) =>
            act({ type: 'field-set', name, value: event.currentTarget.value }),
        }
        return lines ? (
          <textarea rows={lines} {...shared} />
        ) : (
          <input autocomplete="off" inputMode={mode} {...shared} />
        )
      }}
    </Field>
  )
}
