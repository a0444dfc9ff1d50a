// Plants one bug at a time in one copy of the repository and runs the suite that must notice: green
// before, and red with the bug.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { copyOfRepository } from '@pk-auto/testing/repository-copy'
import { planted, type Bug } from './bug.ts'
import { redSuites, suiteOutcome, type Outcome } from './suite-outcome.ts'

export type Proof = {
  readonly bug: Bug
  readonly outcome: Outcome
  readonly seconds: number
  /** Why its suite is red without it. */
  readonly fault?: string
}

/** Each bug with what its suite made of it, as they come. The real servers must be running. */
export async function* proveAll(bugs: readonly Bug[]): AsyncGenerator<Proof> {
  using copy = copyOfRepository()
  commitAll(copy.path)
  const suites = bugs.map(({ suite }) => suite)
  const red = await redSuites(suites, copy.path)
  for (const bug of bugs) {
    const began = performance.now()
    const fault = red.get(bug.suite)
    const outcome = fault === undefined ? await prove(bug, copy.path) : 'broken'
    const seconds = (performance.now() - began) / 1000
    yield { bug, outcome, seconds, ...(fault !== undefined && { fault }) }
  }
}

async function prove(bug: Bug, root: string): Promise<Outcome> {
  const file = join(root, bug.file)
  const source = readFileSync(file, 'utf8')
  writeFileSync(file, planted(bug, source))
  try {
    return await suiteOutcome(bug, root)
  } finally {
    writeFileSync(file, source)
  }
}

/** Some suites ask git what belongs to the tree. */
function commitAll(path: string): void {
  const git = (...args: readonly string[]) => execFileSync('git', args, { cwd: path })
  const as = ['-c', 'user.name=Copy', '-c', 'user.email=copy@localhost', '-c', 'gc.auto=0']
  git('init', '--quiet')
  git('add', '--all')
  git(...as, '-c', 'commit.gpgsign=false', 'commit', '--quiet', '--message', 'The copy')
}
