// Every error packages/postgres answers with: code, kind and what it means.
import { defineErrors } from '@pk-auto/kernel/define-errors'

export const errors = defineErrors({
  IDEMPOTENCY_KEY_REUSED: [
    'invalid',
    'The key was used for another body. Make a new key for a new intent.',
  ],
  IDEMPOTENCY_IN_FLIGHT: [
    'conflict',
    'The first request with this key is still running. Repeat with the same key after ' +
      '`Retry-After`.',
  ],
  DATABASE_BUSY: [
    'unavailable',
    'Postgres gave up on a lock, a statement or a connection. Repeat.',
  ],
  DATABASE_FULL: [
    'unavailable',
    'Nothing can be written until Postgres has room on its disk again; reads go on. Repeat.',
  ],
  DATABASE_UNAVAILABLE: ['unavailable', 'Postgres cannot be reached.'],
})
