// A car's own number: a 17-character VIN, or the frame number of a Japanese import. Decided by
// shape, never required.
import { readChassis } from '@pk-auto/reading/chassis'
import type { FieldProblem } from '../errors.ts'

/** The form that is stored and compared; what is no chassis number stays, to be refused by name. */
export const normaliseChassis = (text: string): string => {
  const chassis = readChassis(text)
  if (chassis.ok) return chassis.value.number
  return chassis.why === 'empty' ? '' : text
}

const isKind = (text: string, kind: 'vin' | 'frame'): boolean => {
  const chassis = readChassis(text)
  return chassis.ok && chassis.value.kind === kind
}

export function checkChassis(car: { vin?: string; frameNumber?: string }): FieldProblem[] {
  const problems: FieldProblem[] = []
  if (car.vin !== undefined && car.frameNumber !== undefined)
    problems.push({
      path: 'frameNumber',
      code: 'CHASSIS_TWICE',
      message: 'a car has a VIN or a frame number, not both',
    })
  if (car.vin !== undefined && !isKind(car.vin, 'vin'))
    problems.push({
      path: 'vin',
      code: 'VIN_INVALID',
      message: 'a VIN has 17 letters and digits, without I, O and Q',
    })
  if (car.frameNumber !== undefined && !isKind(car.frameNumber, 'frame'))
    problems.push({
      path: 'frameNumber',
      code: 'FRAME_INVALID',
      message: 'a frame number looks like SV30-0169266',
    })
  return problems
}
