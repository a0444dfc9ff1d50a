// A car's own number: a 17-character VIN, or the frame number of a Japanese import. Decided by
// shape, never required.
import type { FieldProblem } from '../errors.ts'

// ISO 3779 leaves out I, O and Q. Frame numbers as on Japanese auction sheets: model, dash, 5 to 7
// digits.
const VIN = /^[A-HJ-NPR-Z0-9]{17}$/
const FRAME = /^[A-Z0-9]{2,7}-\d{5,7}$/

/** Upper case without blanks: the form that is stored and compared. */
export const normaliseChassis = (text: string): string => text.toUpperCase().replaceAll(/\s/g, '')

export function checkChassis(car: { vin?: string; frameNumber?: string }): FieldProblem[] {
  const problems: FieldProblem[] = []
  if (car.vin !== undefined && car.frameNumber !== undefined)
    problems.push({
      path: 'frameNumber',
      code: 'CHASSIS_TWICE',
      message: 'a car has a VIN or a frame number, not both',
    })
  if (car.vin !== undefined && !VIN.test(car.vin))
    problems.push({
      path: 'vin',
      code: 'VIN_INVALID',
      message: 'a VIN has 17 letters and digits, without I, O and Q',
    })
  if (car.frameNumber !== undefined && !FRAME.test(car.frameNumber))
    problems.push({
      path: 'frameNumber',
      code: 'FRAME_INVALID',
      message: 'a frame number looks like SV30-0169266',
    })
  return problems
}
