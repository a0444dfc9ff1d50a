// The steps of the wizard as entries of the browser's history: Back goes to the step before, and
// from the first one off the page.
import { STEPS, type Step } from '../fields/fields.ts'

type Pages = Pick<History, 'state' | 'pushState' | 'replaceState' | 'go'>
export type StepHistory = {
  /**
   * Brings the history to the step the wizard shows. Call it after every change of the step, and
   * once at the beginning.
   */
  follow(step: Step): void
  /** Call it when the browser has gone to an entry; steps beyond `reach` are not opened. */
  popped(state: unknown, reach: Step): void
}

const entry = (index: number): { readonly sellStep: number } => ({ sellStep: index })
const indexIn = (state: unknown): number | undefined => {
  const index =
    typeof state === 'object' && state !== null && 'sellStep' in state ? state.sellStep : undefined
  return typeof index === 'number' && index in STEPS ? index : undefined
}

/**
 * One rule holds throughout: below the entry of a step are those of the steps before it. `open` is
 * called when the browser has gone to another step.
 */
export const stepHistory = (pages: Pages, open: (step: Step) => void): StepHistory => {
  let wanted: number | undefined
  // Going back takes effect later, with a `popstate`; until then nothing else may move.
  let moving = false

  const go = (by: number): void => {
    moving = true
    pages.go(by)
  }
  const settle = (before: number): void => {
    if (moving || wanted === undefined) return
    let here = indexIn(pages.state)
    if (here === undefined) {
      here = Math.min(before, wanted)
      pages.replaceState(entry(here), '')
    }
    for (let index = here + 1; index <= wanted; index += 1) pages.pushState(entry(index), '')
    if (wanted < here) go(wanted - here)
  }
  return {
    follow(step) {
      // A fresh entry has no steps below it yet: a draft resumed at its third step gets the first
      // two.
      const before = wanted ?? 0
      wanted = STEPS.indexOf(step)
      settle(before)
    },
    popped(state, reach) {
      if (moving) {
        moving = false
        return settle(wanted ?? 0)
      }
      const here = indexIn(state)
      // A link within the page made an entry of its own; it belongs to the step it was made on.
      if (here === undefined) return settle(wanted ?? 0)
      if (here > STEPS.indexOf(reach)) return go(STEPS.indexOf(reach) - here)
      if (here !== wanted) open(STEPS[here] ?? 'car')
    },
  }
}
