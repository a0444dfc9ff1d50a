// What is asked of a platform that should be at rest.
import { expect, test } from 'vitest'
import { unsentEvents } from './check-all.ts'
import type { Probe } from './probe.ts'

const havingUnsent = (n: number): Probe =>
  ({ services: ['catalogue'], rows: async () => [{ n }] }) as unknown as Probe

test('I11 sees what waits in an outbox', async () => {
  expect(await unsentEvents(havingUnsent(2))).toEqual([
    'I11 catalogue: 2 events still wait in the outbox',
  ])
  expect(await unsentEvents(havingUnsent(0))).toEqual([])
})
