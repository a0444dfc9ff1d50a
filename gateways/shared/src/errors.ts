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
    ANOTHER_PERSON: [
      'conflict',
      'The request names its person in `X-Person-Id`, and somebody else is signed in by now. ' +
        'Nothing has happened; keep it until its person is back.',
    ],
    SESSION_UNKNOWN: [
      'unavailable',
      'Identity is away, so nobody writes on an open socket; reading goes on. Send again later.',
    ],
    SOCKET_FRAME_INVALID: [
      'invalid',
      'A frame on the socket is no JSON object of the documented shape.',
    ],
    SOCKET_FRAME_UNKNOWN: ['invalid', 'No frame has this `t`; a newer gateway may know it.'],
    LOGS_TOO_MANY: ['invalid', 'A socket follows at most 20 logs at a time: send `unsub` first.'],
  },
  fieldCodes,
)
