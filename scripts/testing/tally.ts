// Sums what the runners themselves reported. Pure, so that the closing line can be trusted.

export type Tally = {
  readonly name: string
  readonly passed: number
  readonly failed: number
  /** One line per failed test or file, with the first line of why, where the runner says it. */
  readonly failures?: readonly string[]
  /** One line per skipped test or check, with its reason. */
  readonly skipped: readonly string[]
}

/** The parts of vitest's JSON report (Jest's shape) that are counted. */
export type Report = {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    /** Why a file did not load. */
    readonly message?: string
    readonly assertionResults: readonly {
      readonly status: string
      readonly fullName: string
      readonly failureMessages?: readonly string[]
    }[]
  }[]
}

/**
 * A file that failed without a failed test (it does not even load) counts as one failure, and so
 * does a runner that ended badly though every test passed, or that left no report.
 */
export function tallyOf(
  name: string,
  run: { exitCode: number; report: Report | undefined; long: boolean },
): Tally {
  if (!run.report) return { name, passed: 0, failed: run.exitCode === 0 ? 0 : 1, skipped: [] }
  const tests = run.report.testResults.flatMap((file) =>
    file.assertionResults.map((test) => ({ ...test, file: file.name })),
  )
  const brokenFiles = run.report.testResults.filter(
    (file) =>
      file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  )
  const failures = [
    ...tests
      .filter((test) => test.status === 'failed')
      .map((test) => failure(test.fullName.trim(), test.failureMessages?.[0])),
    ...brokenFiles.map((file) => failure(file.name, file.message)),
  ]
  const skipped = tests.filter((test) => test.status !== 'passed' && test.status !== 'failed')
  return {
    name,
    passed: tests.filter((test) => test.status === 'passed').length,
    failed: failures.length === 0 && run.exitCode !== 0 ? 1 : failures.length,
    failures,
    skipped: skipped.map(
      (test) =>
        `${test.fullName.trim()}: ${run.long ? 'skipped by the test itself' : 'runs with --long'}`,
    ),
  }
}

function failure(name: string, why: string | undefined): string {
  return `${name}: ${(why ?? '').split('\n', 1)[0]}`
}

/** The last line of `scripts/test`. */
export function closingLine(tallies: readonly Tally[]): string {
  const sum = (count: (tally: Tally) => number) =>
    tallies.reduce((total, tally) => total + count(tally), 0)
  const skipped = sum((tally) => tally.skipped.length)
  return `${sum((t) => t.passed)} passed, ${sum((t) => t.failed)} failed, ${skipped} skipped`
}
