// Sums what the runners themselves reported. Pure, so that the closing line can be trusted.

export type Tally = {
  readonly name: string
  readonly passed: number
  readonly failed: number
  /** One line per failed test or file and per error outside of tests: the first line of why. */
  readonly failures?: readonly string[]
  /** One line per test that failed, and passed when its file ran again; `passed` counts it. */
  readonly unsteady?: readonly string[]
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

/** Paths of files in which something failed. */
export const failedFiles = (report: Report): string[] =>
  report.testResults.filter(({ status }) => status === 'failed').map(({ name }) => name)

/**
 * What ran again counts as the second run says; `unsteady` are the tests that passed only then,
 * each with why it had failed.
 */
export function withSecondRun(
  first: Report,
  second: Report,
): { readonly report: Report; readonly unsteady: readonly string[] } {
  const again = new Map(second.testResults.map((file) => [file.name, file]))
  const unsteady = first.testResults.flatMap((file) => {
    const after = again.get(file.name)
    if (after?.status !== 'passed') return []
    const passed = new Set(after.assertionResults.filter(hasPassed).map(({ fullName }) => fullName))
    return failuresOf(file).filter(({ name }) => name === file.name || passed.has(name))
  })
  const testResults = first.testResults.map((file) => again.get(file.name) ?? file)
  return { report: { testResults }, unsteady: unsteady.map(lineOf) }
}

/**
 * A file that failed without a failed test (it does not even load) counts as one failure, and so
 * does a runner that ended badly though every test passed, or that left no report.
 */
export function tallyOf(
  name: string,
  run: {
    exitCode: number
    report: Report | undefined
    long: boolean
    /** What was thrown where no test waited for it. */
    unhandled?: readonly string[]
  },
): Tally {
  if (!run.report) return { name, passed: 0, failed: run.exitCode === 0 ? 0 : 1, skipped: [] }
  const tests = run.report.testResults.flatMap((file) => file.assertionResults)
  const outside = (run.unhandled ?? []).map((why) => lineOf({ name: 'outside of tests', why }))
  const failures = [...run.report.testResults.flatMap(failuresOf).map(lineOf), ...outside]
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

type File = Report['testResults'][number]
type Failure = { readonly name: string; readonly why: string | undefined }

const hasPassed = ({ status }: File['assertionResults'][number]) => status === 'passed'

/** One per failed test, or for the whole file when it failed without one. */
function failuresOf({ name, status, message, assertionResults }: File): Failure[] {
  if (status !== 'failed') return []
  const failed = assertionResults.filter((test) => test.status === 'failed')
  if (failed.length === 0) return [{ name, why: message }]
  return failed.map(({ fullName, failureMessages }) => ({
    name: fullName,
    why: failureMessages?.[0],
  }))
}

function lineOf({ name, why }: Failure): string {
  return `${name.trim()}: ${(why ?? '').split('\n', 1)[0]}`
}

/** The last line of `scripts/test`. */
export function closingLine(tallies: readonly Tally[]): string {
  const sum = (count: (tally: Tally) => number) =>
    tallies.reduce((total, tally) => total + count(tally), 0)
  const skipped = sum((tally) => tally.skipped.length)
  return `${sum((t) => t.passed)} passed, ${sum((t) => t.failed)} failed, ${skipped} skipped`
}
