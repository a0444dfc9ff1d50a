// Every error packages/grpc answers with: code, kind and what it means.
import { defineErrors } from '@pk-auto/kernel/define-errors'

export const errors = defineErrors({
  ACTOR_TOKEN_INVALID: [
    'unauthenticated',
    'The actor token is forged, expired or not meant for us. Only seen between services; ' +
      'a gateway fetches a new one.',
  ],
  SERVICE_CREDENTIAL_INVALID: [
    'unauthenticated',
    'The calling service could not prove itself: another `SERVICE_SECRET`, or a clock far' +
      ' off. Its caller makes 500 of it: no person can mend it.',
  ],
  TERMS_DUE: [
    'forbidden',
    'The person has not accepted the current terms. `POST /api/v1/auth/terms`, then try ' +
      'again.',
  ],
  ROLE_REQUIRED: ['forbidden', 'Staff only, and the person has none of the roles.'],
  CALLER_NOT_ALLOWED: [
    'forbidden',
    'The calling service is not among the `callers` of the method’s policy. Its caller ' +
      'makes 500 of it, too.',
  ],
  ACTOR_KEYS_UNAVAILABLE: [
    'unavailable',
    'Identity cannot be asked for a key not seen before. Wait and repeat.',
  ],
  REQUEST_MALFORMED: ['invalid', 'A gRPC message that does not fit the contract.'],
  UNAVAILABLE: ['unavailable', 'A service could not be reached. Repeat.'],
  DEADLINE_EXCEEDED: [
    'deadline',
    'The answer took longer than the caller waits. What happened is unknown: repeat with ' +
      'the same key.',
  ],
  CALL_CANCELLED: ['deadline', 'The caller went away before the answer.'],
})
