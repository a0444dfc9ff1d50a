// Bugs in who may call, for how long, and how often a call is sent.
import type { Bug } from '../../bug.ts'

const POLICY = 'packages/grpc/src/policy.test.ts'
const ACTORS = 'packages/grpc/src/actor-token.test.ts'
const CREDENTIALS = 'packages/grpc/src/service-credential.test.ts'

export const GRPC_BUGS: readonly Bug[] = [
  {
    name: 'any service may call any method',
    file: 'packages/grpc/src/policy.ts',
    find: '!policy.callers.includes(caller)',
    put: "!policy.callers.includes(caller) && caller === ''",
    suite: POLICY,
  },
  {
    name: 'whoever has not accepted the terms may act',
    file: 'packages/grpc/src/policy.ts',
    find: '  if (actor.termsDue) throw errors.TERMS_DUE()\n',
    put: '',
    suite: POLICY,
  },
  {
    name: 'staff needs none of the roles that a method names',
    file: 'packages/grpc/src/policy.ts',
    find: '!policy.roles.some((role) => actor.roles.includes(role))',
    put: 'actor.roles.some((role) => !policy.roles.includes(role))',
    suite: POLICY,
  },
  {
    name: 'a token of another issuer is good',
    file: 'packages/grpc/src/actor-token.ts',
    find: '        issuer: ISSUER,\n',
    put: '',
    suite: ACTORS,
  },
  {
    name: 'a token lives as long as it says itself',
    file: 'packages/grpc/src/actor-token.ts',
    find: '        maxTokenAge: ACTOR_TOKEN_SECONDS,\n',
    put: '',
    suite: ACTORS,
  },
  {
    name: 'a token that was verified once is good for ever',
    file: 'packages/lifecycle/src/remember-until.ts',
    find: 'entry && now() < entry.untilMs ? entry.value',
    put: 'entry ? entry.value',
    suite: ACTORS,
  },
  {
    name: 'a credential for others is one for us',
    file: 'packages/grpc/src/service-credential.ts',
    find: '        audience: AUDIENCE,\n',
    put: '',
    suite: CREDENTIALS,
  },
  {
    name: 'a forged token counts as none',
    file: 'packages/grpc/src/answering.ts',
    find: ': verifier.verify(metadata.actorToken)\n',
    put:
      ': verifier.verify(metadata.actorToken)' +
      ".catch(() => ({ kind: 'anonymous', market: 'pk' }))\n",
    suite: 'packages/grpc/test/who-may-call.it.test.ts',
  },
  {
    name: 'a call inside a call has all its time anew',
    file: 'packages/grpc/src/limits/deadline.ts',
    find: 'Math.min(nowMs + ownMs, outer?.deadlineAt ?? Number.POSITIVE_INFINITY)',
    put: 'nowMs + ownMs',
    suite: 'packages/grpc/src/limits/deadline.test.ts',
  },
  {
    name: 'a call that changes something is sent twice',
    file: 'packages/grpc/src/calling.ts',
    find: 'if (!mayRetry || !isUnreachable(error)',
    put: 'if (!isUnreachable(error)',
    suite: 'packages/grpc/test/connections.it.test.ts',
  },
  {
    name: 'retries have no limit in an overload',
    file: 'packages/grpc/src/limits/retry-budget.ts',
    find: '      tokens -= 1\n',
    put: '',
    suite: 'packages/grpc/src/batch-loader.test.ts',
  },
  {
    name: 'a caller reads why a service failed',
    file: 'packages/grpc/src/error-wire.ts',
    find: "details: 'INTERNAL', metadata }",
    put: 'details: String(error), metadata }',
    suite: 'packages/grpc/test/errors-and-deadlines.it.test.ts',
  },
  {
    name: 'the same request in other bytes is another one',
    file: 'packages/grpc/src/answering.ts',
    find: 'fingerprint(method, request) },',
    put: "createHash('sha256').update(bytes).digest('hex') },",
    suite: 'packages/grpc/test/who-may-call.it.test.ts',
  },
  {
    name: 'a batch that waited is counted into the trace of another',
    file: 'packages/grpc/src/batch-loader.ts',
    find: 'waiting.push(AsyncLocalStorage.bind(run))',
    put: 'waiting.push(run)',
    suite: 'packages/grpc/src/batch-loader.test.ts',
  },
  {
    name: 'a secret that is being replaced is accepted no more',
    file: 'packages/grpc/src/service-credential.ts',
    find: 'accepted.map((one) =>',
    put: 'accepted.slice(0, 1).map((one) =>',
    suite: 'packages/grpc/src/service-credential.test.ts',
  },
]
