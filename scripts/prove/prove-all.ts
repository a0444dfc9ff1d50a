// Plants one bug at a time in one copy of the repository and runs the suite that must notice: green
// before, and red with the bug.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { planted, type Bug } from './bug.ts'
import { copyOfRepository } from '@pk-auto/testing/repository-copy'
import { greenSuites, suiteOutcome, type Outcome } from './suite-outcome.ts'

/** Each bug with what its suite made of it, as they come. The real servers must be running. */
export async function* proveAll(
  bugs: readonly Bug[],
): AsyncGenerator<{ readonly bug: Bug; readonly outcome: Outcome; readonly seconds: number }> {
  using copy = copyOfRepository()
  const suites = bugs.map(({ suite }) => suite)
  const green = await greenSuites(suites, copy.path)
  for (const bug of bugs) {
    const began = performance.now()
    const outcome = green.has(bug.suite) ? await prove(bug, copy.path) : 'broken'
    yield { bug, outcome, seconds: (performance.now() - began) / 1000 }
  }
}

async function prove(bug: Bug, root: string): Promise<Outcome> {
  const file = join(root, bug.file)
  const source = readFileSync(file, 'utf8')
  writeFileSync(file, planted(bug, source))
  try {
    return await suiteOutcome(bug.suite, root)
  } finally {
    writeFileSync(file, source)
  }
}
