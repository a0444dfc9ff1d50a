// How long a run of the tests takes is said the same wherever it is said.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

/** Minutes on two cores; `half an hour` is with nothing downloaded yet. */
const minutesIn = (path: string): string | undefined =>
  /about (\d+) minutes(?: on two cores)?, half an hour with nothing\s/.exec(
    readFileSync(path, 'utf8'),
  )?.[1]

test('README and .ci/run name the same time', () => {
  expect(minutesIn('.ci/run')).toMatch(/^\d+$/)
  expect(minutesIn('README.md')).toBe(minutesIn('.ci/run'))
})
