// The catalogue of seeded bugs fits the code as it is now.
import { existsSync, readFileSync } from 'node:fs'
import { CHECKS } from '@pk-auto/platform/invariants/check-all'
import { expect, test } from 'vitest'
import { planted, projectOf } from './bug.ts'
import { BUGS } from './bugs.ts'
import { CHECKER_BUGS } from './bugs/operations/checkers.ts'

test.each(BUGS)('it can be planted, and its suite exists: $name', (bug) => {
  const source = readFileSync(bug.file, 'utf8')
  expect(planted(bug, source)).not.toBe(source)
  expect(existsSync(bug.suite), bug.suite).toBe(true)
})

test('names are sentences of their own', () => {
  const names = BUGS.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
})

test('a text that stands twice, or no longer, is refused by name', () => {
  const bug = { name: 'x', file: 'a.ts', find: 'one', put: 'two', suite: 'a.test.ts' }
  expect(planted(bug, 'one')).toBe('two')
  expect(() => planted(bug, 'one one')).toThrow('2 times')
  expect(() => planted(bug, 'none of it'.replace('one', ''))).toThrow('0 times')
})

test('the checkers have twelve bugs and more, and each figure has one', () => {
  const figures = CHECKER_BUGS.map(({ figure }) => figure)
  expect(figures.length).toBeGreaterThanOrEqual(12)
  const asked = ['I1', ...Object.keys(CHECKS), 'I11']
  expect([...new Set(figures)].toSorted()).toEqual(asked.toSorted())
})

test('a suite tells its project', () => {
  expect(['a.test.ts', 'a.it.test.ts', 'a.journey.test.ts'].map(projectOf)).toEqual([
    'unit',
    'it',
    'journey',
  ])
})
