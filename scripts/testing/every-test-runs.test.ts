// A test file that no project of vitest.config.ts names is green for ever, because nobody runs it.
import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'

const linesOf = (command: string, args: readonly string[]) =>
  execFileSync(command, args, { encoding: 'utf8' }).split('\n').filter(Boolean)

test('every test file belongs to a project of vitest', () => {
  const patterns = ['*.test.ts', '*.test.tsx']
  const others = ['--others', '--exclude-standard']
  const written = linesOf('git', ['ls-files', '--cached', ...others, ...patterns])
  const listed = linesOf('node_modules/.bin/vitest', ['list', '--filesOnly']).map((line) =>
    line.replace(/^\[\w+\] /, ''),
  )
  expect(written.length).toBeGreaterThan(200)
  expect(written.filter((file) => !listed.includes(file))).toEqual([])
})
