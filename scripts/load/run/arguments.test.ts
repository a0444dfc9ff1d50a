// What scripts/run-load makes of its arguments, and of the CPU that it saw.
import { expect, test } from 'vitest'
import { readAsked } from './arguments.ts'
import { anAction } from './cpu.ts'

test('a load alone is a minute of little', () => {
  expect(readAsked(['search'])).toEqual({
    ...{ load: 'search', rate: 5, minutes: 1, knee: false, cpu: false },
  })
})

test('address, rate, minutes and another limit', () => {
  const args = ['otp', '--at', 'http://localhost:1/x', '--rate=0.2', '--minutes', '3', '--p95=90']
  expect(readAsked(args)).toMatchObject({
    ...{ load: 'otp', at: 'http://localhost:1', rate: 0.2, minutes: 3, p95Ms: 90 },
  })
  expect(readAsked(['chat', '--knee'])).toMatchObject({ knee: true, minutes: 0.25 })
})

test.for([
  [[]],
  [['nothing']],
  [['browse', 'search']],
  [['browse', '--rate=0']],
  [['browse', '--rate=lots']],
  [['browse', '--minutes=-1']],
  [['browse', '--at=here']],
  [['browse', '--slowly']],
  [['day', '--knee']],
])('%j is answered with the usage', ([args]) => {
  expect(() => readAsked(args ?? [])).toThrow('Usage: scripts/run-load')
})

test('what a process spends at rest is no part of an action', () => {
  const spent = anAction(
    {
      busy: new Map([
        ['kafka', 250],
        ['search', 900],
        ['notify', 10],
      ]),
      busySeconds: 20,
      rest: new Map([
        ['kafka', 100],
        ['notify', 10],
      ]),
      restSeconds: 10,
    },
    100,
  )
  expect(spent).toEqual([
    ['search', 9],
    ['kafka', 0.5],
    ['notify', -0.1],
  ])
})
