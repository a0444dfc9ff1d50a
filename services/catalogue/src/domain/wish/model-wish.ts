// A car that the taxonomy does not have, as somebody who wants to sell one typed it. Pure.
import { textFault } from '@pk-auto/kernel/readable-text'
import { errors, type FieldProblem } from '../errors.ts'
import { holdsPhoneNumber } from '../phone/phone-number.ts'

/** Names as typed, spaces tidied; nothing of who typed them. */
export type ModelWish = { readonly make: string; readonly model: string }

const MAX_NAME = 40

const tidy = (typed: string): string => typed.trim().replace(/\s+/g, ' ')

function problemOf(path: keyof ModelWish, name: string): FieldProblem[] {
  if (name.length > MAX_NAME)
    return [{ path, code: 'TOO_LONG', message: `at most ${MAX_NAME} characters` }]
  const fault = textFault(name, 'one')
  if (fault) return [{ path, ...fault }]
  return holdsPhoneNumber(name)
    ? [{ path, code: 'WISH_HAS_NUMBER', message: 'only the name of the car, no phone number' }]
    : []
}

/** @throws INVALID_WISH (invalid) naming every field that is not the name of a car */
export function wishOf(typed: ModelWish): ModelWish {
  const wish = { make: tidy(typed.make), model: tidy(typed.model) }
  const fields = [...problemOf('make', wish.make), ...problemOf('model', wish.model)]
  if (fields.length > 0) throw errors.INVALID_WISH({}, { fields })
  return wish
}

/** The same for the same car in other letters. */
export const sameWish = ({ make, model }: ModelWish): string =>
  `${make} ${model}`.normalize('NFKC').toLowerCase()

/** New wishes of one day are bounded: nobody fills the list. @throws WISHES_TOO_MANY (too_many) */
export function mustHaveRoomToWish(newToday: number, most: number): void {
  if (newToday >= most) throw errors.WISHES_TOO_MANY({ most }, { retryAfterMs: 3_600_000 })
}
