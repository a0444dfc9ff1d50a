// Which car an ad is of.
import { expect, test } from 'vitest'
import type { VehicleId } from '../ids.ts'
import { vehicleOf } from './vehicle.ts'

const [mine, other] = ['mine', 'other'] as [VehicleId, VehicleId]
const problem = (act: () => unknown) => {
  try {
    return act()
  } catch (error) {
    return (error as { fields: { path: string; code: string }[] }).fields
      .map(({ path, code }) => `${path} ${code}`)
      .join()
  }
}

test('a vehicle is found by its chassis number, else by the id its seller gives, else not', () => {
  expect([
    vehicleOf(mine, undefined),
    vehicleOf(undefined, { id: mine, own: true }),
    vehicleOf(undefined, undefined),
  ]).toEqual([mine, mine, undefined])
  expect(vehicleOf(mine, { id: mine, own: true })).toBe(mine)
})

test('a car that is not the seller’s cannot be named, not even with its chassis number', () => {
  expect(problem(() => vehicleOf(undefined, { id: other, own: false }))).toBe(
    'vehicleId VEHICLE_UNKNOWN',
  )
  expect(problem(() => vehicleOf(other, { id: other, own: false }))).toBe(
    'vehicleId VEHICLE_UNKNOWN',
  )
})

test('an ad is not of two cars', () => {
  expect(problem(() => vehicleOf(other, { id: mine, own: true }))).toBe('vehicleId VEHICLE_OTHER')
})
