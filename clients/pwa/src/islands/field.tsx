// One labelled field with its hint and its problem, tied together for screen readers.
import type { ComponentChildren } from 'preact'

type Props = {
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  readonly optional?: string | undefined
  readonly problem?: string | undefined
  readonly children: (attributes: {
    readonly id: string
    readonly 'aria-invalid': boolean
    readonly 'aria-describedby': string
  }) => ComponentChildren
}

/** The children get the attributes for their input. */
export const Field = ({ name, label, hint, optional, problem, children }: Props) => (
  <div class="field-box">
    <label class="field" for={`f-${name}`}>
      <span>
        {label} {optional && <small>({optional})</small>}
      </span>
      {children({
        id: `f-${name}`,
        'aria-invalid': problem !== undefined,
        'aria-describedby': `f-${name}-note`,
      })}
    </label>
    <p id={`f-${name}-note`} class={problem ? 'wrong' : 'hint'} hidden={!problem && !hint}>
      {problem ?? hint}
    </p>
  </div>
)
