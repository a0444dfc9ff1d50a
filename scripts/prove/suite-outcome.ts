// Runs one suite and says whether a test of it failed.
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { runChild } from '../testing/children.ts'
import { projectOf } from './bug.ts'

/**
 * `red`: a test failed, by its assertion or its time · `lived`: all are green · `broken`: nothing
 * ran, and such a bug proves nothing.
 */
export type Outcome = 'red' | 'lived' | 'broken'

const LIMIT_MS = 6 * 60_000

export async function suiteOutcome(suite: string, root: string): Promise<Outcome> {
  const report = join(root, 'prove.json')
  rmSync(report, { force: true })
  const command = ['vitest', 'run', '--root', root, '--project', projectOf(suite), suite] as const
  const { exitCode } = await runChild(
    [...command, '--bail=1', '--reporter=json', `--outputFile.json=${report}`],
    { stream: false, limitMs: LIMIT_MS },
  )
  if (exitCode === 124) return 'red'
  if (!existsSync(report)) return 'broken'
  const { numFailedTests, numPassedTests } = JSON.parse(readFileSync(report, 'utf8')) as Report
  if (numFailedTests > 0) return 'red'
  return numPassedTests > 0 && exitCode === 0 ? 'lived' : 'broken'
}

type Report = { readonly numFailedTests: number; readonly numPassedTests: number }
