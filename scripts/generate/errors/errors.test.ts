// The tables of error codes, collected: what is refused, and what is written of them.
import { defineErrors } from '@pk-auto/kernel/define-errors'
import { expect, test } from 'vitest'
import { errorCodes } from './error-codes.ts'
import { errorsDocument } from './errors-document.ts'
import { mustBeUnique, roomOf } from './errors.ts'

const cars = roomOf('services/cars', {
  errors: defineErrors({
    CAR_NOT_FOUND: ['not_found', 'No such car | or not yours.'],
    ENGINE_DIED: ['internal', 'The engine died.'],
  }),
  fieldCodes: { WHEELS_ODD: 'an odd number of wheels' },
  refusals: { CAR_BLURRED: 'nothing can be seen' },
})
const other = (errors: Parameters<typeof defineErrors>[0], fieldCodes = {}) =>
  roomOf('services/other', { errors: defineErrors(errors), fieldCodes })

test('a code that stands in two tables is refused, whether of an error or of a field', () => {
  const twice = [
    other({ CAR_NOT_FOUND: ['not_found', 'Again.'] }),
    other({}, { WHEELS_ODD: 'again' }),
    other({}, { CAR_NOT_FOUND: 'again' }),
  ]
  for (const room of twice)
    expect(() => mustBeUnique([cars, room])).toThrow(
      'stands in services/cars and in services/other',
    )
})

test('a code that says not what it means is refused', () => {
  expect(() => mustBeUnique([other({ CAR_LOST: ['not_found'] })])).toThrow(
    'CAR_LOST of services/other says not what it means',
  )
})

test('the types hold what an answer can carry: no internal code, and codes of fields apart', () => {
  const text = errorCodes([cars])
  expect(text).toContain("CAR_NOT_FOUND: ['not_found'],")
  expect(text).not.toContain('ENGINE_DIED')
  expect(text).toContain("export type FieldCode = 'WHEELS_ODD'")
})

test('the document shows every code with kind, status and meaning by its room', () => {
  const text = errorsDocument([cars])
  for (const part of [
    '## services/cars',
    '| `CAR_NOT_FOUND` | not_found | 404 | No such car \\| or not yours. |',
    '| `ENGINE_DIED` | internal | 500 | The engine died. |',
    '| `WHEELS_ODD` | an odd number of wheels |',
    '| `CAR_BLURRED` | nothing can be seen |',
  ])
    expect(text).toContain(part)
})
