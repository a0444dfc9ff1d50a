// What scripts/up makes of its arguments.
import { expect, test } from 'vitest'
import { readCommand } from './arguments.ts'

test('without arguments the platform runs in the foreground', () => {
  expect(readCommand([])).toBe('run')
})

test('one flag is one command', () => {
  expect(['--detach', '--status', '--stop', '--reset'].map((flag) => readCommand([flag]))).toEqual(['detach', 'status', 'stop', 'reset'])
})

test('anything else is answered with the usage', () => {
  for (const args of [['--run'], ['stop'], ['--stop', '--reset'], ['--help']]) expect(() => readCommand(args)).toThrow('Usage: scripts/up')
})
