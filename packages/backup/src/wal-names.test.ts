// The arithmetic of log files: a wrong one would delete what a restore needs.
import { expect, test } from 'vitest'
import { isBefore, isWalFile, missingSegments } from './wal-names.ts'

const FIRST = '0000000100000002000000FE'

test('segments before the first one are not needed, whatever their timeline', () => {
  expect(isBefore('0000000100000002000000FD', FIRST)).toBe(true)
  expect(isBefore('0000000300000001000000FF', FIRST)).toBe(true)
  expect(isBefore(FIRST, FIRST)).toBe(false)
  expect(isBefore('000000010000000300000000', FIRST)).toBe(false)
})

test('the history of a timeline is always needed, that of an old backup is not', () => {
  expect(isBefore('00000002.history', FIRST)).toBe(false)
  expect(isBefore('0000000100000002000000FD.00000028.backup', FIRST)).toBe(true)
})

test('a gap in the chain is named, over the end of a log too', () => {
  const names = [FIRST, '000000010000000300000001', '000000020000000300000000']
  expect(missingSegments(names, FIRST)).toEqual([
    '0000000100000002000000FF',
    '000000010000000300000000',
  ])
  expect(missingSegments([FIRST], FIRST)).toEqual([])
  expect(missingSegments([], FIRST)).toEqual([FIRST])
})

test('half files and strangers are no log files', () => {
  expect([`${FIRST}.part`, 'README', `${FIRST}.gz`].filter(isWalFile)).toEqual([])
  expect([FIRST, '00000002.history', `${FIRST}.00000028.backup`].every(isWalFile)).toBe(true)
})
