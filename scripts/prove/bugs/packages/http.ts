// Bugs in the envelope of requests and answers.
import type { Bug } from '../../bug.ts'

const ENVELOPE = 'packages/http/src/envelope.test.ts'
const CREATE = 'packages/http/src/create-http.test.ts'

export const HTTP_BUGS: readonly Bug[] = [
  {
    name: 'an edit that names no version is of version 0',
    file: 'packages/http/src/conditions.ts',
    find: 'if (header === undefined) throw errors.IF_MATCH_REQUIRED()',
    put: 'if (header === undefined) return 0',
    suite: ENVELOPE,
  },
  {
    name: 'If-Match: * matches nothing',
    file: 'packages/http/src/conditions.ts',
    find: "  if (header.trim() === '*') return Array.from({ length: TRIES }, () => ANY_VERSION)\n",
    put: '',
    suite: ENVELOPE,
  },
  {
    name: 'a change to any version that is overtaken is not tried again',
    file: 'packages/http/src/conditions.ts',
    find: 'const TRIES = 3',
    put: 'const TRIES = 1',
    suite: ENVELOPE,
  },
  {
    name: 'a weak tag matches',
    file: 'packages/http/src/conditions.ts',
    find: '/(?:W\\/)?"[^"]*"/g',
    put: '/"[^"]*"/g',
    suite: ENVELOPE,
  },
  {
    name: 'of several versions one is tried',
    file: 'packages/http/src/conditions.ts',
    find: 'versions.slice(0, -1)',
    put: 'versions.slice(0, 0)',
    suite: ENVELOPE,
  },
  {
    name: 'a change is tried again after any refusal',
    file: 'packages/http/src/conditions.ts',
    find: "error instanceof DomainError && error.code === 'VERSION_MISMATCH'",
    put: 'error instanceof DomainError',
    suite: ENVELOPE,
  },
  {
    name: 'a version that nobody named is any',
    file: 'packages/kernel/src/version.ts',
    find: 'expectedVersion !== ANY_VERSION',
    put: 'expectedVersion > 0',
    suite: 'packages/kernel/src/version.test.ts',
  },
  {
    name: 'a limit says no and lets through',
    file: 'packages/http/src/limits/rate-limit.ts',
    find: '  if (!taken.allowed) throw errors.RATE_LIMITED({ limit: name }, { retryAfterMs })\n',
    put: '',
    suite: CREATE,
  },
  {
    name: 'what costs money is let through when nobody can count',
    file: 'packages/http/src/limits/rate-limit.ts',
    find: "if (taken === 'unknown') throw errors",
    put: "if (taken === 'unknown') return\n  if (!taken) throw errors",
    suite: CREATE,
  },
  {
    name: 'a limit that one process counts alone never empties',
    file: 'packages/http/src/limits/count-here.ts',
    find: 'allowed ? filled - 1 : filled',
    put: 'filled',
    suite: 'packages/http/src/limits/count-here.test.ts',
  },
  {
    name: 'a visitor reads the message of a bug',
    file: 'packages/http/src/problems/edge-error.ts',
    find: 'return kernelErrors.INTERNAL({}, { cause: error })',
    put:
      "const seen = { path: '', code: 'INVALID_FORMAT', message: String(error) } as const\n" +
      '  return kernelErrors.INTERNAL({}, { cause: error, fields: [seen] })',
    suite: CREATE,
  },
  {
    name: 'the code of an internal error reaches the visitor',
    file: 'packages/http/src/problems/problem.ts',
    find: "error.kind === 'internal' ? 'INTERNAL' : error.code",
    put: 'error.code',
    suite: CREATE,
  },
  {
    name: 'a key of any form is a key',
    file: 'packages/http/src/idempotency.ts',
    find: ' || !IDEMPOTENCY_KEY.test(key)',
    put: '',
    suite: CREATE,
  },
  {
    name: 'browsers may guess what an answer is',
    file: 'packages/http/src/answers/security-headers.ts',
    find: "  'x-content-type-options': 'nosniff',\n",
    put: '',
    suite: CREATE,
  },
  {
    name: 'a stranger chooses the address that limits count',
    file: 'packages/http/src/create-http.ts',
    find: '[...settings.trustedProxies] : false',
    put: '[...settings.trustedProxies] : true',
    suite: 'packages/http/test/serving.it.test.ts',
  },
  {
    name: 'whoever stops cuts the connections that are open',
    file: 'packages/http/src/listen.ts',
    find: 'if ((await openConnections(app)) > 0) await quiet(app, lingerMs)',
    put: 'app.server.closeAllConnections()',
    suite: 'platform/test/faults/rolling.it.test.ts',
  },
]
