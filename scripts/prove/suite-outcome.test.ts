// What a run of a suite says of the bug in it.
import { expect, test } from 'vitest'
import { outcomeOf, type Report } from './suite-outcome.ts'

const ran = (...failed: readonly string[]) => ({
  exitCode: failed.length > 0 ? 1 : 0,
  report: {
    numFailedTests: failed.length,
    numPassedTests: 3,
    testResults: [
      {
        ...{ name: 'a.test.ts', status: 'failed', message: '' },
        assertionResults: failed.map((fullName) => ({ fullName, status: 'failed' })),
      },
    ],
  } satisfies Report,
})

test('a bug whose figure stays green has lived, whatever else is red', () => {
  expect(outcomeOf(ran('I1 sees what is gone'))).toBe('red')
  expect(outcomeOf(ran('I1 sees what is gone'), 'I1')).toBe('red')
  expect(outcomeOf(ran('I12 sees a number'), 'I1')).toBe('lived')
  expect(outcomeOf(ran(), 'I1')).toBe('lived')
})

test('a run without an end or without a report shows no figure', () => {
  expect(outcomeOf({ exitCode: 124 })).toBe('red')
  expect(outcomeOf({ exitCode: 124 }, 'I1')).toBe('broken')
  expect(outcomeOf({ exitCode: 1 }, 'I1')).toBe('broken')
})
