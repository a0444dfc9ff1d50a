// A place that somebody sends: where it is, and what it is called. Pure.
import { textFault, tidyText } from '@pk-auto/kernel/readable-text'
import type { FieldProblemOf } from '@pk-auto/kernel/define-errors'
import { errors } from './errors.ts'

/** Degrees, WGS 84. */
export type Place = { readonly lat: number; readonly lon: number; readonly name?: string }

/** About a metre. */
const DIGITS = 100_000
const LONGEST_NAME = 100

const rounded = (degrees: number): number => Math.round(degrees * DIGITS) / DIGITS

function refuse(problem: FieldProblemOf<typeof errors>): never {
  throw errors.INVALID_MESSAGE({}, { fields: [problem] })
}

/** As it is stored. @throws INVALID_MESSAGE (invalid) naming the field */
export function readablePlace({ lat, lon, name = '' }: Place): Place {
  for (const [axis, degrees, most] of [
    ['lat', lat, 90],
    ['lon', lon, 180],
  ] as const)
    if (!(Math.abs(degrees) <= most))
      refuse({ path: `place.${axis}`, code: 'INVALID_FORMAT', message: `from -${most} to ${most}` })
  const at = { lat: rounded(lat), lon: rounded(lon) }
  const tidy = tidyText(name)
  if (tidy === '') return at
  if (tidy.length > LONGEST_NAME)
    refuse({ path: 'place.name', code: 'TOO_LONG', message: `at most ${LONGEST_NAME} letters` })
  const fault = textFault(tidy, 'one')
  if (fault) refuse({ path: 'place.name', ...fault })
  return { ...at, name: tidy }
}
