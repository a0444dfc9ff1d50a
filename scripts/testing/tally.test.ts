// The end of scripts/test: what went wrong is counted, and what passed only later is named.
import { expect, test } from 'vitest'
import { closingLine, failedFiles, tallyOf, withSecondRun, type Report } from './tally.ts'

const report = (...statuses: string[]): Report => ({
  testResults: [
    {
      name: 'a.test.ts',
      status: statuses.includes('failed') ? 'failed' : 'passed',
      assertionResults: statuses.map((status, i) => ({ status, fullName: `test ${i}` })),
    },
  ],
})

test('passed, failed and skipped tests are summed over all runners', () => {
  const unit = tallyOf('unit', {
    exitCode: 1,
    report: report('passed', 'passed', 'failed'),
    long: false,
  })
  const it = tallyOf('it', { exitCode: 0, report: report('passed', 'skipped'), long: false })
  expect(closingLine([unit, it])).toBe('3 passed, 1 failed, 1 skipped')
})

test('a file that does not load counts as one failure', () => {
  const broken: Report = {
    testResults: [{ name: 'a.test.ts', status: 'failed', assertionResults: [] }],
  }
  expect(tallyOf('unit', { exitCode: 1, report: broken, long: false }).failed).toBe(1)
})

test('a runner that ends badly although every test passed counts as one failure', () => {
  expect(tallyOf('it', { exitCode: 1, report: report('passed'), long: false })).toMatchObject({
    passed: 1,
    failed: 1,
  })
})

test('a runner that leaves no report counts as one failure', () => {
  expect(tallyOf('it', { exitCode: 124, report: undefined, long: false })).toMatchObject({
    passed: 0,
    failed: 1,
  })
})

test('a skipped test is listed with how to run it', () => {
  expect(tallyOf('it', { exitCode: 0, report: report('skipped'), long: false }).skipped).toEqual([
    'test 0: runs with --long',
  ])
})

test('a failed test is named with the first line of why', () => {
  const failed: Report = {
    testResults: [
      {
        name: 'a.test.ts',
        status: 'failed',
        assertionResults: [
          { status: 'failed', fullName: 'cars sell', failureMessages: ['Error: no\n  at a.ts'] },
        ],
      },
      { name: 'b.test.ts', status: 'failed', message: 'cannot find c\n', assertionResults: [] },
    ],
  }
  expect(tallyOf('it', { exitCode: 1, report: failed, long: false }).failures).toEqual([
    'cars sell: Error: no',
    'b.test.ts: cannot find c',
  ])
})

test('an error that no test waited for is a failure, and is named', () => {
  const run = { exitCode: 1, report: report('passed'), long: false, unhandled: ['no pid'] }
  expect(tallyOf('it', run)).toMatchObject({
    ...{ passed: 1, failed: 1 },
    failures: ['outside of tests: no pid'],
  })
})

type File = Report['testResults'][number]
const file = (name: string, ...statuses: string[]): File => ({
  name,
  status: statuses.includes('failed') ? 'failed' : 'passed',
  assertionResults: statuses.map((status, i) => ({
    status,
    fullName: `${name} ${i}`,
    failureMessages: status === 'failed' ? ['slow\n at x'] : [],
  })),
})

test('a file that passes when it runs again is counted as passed and named as unsteady', () => {
  const first = { testResults: [file('a', 'passed', 'failed'), file('b', 'passed')] }
  expect(failedFiles(first)).toEqual(['a'])
  const { report: both, unsteady } = withSecondRun(first, {
    testResults: [file('a', 'passed', 'passed')],
  })
  expect(tallyOf('it', { exitCode: 0, report: both, long: false })).toMatchObject({
    passed: 3,
    failed: 0,
  })
  expect(unsteady).toEqual(['a 1: slow'])
})

test('a test that fails twice has failed, and so has what fails only the second time', () => {
  const first = { testResults: [file('a', 'passed', 'failed', 'failed')] }
  const second = { testResults: [file('a', 'failed', 'failed', 'passed')] }
  const { report: both, unsteady } = withSecondRun(first, second)
  expect(tallyOf('it', { exitCode: 1, report: both, long: false })).toMatchObject({
    passed: 1,
    failures: ['a 0: slow', 'a 1: slow'],
  })
  expect(unsteady).toEqual([])
})

test('what did not run the second time is not called unsteady', () => {
  const first = { testResults: [file('a', 'failed')] }
  const second = { testResults: [file('a', 'skipped')] }
  expect(withSecondRun(first, second).unsteady).toEqual([])
})

test('tests of two files with one name are told apart', () => {
  const named = (name: string, status: string): File => ({
    ...file(name, status),
    ...{
      assertionResults: [{ status, fullName: 'in en', failureMessages: ['slow'] }],
    },
  })
  const first = { testResults: [named('a', 'failed'), named('b', 'failed')] }
  const second = { testResults: [named('a', 'passed'), named('b', 'failed')] }
  expect(withSecondRun(first, second).unsteady).toEqual(['in en: slow'])
})
