// What scripts/up makes of its arguments.
import { expect, test } from 'vitest'
import { argumentsOf, readCommand } from './arguments.ts'

test('without arguments the whole platform runs in the foreground', () => {
  expect(readCommand([])).toEqual({ command: 'run', start: {} })
})

test('one flag is one command', () => {
  expect(
    ['--detach', '--status', '--stop', '--reset', '--help'].map(
      (flag) => readCommand([flag]).command,
    ),
  ).toEqual(['detach', 'status', 'stop', 'reset', 'help'])
})

test('a start may name its parts, those apart, and the size of its market', () => {
  expect(readCommand(['--listings=100000']).start).toEqual({ listings: 100_000 })
  const args = ['--detach', '--only', 'search,web', '--apart=search', '--listings=500']
  const asked = readCommand(args)
  expect(asked).toEqual({
    command: 'detach',
    start: { listings: 500, only: ['search', 'web'], apart: ['search'] },
  })
  expect(readCommand(argumentsOf(asked.start)).start).toEqual(asked.start)
})

test.for([
  [['--run']],
  [['stop']],
  [['--stop', '--reset']],
  [['--listings=lots']],
  [['--listings=0']],
  [['--stop', '--listings=5']],
  [['--status', '--only=search']],
  [['--only']],
])('%j is answered with the usage', ([args]) => {
  expect(() => readCommand(args ?? [])).toThrow('Usage: scripts/up')
})
