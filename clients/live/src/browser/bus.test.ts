// Proves that every end hears the others and never itself, with channels and without.
import { expect, onTestFinished, test } from 'vitest'
import type { TabMessage } from '../ports.ts'
import { settle } from '../../test/manual-timers.ts'
import { openBus, pageBus } from './bus.ts'

test.for([
  ['among tabs', openBus],
  ['within a page', pageBus],
] as const)('%s every end hears the others and never itself', async ([, open]) => {
  const [one, other, stranger] = [open('me'), open('me'), open('you')]
  onTestFinished(() => [one, other, stranger].forEach((bus) => bus.close()))
  const events: string[] = []
  const received = (name: string) =>
    new Promise<TabMessage>((resolve) => {
      ;({ one, other, stranger })[name as 'one']!.listen((message) => {
        events.push(name)
        resolve(message)
      })
    })
  const waiting = received('other')
  void received('one')
  void received('stranger')
  one.post({ t: 'wake' })
  expect(await waiting).toEqual({ t: 'wake' })
  await settle()
  expect(events).toEqual(['other'])
})
