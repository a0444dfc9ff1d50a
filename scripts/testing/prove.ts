// The seeded bugs as a part of a test run: each that its suite notices is one that passed.
import type { Bug } from '../prove/bug.ts'
import { BUGS } from '../prove/bugs.ts'
import { proveAll } from '../prove/prove-all.ts'
import type { Plan } from './arguments.ts'
import { print } from './run.ts'
import type { Tally } from './tally.ts'

const NAME = 'prove'

/** Those in or noticed from the chosen paths; without `--long` all are one that is skipped. */
export function runProve({ long, filters }: Plan): Promise<Tally> {
  const chosen = BUGS.filter(({ file, suite }) =>
    [file, suite].some((path) => filters.length === 0 || filters.some((at) => path.includes(at))),
  )
  if (long) return runBugs(chosen)
  const skipped = chosen.length === 0 ? [] : [`${chosen.length} seeded bugs: runs with --long`]
  return Promise.resolve({ name: NAME, passed: 0, failed: 0, skipped })
}

/** A line per bug as it comes. The real servers must be running. */
export async function runBugs(bugs: readonly Bug[]): Promise<Tally> {
  let [caught, number] = [0, 0]
  console.log(`         …  ${new Set(bugs.map(({ suite }) => suite)).size} suites without a bug`)
  for await (const { bug, outcome, seconds, fault } of proveAll(bugs)) {
    if (outcome === 'red') caught += 1
    const place = `${String((number += 1)).padStart(3)}/${bugs.length}`
    print(seconds, `${place}  ${outcome.padEnd(6)}  ${bug.name}`)
    if (outcome !== 'red')
      console.log(`${' '.repeat(26)}${bug.suite} with ${bug.file}${fault ? `: ${fault}` : ''}`)
  }
  return { name: NAME, passed: caught, failed: bugs.length - caught, skipped: [] }
}
