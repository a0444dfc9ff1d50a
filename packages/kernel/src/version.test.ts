// An edit names the version it saw, or says that any will do.
import { expect, test } from 'vitest'
import { ANY_VERSION, mustBeExpected } from './version.ts'

test('a change is made to the version its author saw', () => {
  expect(() => mustBeExpected(7, 7)).not.toThrow()
  expect(() => mustBeExpected(8, 7)).toThrow('VERSION_MISMATCH')
})

test('any version will do when that is said, and never because nothing was', () => {
  expect(() => mustBeExpected(8, ANY_VERSION)).not.toThrow()
  expect(() => mustBeExpected(8, 0)).toThrow('VERSION_MISMATCH')
})
