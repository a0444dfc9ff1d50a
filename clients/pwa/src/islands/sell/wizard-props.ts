// What every part of the wizard gets: the draft, its actions, and the messages.
import type { Taxonomy } from '@pk-auto/client-api/pwa.gen'
import type { Island } from '../island.ts'
import type { Fields } from './fields/fields.ts'
import type { Wizard, WizardAction } from './wizard-state.ts'

export type WizardProps = {
  readonly island: Island
  readonly taxonomy: Taxonomy
  readonly state: Wizard
  readonly act: (action: WizardAction) => void
}

/** The sentence under a field, when something is wrong with it. */
export const problemOf = (
  { island, state }: Pick<WizardProps, 'island' | 'state'>,
  name: keyof Fields,
): string | undefined => {
  const problem = state.problems[name]
  return typeof problem === 'object' ? problem.text : problem && island.t(problem)
}
