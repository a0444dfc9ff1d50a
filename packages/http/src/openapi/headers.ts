// The headers of the public surface, each described once: routes name them, the document spells
// them out.

/** JSON Schema of a header's value. */
type Described = {
  readonly description: string
  readonly schema: Readonly<Record<string, unknown>>
  readonly required?: boolean
  readonly example?: string
}

/** 8 to 128 visible ASCII characters. */
export const IDEMPOTENCY_KEY = /^[\x21-\x7e]{8,128}$/
/** A version of ours as an entity tag; the first group is the number. */
export const VERSION_TAG = /^"(\d{1,9})"$/
export const DEVICE_ID = /^[\w-]{16,64}$/

export const REQUEST_HEADERS = {
  'Accept-Language': {
    description: 'The language of problems: `en` or `ur`, by weight; English for anything else.',
    schema: { type: 'string' },
    example: 'ur,en;q=0.5',
  },
  'Idempotency-Key': {
    description:
      'Made anew for each intent, and sent again with each retry of it: the retry gets the ' +
      'answer of the first. 8 to 128 visible ASCII characters, good for 30 days.',
    schema: { type: 'string', pattern: '^[!-~]{8,128}$' },
    required: true,
    example: '5d3b1f0e-6f0a-4a3e-9d61-1f8a5a0e7c11',
  },
  'If-Match': {
    description:
      'The ETag of the version that is changed; several, the present one among them; or `*` for ' +
      'whichever there is. Somebody else was faster: 412.',
    schema: { type: 'string', pattern: '^(\\*|"[0-9]{1,9}"(, ?"[0-9]{1,9}"){0,7})$' },
    required: true,
    example: '"7"',
  },
  'If-None-Match': {
    description: 'The ETag of the copy at hand: 304 without a body while it is still the newest.',
    schema: { type: 'string' },
    example: '"3"',
  },
  'X-Client': {
    description:
      '`app` for whoever cannot hold a cookie: the session then comes as tokens in the body. ' +
      'Anything else counts as a browser.',
    schema: { type: 'string' },
    example: 'app',
  },
  'X-Device-Id': {
    description: 'What an app calls its device, the same for as long as it is installed.',
    schema: { type: 'string', pattern: '^[0-9A-Za-z_-]{16,64}$' },
    example: '0197a1c2-5b7e-7d44-9a3f-2f6c0d5e8b10',
  },
  'X-Person-Id': {
    description:
      'In whose name this is meant, for a page that may be older than the session. When somebody ' +
      'else is signed in by now it is 409 `ANOTHER_PERSON`, and nothing has happened.',
    schema: { type: 'string', format: 'uuid' },
    example: '0197a1c2-5b7e-7d44-9a3f-2f6c0d5e8b10',
  },
} as const satisfies Record<string, Described>

export type RequestHeader = keyof typeof REQUEST_HEADERS

export const RESPONSE_HEADERS = {
  'X-Request-Id': {
    description: 'The trace id of the request. Quote it when you report a problem.',
    schema: { type: 'string' },
    required: true,
  },
  ETag: {
    description: 'The version in quotes: what If-Match wants at the next change.',
    schema: { type: 'string' },
    required: true,
    example: '"7"',
  },
  Location: {
    description: 'The path of what was made.',
    schema: { type: 'string' },
    required: true,
  },
  'Set-Cookie': {
    description: 'The session of a browser, or the id of its device. Apps may ignore it.',
    schema: { type: 'string' },
  },
  'Retry-After': {
    description: 'Seconds to wait before the next try.',
    schema: { type: 'integer', minimum: 0 },
  },
  'RateLimit-Limit': {
    description: 'How many requests the limit allows at once. Absent while nobody can count.',
    schema: { type: 'integer', minimum: 0 },
  },
  'RateLimit-Remaining': {
    description: 'How many of them are left.',
    schema: { type: 'integer', minimum: 0 },
  },
  'RateLimit-Reset': {
    description: 'Seconds until the limit is whole again.',
    schema: { type: 'integer', minimum: 0 },
  },
} as const satisfies Record<string, Described>

export type ResponseHeader = keyof typeof RESPONSE_HEADERS

export const RATE_LIMIT_HEADERS = [
  'RateLimit-Limit',
  'RateLimit-Remaining',
  'RateLimit-Reset',
] as const satisfies readonly ResponseHeader[]
