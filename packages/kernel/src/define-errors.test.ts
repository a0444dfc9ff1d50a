// A table of codes becomes errors that carry the code's own kind.
import { expect, test } from 'vitest'
import { defineErrors, type FieldProblemOf } from './define-errors.ts'
import { DomainError } from './domain-error.ts'

const errors = defineErrors(
  {
    CAR_NOT_FOUND: ['not_found', 'No such car.'],
    CAR_INVALID: ['invalid', 'Something about the car cannot be right.'],
  },
  { WHEELS_ODD: 'an odd number of wheels' },
)

test('an error has the kind of its code, and the details, fields and cause it was given', () => {
  const fields: FieldProblemOf<typeof errors>[] = [
    { path: 'wheels', code: 'WHEELS_ODD', message: 'wheels come in pairs' },
  ]
  const cause = new Error('why')
  const error = errors.CAR_INVALID({ carId: '1' }, { fields, retryAfterMs: 5, cause })
  expect(error).toBeInstanceOf(DomainError)
  expect(error).toMatchObject({
    ...{ kind: 'invalid', code: 'CAR_INVALID', message: 'CAR_INVALID' },
    ...{ details: { carId: '1' }, fields, retryAfterMs: 5, cause },
  })
  expect(errors.CAR_NOT_FOUND()).toMatchObject({ kind: 'not_found', details: {}, fields: [] })
})

test('a code has its kind and meaning without being thrown', () => {
  const { kind, means } = errors.CAR_NOT_FOUND
  expect({ kind, means }).toEqual({ kind: 'not_found', means: 'No such car.' })
})

test('the compiler refuses a code that is in no table, of an error and of a field', () => {
  // @ts-expect-error -- no such code
  expect(errors.CAR_STOLEN).toBeUndefined()
  // @ts-expect-error -- no such code of a field
  expect(errors.CAR_INVALID({}, { fields: [{ path: 'a', code: 'X', message: '' }] })).toBeDefined()
})
