// Every error packages/http answers with: code, kind and what it means.
import { defineErrors } from '@pk-auto/kernel/define-errors'

export const fieldCodes = {
  INVALID: 'not possible; the message says why',
  NEGATIVE: 'must not be negative',
} as const

export const errors = defineErrors(
  {
    BODY_NOT_JSON: ['invalid', 'The body is not valid JSON.'],
    METHOD_NOT_ALLOWED: [
      'invalid',
      'The address exists, but not for this method; `Allow` names those it takes.',
    ],
    REQUEST_TOO_SLOW: ['invalid', 'The request did not arrive whole in 30 seconds.'],
    HTTP_MALFORMED: ['invalid', 'These bytes are not an HTTP request.'],
    HOST_MALFORMED: ['invalid', 'The request names no host, several, or one that is not valid.'],
    URL_MALFORMED: ['invalid', 'The address holds an escape (`%…`) that stands for nothing.'],
    URL_TOO_LONG: ['invalid', 'One part of the path is longer than any id of ours.'],
    HEADERS_TOO_LARGE: ['invalid', 'Address and headers together are longer than 16 KiB.'],
    BODY_TOO_LARGE: ['invalid', 'The body is longer than the gateway takes.'],
    CONTENT_TYPE_UNSUPPORTED: ['invalid', 'Bodies are `application/json`.'],
    INVALID_FIELDS: [
      'invalid',
      'Fields are missing, unknown or of the wrong shape; `errors[]` names each.',
    ],
    ROUTE_NOT_FOUND: ['not_found', 'There is nothing at this address.'],
    IF_MATCH_REQUIRED: [
      'invalid',
      'Edits say which version they change: send the `ETag` you read as `If-Match`.',
    ],
    RATE_LIMITED: [
      'too_many',
      'Too many requests from one address, or writes of one person; come back after `Retry-After`.',
    ],
    RATE_LIMIT_UNKNOWN: [
      'unavailable',
      'Nobody can count right now and this limit fails closed. Repeat in a second.',
    ],
  },
  // Open: a gateway's schemas name codes of their own (`params: { code }`).
  fieldCodes as Readonly<Record<string, string>>,
)
