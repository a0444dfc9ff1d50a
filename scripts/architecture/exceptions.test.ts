// A departure from the rules is one rule of one file, and has a reason.
import { expect, test } from 'vitest'
import type { Break } from './borders.ts'
import { exceptionsIn, unexcused } from './exceptions.ts'

const found: readonly Break[] = [
  { rule: 'style', path: 'packages/a/src/x.ts', text: 'uses any' },
  { rule: 'border', path: 'packages/a/src/x.ts', text: 'a package imports proto/y' },
]
const table = (...rows: string[]) =>
  ['# Departures', '', '| path | rule | reason |', '| --- | --- | --- |', ...rows].join('\n')

test('a row is read with its path, rule and reason, and the head of the table is none', () => {
  expect(exceptionsIn(table('| `packages/a/src/x.ts` | style | its library says any |'))).toEqual([
    { path: 'packages/a/src/x.ts', rule: 'style', reason: 'its library says any' },
  ])
})

test('a row excuses its own rule, and no other of the same file', () => {
  const text = table('| packages/a/src/x.ts | style | its library says any |')
  expect(unexcused(found, text).map(({ rule }) => rule)).toEqual(['border'])
})

test('a path that is only mentioned excuses nothing', () => {
  const text = table('| packages/a/src/x.tsx | style | other |', 'See packages/a/src/x.ts.')
  expect(unexcused(found, text)).toEqual(found)
})

test.for(['| packages/a/src/x.ts | style |  |', '| packages/a/src/x.ts | style |'])(
  'a row without a reason is a break and excuses nothing: %s',
  (row) => {
    expect(unexcused(found, table(row))).toEqual([
      ...found,
      {
        rule: 'exception',
        path: 'docs/house-exceptions.md',
        text: 'gives no reason for packages/a/src/x.ts, style',
      },
    ])
  },
)
