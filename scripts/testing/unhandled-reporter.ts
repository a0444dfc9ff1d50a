// Counts the errors that belong to no test: vitest's JSON report is silent about them.
import { writeFileSync } from 'node:fs'
import type { Reporter } from 'vitest/node'

/** Writes their number into the file that `PK_AUTO_UNHANDLED` names. */
// eslint-disable-next-line import/no-default-export -- vitest reads the default export
export default class UnhandledReporter implements Reporter {
  onTestRunEnd(_modules: unknown, errors: readonly unknown[]): void {
    const file = process.env['PK_AUTO_UNHANDLED']
    if (file) writeFileSync(file, String(errors.length))
  }
}
