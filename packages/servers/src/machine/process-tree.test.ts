// What a command started is found by the mark it carries, also when the command itself is gone.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { commandLine, endProcesses, STARTED_BY, startedBy } from './process-tree.ts'

test('what a dead command left behind is found by its mark and ended, alone', async () => {
  const mark = `nobody-${Date.now()}`
  const wait = (env: Record<string, string>) =>
    spawn(process.execPath, ['-e', 'console.log(1); setInterval(() => 0, 1e6)'], { env })
  const [left, other] = [wait({ [STARTED_BY]: mark }), wait({ [STARTED_BY]: `${mark}0` })]
  await Promise.all([left, other].map((child) => once(child.stdout, 'data')))
  expect(startedBy(mark)).toEqual([left.pid])
  await endProcesses(startedBy(mark), 5_000)
  expect(startedBy(mark)).toEqual([])
  expect(commandLine(other.pid ?? 0)).not.toBe('')
  other.kill()
})
