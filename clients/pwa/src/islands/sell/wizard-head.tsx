// What stands above each step: how far it is, its name, and on the first that an account can wait.
// The server draws that of the first step, so that it is read before the script comes.
import type { Translate } from '@pk-auto/ui/words'
import type { Ref } from 'preact'
import { STEPS, type Step } from './fields/fields.ts'

type Props = {
  readonly t: Translate
  readonly step: Step
  /** Nobody is signed in. */
  readonly unknown: boolean
  /** An ad that is on the server is edited: all its steps are open. */
  readonly editing?: boolean
  readonly heading?: Ref<HTMLHeadingElement>
  readonly onOpen?: (step: Step) => void
}

export const WizardHead = ({
  t,
  step,
  unknown,
  editing = false,
  heading = null,
  onOpen,
}: Props) => {
  const at = STEPS.indexOf(step)
  return (
    <>
      <ol class="stepper">
        {STEPS.map((each, index) => (
          <li key={each} aria-current={each === step ? 'step' : undefined} data-done={index < at}>
            <button type="button" disabled={index > at && !editing} onClick={() => onOpen?.(each)}>
              <span aria-hidden="true" />
              <span class="quiet">{t(`sell.step.${each}`)}</span>
            </button>
          </li>
        ))}
      </ol>
      <h2 ref={heading} tabIndex={-1}>
        <small>{t('sell.step', { number: at + 1, count: STEPS.length })}</small>{' '}
        {t(editing && step === 'review' ? 'edit.step' : `sell.step.${step}`)}
      </h2>
      {step === 'car' && unknown && (
        <p class="notice" data-testid="sign-in-later">
          {t('sell.signIn.later')}
        </p>
      )}
    </>
  )
}
