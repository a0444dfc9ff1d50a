// Where a path stops holding: its rate is raised in steps until its thresholds break twice.
import type { Outcome } from './outcome.ts'

export type Step = Outcome & { readonly rate: number }

const HIGHER = 1.5
const MOST_STEPS = 12

/** Two digits are enough to tell one step from the next. */
const raised = (rate: number): number => Number((rate * HIGHER).toPrecision(2))

/**
 * One step after the other, as they are measured. A rate that breaks is tried once more: one break
 * may be the machine's. Ends with the second, or after twelve rates.
 */
export async function* climb(
  first: number,
  measure: (rate: number) => Promise<Outcome>,
): AsyncGenerator<Step> {
  let rate = first
  for (let tried = 0; tried < MOST_STEPS; tried += 1) {
    const once = { rate, ...(await measure(rate)) }
    yield once
    if (once.broken.length > 0) {
      const again = { rate, ...(await measure(rate)) }
      yield again
      if (again.broken.length > 0) return
    }
    rate = raised(rate)
  }
}

/** The highest rate that held, and the one that did not, if it came to that. */
export function kneeOf(steps: readonly Step[]): { readonly holds?: Step; readonly breaks?: Step } {
  const holds = steps.findLast(({ broken }) => broken.length === 0)
  const last = steps.at(-1)
  return {
    ...(holds && { holds }),
    ...(last && last.broken.length > 0 && { breaks: last }),
  }
}

const WIDTHS = [8, 10, 9, 9, 9] as const
const columns = (cells: readonly string[]): string =>
  cells.map((cell, i) => cell.padStart(WIDTHS[i] ?? 0)).join('')

export const KNEE_HEAD = columns(['rate/s', 'done/s', 'p95 ms', 'p99 ms', 'failed'])

export const kneeRow = ({ rate, perSecond, p95Ms, p99Ms, failed, broken }: Step): string =>
  columns([
    String(rate),
    perSecond.toFixed(2),
    p95Ms.toFixed(0),
    p99Ms.toFixed(0),
    `${(failed * 100).toFixed(2)}%`,
  ]) + (broken.length > 0 ? `  breaks: ${broken.join(', ')}` : '')
