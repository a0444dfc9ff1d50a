// The error codes of the edge of every gateway.
import { defineErrors } from '@pk-auto/kernel/define-errors'

export const fieldCodes = {
  OTP_DIGITS: 'a code has six digits',
} as const

export const errors = defineErrors(
  {
    ORIGIN_FOREIGN: [
      'forbidden',
      'A change came from a page of another origin, by `Origin` or `Sec-Fetch-Site`.',
    ],
  },
  fieldCodes,
)
