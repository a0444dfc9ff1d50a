// The error codes that several packages and services throw, and the codes of single fields that all
// may use.
import { defineErrors } from './define-errors.ts'

export const fieldCodes = {
  REQUIRED: 'must be given',
  UNKNOWN_FIELD: 'there is no such field, or it cannot be changed like that',
  UNKNOWN_VALUE: 'not a value of the taxonomy or of the closed list',
  TOO_LONG: 'longer than allowed',
  INVALID_FORMAT: 'not written the way it must be',
  TEXT_EMPTY: 'nothing in it can be seen',
  TEXT_UNREADABLE: 'holds control or private characters, or half of one',
  TEXT_HIDDEN:
    'holds bidi controls or other invisible characters; joiners between letters may stay',
  TEXT_LINES: 'has more than its one line',
  TEXT_MARKS: 'more than three combining marks in a row',
} as const

export const errors = defineErrors(
  {
    SIGN_IN_REQUIRED: [
      'unauthenticated',
      'This needs a signed-in person, and the request carries no session. Sign in.',
    ],
    IDEMPOTENCY_KEY_REQUIRED: [
      'invalid',
      'A create needs an `Idempotency-Key` of 8 to 128 visible characters.',
    ],
    VERSION_MISMATCH: [
      'precondition',
      'Somebody changed it in the meantime. Read it again, then edit.',
    ],
    INVALID_CURSOR: [
      'invalid',
      'The `after` of a page does not fit this list. Start from the first page.',
    ],
    INVALID_LIMIT: ['invalid', 'A page has 1 to 100 entries.'],
    ID_INVALID: ['invalid', 'A text that should be an id is not one.'],
    TOO_MANY_IDS: ['invalid', 'A batch takes fewer ids than were sent.'],
    CURRENCY_UNKNOWN: ['invalid', 'A currency this platform does not know.'],
    CURRENCY_MISMATCH: ['invalid', 'Two amounts of different currencies were compared.'],
    SEED_REFUSED: ['forbidden', 'Seeding is never done in production.'],
    INTERNAL: [
      'internal',
      'Something went wrong on our side. The answer says nothing else; the log line carries' +
        ' the `traceId`.',
    ],
  },
  fieldCodes,
)
