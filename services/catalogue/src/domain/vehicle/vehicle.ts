// Which car an ad is of: the one with its chassis number, or the one its seller names. Pure.
import type { DomainError } from '@pk-auto/kernel/domain-error'
import { errors, type FieldProblem } from '../errors.ts'
import type { VehicleId } from '../ids.ts'

export type Named = {
  /** As the seller names it. */
  readonly id: VehicleId
  /** True when a listing of the same seller is of this vehicle: that makes it theirs to name. */
  readonly own: boolean
}

/**
 * Without a chassis number and without a name an ad is of no known car.
 * @throws INVALID_LISTING (invalid): VEHICLE_UNKNOWN, the same for absent and foreign ·
 * VEHICLE_OTHER
 */
export function vehicleOf(
  byChassis: VehicleId | undefined,
  named: Named | undefined,
): VehicleId | undefined {
  if (!named) return byChassis
  if (!named.own) throw wrong('VEHICLE_UNKNOWN', 'there is no such vehicle of yours')
  if (byChassis !== undefined && byChassis !== named.id)
    throw wrong('VEHICLE_OTHER', 'the chassis number belongs to another vehicle')
  return named.id
}

function wrong(code: 'VEHICLE_UNKNOWN' | 'VEHICLE_OTHER', message: string): DomainError {
  const fields: FieldProblem[] = [{ path: 'vehicleId', code, message }]
  return errors.INVALID_LISTING({}, { fields })
}
