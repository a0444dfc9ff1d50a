// What is reserved is ours, lies in the kernel's range, and leaves others' reservations alone.
import { expect, test } from 'vitest'
import { portsAt } from '@pk-auto/lifecycle/ports'
import { portsOf, withReserved } from './reserve-ports.ts'

test('only ports in the kernel’s range are added, and what was reserved stays', () => {
  expect(withReserved('1024,50000-50010\n', [3000, 59_092], [32_768, 60_999])).toBe(
    '1024,50000-50010,59092',
  )
})

test('reserving twice adds nothing', () => {
  const once = withReserved('', [59_092], [32_768, 60_999])
  expect(withReserved(once, [59_092], [32_768, 60_999])).toBe(once)
})

test('Kafka’s controller is reserved too', () => {
  expect(portsOf(portsAt(0))).toEqual(expect.arrayContaining([59_092, 59_093, 55_432, 50_101]))
})

test('a gateway’s internal port is reserved too', () => {
  // At this offset the gateways' ports lie in the kernel's range.
  expect(portsOf(portsAt(30_000))).toEqual(expect.arrayContaining([38_080, 39_080, 39_085]))
})
