// Every error identity answers with: code, kind and what it means; and the codes of single fields.
import { defineErrors, type FieldProblemOf } from '@pk-auto/kernel/define-errors'
import { fieldCodes as kernelFieldCodes } from '@pk-auto/kernel/errors'

export const fieldCodes = {
  NAME_INVALID: 'too long',
  NAME_HAS_NUMBER: 'seven digits or more: a name is public and holds no phone number',
  CITY_INVALID: 'not a city of the taxonomy',
  LANG_INVALID: 'en or ur',
  HOURS_INVALID: 'not a time like 09:00, or from and to are the same',
} as const

export const errors = defineErrors(
  {
    SESSION_ENDED: [
      'unauthenticated',
      'The session is unknown, expired, ended or was used from another device; which of ' +
        'these is not revealed. Sign in again.',
    ],
    PHONE_INVALID: ['invalid', 'Not a mobile number we can reach.'],
    PHONE_MARKET_CLOSED: ['invalid', 'A number of a country not served yet.'],
    DEVICE_REQUIRED: ['invalid', 'No device id: the cookie `did`, or `X-Device-Id` from an app.'],
    OTP_CHANNEL_UNKNOWN: ['invalid', 'A code goes by sms, whatsapp or call.'],
    OTP_PURPOSE_UNKNOWN: ['invalid', 'A code is for sign-in.'],
    OTP_WRONG: ['invalid', 'The code is not right, or belongs to another device.'],
    OTP_EXPIRED: ['invalid', 'The code is too old, was used, or never was. Ask for a new one.'],
    OTP_TOO_MANY: [
      'too_many',
      'Too many codes for this number or device. `Retry-After` says when.',
    ],
    OTP_TOO_MANY_TRIES: ['too_many', 'Too many wrong tries on one code. Ask for a new one.'],
    OTP_SEND_FAILED: [
      'unavailable',
      'The message could not be passed to the provider. Try again in a moment.',
    ],
    TERMS_UNKNOWN_VERSION: ['invalid', 'Not the version of the terms in force.'],
    PERSON_NOT_FOUND: ['not_found', 'The person is gone while a token still lives.'],
    PROFILE_INVALID: [
      'invalid',
      'Name, city, language or hours cannot be used; `errors[]` names each.',
    ],
    EMAIL_INVALID: ['invalid', 'Not a mail address we can write to.'],
    EMAIL_TOO_MANY: [
      'too_many',
      'Too many proofs were asked for. `Retry-After` says when the next may be.',
    ],
    EMAIL_SEND_FAILED: ['unavailable', 'The mail could not be passed on. Try again in a moment.'],
    EMAIL_MAILBOX_UNKNOWN: [
      'invalid',
      'The mail server of that address says that there is no such mailbox.',
    ],
    EMAIL_PROOF_EXPIRED: [
      'invalid',
      'The link is too old, was used, or a newer one was sent. Ask for a new one.',
    ],
    DEVICE_NOT_FOUND: ['not_found', 'No such device of yours.'],
  },
  { ...kernelFieldCodes, ...fieldCodes },
)

export type FieldProblem = FieldProblemOf<typeof errors>
