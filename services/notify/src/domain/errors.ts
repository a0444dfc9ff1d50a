// Every error notify answers with: code, kind and what it means; and the codes of single fields.
import { defineErrors } from '@pk-auto/kernel/define-errors'
import { fieldCodes as kernelFieldCodes } from '@pk-auto/kernel/errors'

export const errors = defineErrors(
  {
    CHANNEL_UNKNOWN: ['invalid', 'A message goes by sms, whatsapp or call.'],
    RECIPIENT_NOT_ALLOWED: ['invalid', 'Not a number of an open market. Nothing is sent.'],
    TEMPLATE_UNKNOWN: ['invalid', 'No such message.'],
    SEND_FAILED: ['unavailable', 'Every provider refused or could not be reached.'],
    MAILBOX_UNKNOWN: ['invalid', 'The server of that address says that there is no such mailbox.'],
    RECEIPT_FORGED: ['unauthenticated', 'A receipt without a valid signature of its provider.'],
    SEND_UNDER_WAY: [
      'conflict',
      'A send with this key began and nobody knows whether it went out; it is never sent again.',
    ],
    SANDBOX_CLOSED: ['forbidden', 'Sandbox messages are read in development only.'],
    NOTIFICATION_NOT_FOUND: [
      'not_found',
      'No such notification, or it is not yours. Both answer the same.',
    ],
    STOP_LINK_INVALID: ['invalid', 'Not a link of a mail of ours, or a part of it is missing.'],
    INVALID_PREFERENCES: [
      'invalid',
      'No such purpose or channel, or hours that are none; `errors[]` names it.',
    ],
    INVALID_PUSH_SUBSCRIPTION: [
      'invalid',
      'Not a push service we send to, or keys that are none; `errors[]` names it.',
    ],
  },
  kernelFieldCodes,
)
