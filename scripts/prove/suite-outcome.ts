// Runs suites in a copy of the repository and says which of their tests failed.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { runChild } from '../testing/children.ts'
import { type Bug, projectOf } from './bug.ts'

/**
 * `red`: a test failed, by its assertion or its time · `lived`: all are green · `broken`: nothing
 * ran, or the suite is red without a bug as well; such a bug proves nothing.
 */
export type Outcome = 'red' | 'lived' | 'broken'

const MINUTE = 60_000

export type Report = {
  readonly numFailedTests: number
  readonly numPassedTests: number
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly message: string
    readonly assertionResults: readonly {
      readonly fullName: string
      readonly status: string
      readonly failureMessages?: readonly string[]
    }[]
  }[]
}
type Ran = { readonly exitCode: number; readonly report?: Report }
type How = { readonly root: string; readonly limitMs: number; readonly bail: boolean }

/** `suites` are of one project. */
async function run(suites: readonly string[], { root, limitMs, bail }: How): Promise<Ran> {
  const file = join(root, 'prove.json')
  rmSync(file, { force: true })
  const [project] = suites.map(projectOf)
  const { exitCode } = await runChild(
    [
      ...(['vitest', 'run', '--root', root, `--project=${project}`, '--reporter=json'] as const),
      ...[`--outputFile.json=${file}`, ...(bail ? ['--bail=1'] : []), ...suites],
    ],
    // In the copy: a path without a root is the copy's too.
    { stream: false, limitMs, cwd: root },
  )
  if (!existsSync(file)) return { exitCode }
  return { exitCode, report: JSON.parse(readFileSync(file, 'utf8')) as Report }
}

export async function suiteOutcome(
  { suite, figure }: Pick<Bug, 'suite' | 'figure'>,
  root: string,
): Promise<Outcome> {
  // The first red test is as good as any, unless one of them is expected.
  const how = { root, limitMs: 6 * MINUTE, bail: figure === undefined }
  return outcomeOf(await run([suite], how), figure)
}

/** `figure`: a word that a red test must have in its name. */
export function outcomeOf({ exitCode, report }: Ran, figure = ''): Outcome {
  // What never ends is noticed as well, if nobody asks by what.
  if (exitCode === 124) return figure === '' ? 'red' : 'broken'
  if (!report) return 'broken'
  const failed = report.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'failed')
  if (figure === '' ? report.numFailedTests > 0 : failed.some(isOf(figure))) return 'red'
  if (failed.length > 0) return 'lived'
  return report.numPassedTests > 0 && exitCode === 0 ? 'lived' : 'broken'
}

const isOf =
  (figure: string) =>
  ({ fullName }: { readonly fullName: string }): boolean =>
    fullName.split(' ').includes(figure)

/** What is wrong with the suites that do not pass as they are, by suite. */
export async function redSuites(
  suites: readonly string[],
  root: string,
): Promise<ReadonlyMap<string, string>> {
  const red = new Map(suites.map((suite) => [suite, 'did not run']))
  for (const same of Map.groupBy(suites, projectOf).values()) {
    const { report } = await run([...new Set(same)], {
      ...{ root, limitMs: 15 * MINUTE, bail: false },
    })
    for (const { name, status, message, assertionResults } of report?.testResults ?? []) {
      const failed = assertionResults.flatMap(({ fullName, failureMessages = [] }) =>
        failureMessages.map((text) => `${fullName}: ${text.split('\n')[0]}`),
      )
      if (status === 'passed') red.delete(relative(root, name))
      else red.set(relative(root, name), failed[0] ?? message)
    }
  }
  return red
}
