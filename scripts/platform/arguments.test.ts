// What scripts/up makes of its arguments.
import { expect, test } from 'vitest'
import { readCommand } from './arguments.ts'

test('without arguments the platform runs in the foreground', () => {
  expect(readCommand([])).toEqual({ command: 'run' })
})

test('one flag is one command', () => {
  expect(
    ['--detach', '--status', '--stop', '--reset', '--help'].map(
      (flag) => readCommand([flag]).command,
    ),
  ).toEqual(['detach', 'status', 'stop', 'reset', 'help'])
})

test('a start may say how large its market is', () => {
  expect(readCommand(['--listings=100000'])).toEqual({ command: 'run', listings: 100_000 })
  expect(readCommand(['--detach', '--listings=500'])).toEqual({ command: 'detach', listings: 500 })
})

test('anything else is answered with the usage', () => {
  const wrong = [
    ['--run'],
    ['stop'],
    ['--stop', '--reset'],
    ['--listings=lots'],
    ['--listings=0'],
    ['--stop', '--listings=5'],
  ]
  for (const args of wrong) expect(() => readCommand(args)).toThrow('Usage: scripts/up')
})
