// A walk as it is printed: a line a step, and the sum.
import type { Outcome } from './walk.ts'

/** How many steps failed. */
export async function reported(
  outcomes: AsyncIterable<Outcome>,
  { at, say }: { readonly at: string; say: (line: string) => void },
): Promise<number> {
  let [passed, failed] = [0, 0]
  for await (const { name, seconds, fault } of outcomes) {
    const verdict = fault === undefined ? 'ok    ' : 'FAILED'
    say(`${seconds.toFixed(1).padStart(7)} s  ${verdict}  ${name}`)
    if (fault === undefined) passed += 1
    else {
      failed += 1
      say(`${' '.repeat(19)}${fault}`)
    }
  }
  say(`${passed} passed, ${failed} failed at ${at}`)
  return failed
}
