// Connects the wizard's step with the browser's history.
import { useEffect, useRef } from 'preact/hooks'
import { firstOpen, type Fields, type Step } from '../fields/fields.ts'
import { stepHistory, type StepHistory } from './step-history.ts'

type Shown = { readonly step: Step; readonly fields: Fields; readonly open: (step: Step) => void }

/** Follows the step once the draft is there (`ready`), and opens the step the browser goes to. */
export const useStepHistory = (ready: boolean, shown: Shown): void => {
  const latest = useRef(shown)
  latest.current = shown
  const steps = useRef<StepHistory>()
  steps.current ??= stepHistory(history, (step) => latest.current.open(step))
  useEffect(() => {
    if (ready) steps.current?.follow(shown.step)
  }, [ready, shown.step])
  useEffect(() => {
    const popped = ({ state }: PopStateEvent): void =>
      steps.current?.popped(state, firstOpen(latest.current.fields))
    addEventListener('popstate', popped)
    return () => removeEventListener('popstate', popped)
  }, [])
}
