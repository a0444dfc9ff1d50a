// Bugs in what leaves the platform about its own failures, and in how it bears too much.
import type { Bug } from '../../bug.ts'

const SINK = 'packages/telemetry/src/error-sink'
const SENDING = 'packages/telemetry/test/error-sink.it.test.ts'
const REPORT = `${SINK}/report.test.ts`
const SHEDDING = 'packages/lifecycle/src/overload/shedding.test.ts'
const PRIVATE = 'platform/journeys/nothing-private.journey.test.ts'
const FLAGS = 'gateways/pwa/test/flags.it.test.ts'
const CLIENT_ERRORS = 'gateways/pwa/test/client-errors.it.test.ts'

export const OPERATIONS_BUGS: readonly Bug[] = [
  {
    name: 'the text of any error leaves with it',
    file: `${SINK}/report.ts`,
    find: "isEngineText(name) ? maskedMessage(error) : ''",
    put: 'maskedMessage(error)',
    suite: REPORT,
  },
  {
    name: 'a stack leaves with the text it begins with',
    file: `${SINK}/report.ts`,
    find: "framesOf(stack.replace(message, ''))",
    put: 'framesOf(stack)',
    suite: REPORT,
  },
  {
    name: 'what Postgres quotes is logged',
    file: 'packages/telemetry/src/masking.ts',
    find: '      !data && NAME',
    put: '      NAME',
    suite: 'packages/telemetry/src/masking.test.ts',
  },
  {
    name: 'whoever fails fast fills the memory with reports',
    file: `${SINK}/error-sender.ts`,
    find: 'if (queue.length >= MOST_WAITING)',
    put: 'if (queue.length < 0)',
    suite: SENDING,
  },
  {
    name: 'an outage is reported a thousand times',
    file: `${SINK}/error-sender.ts`,
    find: "      if (isRepeated(report)) return drop('sample_rate')\n",
    put: '',
    suite: SENDING,
  },
  {
    name: 'a receiver that has had enough is sent more',
    file: `${SINK}/error-sender.ts`,
    find: 'quietUntil = Math.max(quietUntil, Date.now() + pauseMs)',
    put: 'quietUntil = 0',
    suite: SENDING,
  },
  {
    name: 'an expected refusal is reported as an error',
    file: 'packages/telemetry/src/logger.ts',
    find: "if ((level === 'error' || level === 'fatal') && ",
    put: 'if (',
    suite: SENDING,
  },
  {
    name: 'the address of a page leaves with its token',
    file: 'gateways/shared/src/page/page-template.ts',
    find: "second === undefined ? [] : ['*']",
    put: 'second === undefined ? [] : [second]',
    suite: 'gateways/shared/src/page/page-template.test.ts',
  },
  {
    name: 'search is refused before suggestions are',
    file: 'packages/lifecycle/src/overload/shedding.ts',
    find: '  bulk: 500,\n  normal: 1_500,',
    put: '  bulk: 1_500,\n  normal: 500,',
    suite: SHEDDING,
  },
  {
    name: 'one long turn of the loop is an overload',
    file: 'packages/lifecycle/src/overload/standing-wait.ts',
    find: 'looks.length >= LOOKS && sum(looks.map((each) => each.elapsedMs)) >= standsMs',
    put: 'looks.length >= 1',
    suite: SHEDDING,
  },
  {
    name: 'a line that waits for somebody else is an overload',
    file: 'packages/lifecycle/src/overload/standing-wait.ts',
    find: 'const BUSY = 0.8',
    put: 'const BUSY = 0',
    suite: SHEDDING,
  },
  {
    name: 'a gateway refuses nothing, however long its line',
    file: 'packages/http/src/create-http.ts',
    find: '  shedOverload(app, settings.service)\n',
    put: '',
    suite: 'packages/http/test/overload.it.test.ts',
  },
  {
    name: 'an overloaded service refuses whom it must not',
    file: 'packages/grpc/src/answering.ts',
    find: 'take(served.policy.priority)',
    put: "take(served.policy.priority === 'critical' ? 'bulk' : 'critical')",
    suite: 'packages/grpc/test/overload.it.test.ts',
  },
  {
    name: 'a service that hangs is asked by everybody',
    file: 'packages/grpc/src/limits/breaker.ts',
    find: 'const OPENS_AFTER = 5',
    put: 'const OPENS_AFTER = 5_000_000',
    suite: 'packages/grpc/test/breaker.it.test.ts',
  },
  {
    name: 'a service that is back is not found',
    file: 'packages/grpc/src/limits/breaker.ts',
    find: "        state = { is: 'probing' }\n",
    put: '        return hold(rpc, PROBES_EVERY_MS)\n',
    suite: 'packages/grpc/src/limits/breaker.test.ts',
  },
  {
    name: 'a caller without patience shuts the way for all',
    file: 'packages/grpc/src/limits/breaker.ts',
    find: '} else if (conclusive()) {',
    put: '} else if (Boolean(conclusive)) {',
    suite: 'packages/grpc/src/limits/breaker.test.ts',
  },
  {
    name: 'a service whose neighbour is away is not asked any more',
    file: 'packages/grpc/src/error-wire.ts',
    find: "error.code === 'UNAVAILABLE' && (metadata?.get(TRAILER) ?? []).length === 0",
    put: "error.code === 'UNAVAILABLE'",
    suite: 'packages/grpc/test/breaker.it.test.ts',
  },
  {
    name: 'statements are traced with their values',
    file: 'packages/telemetry/src/register.ts',
    find: 'const pgOptions = { ',
    put: 'const pgOptions = { enhancedDatabaseReporting: true, ',
    suite: PRIVATE,
  },
  {
    name: 'a request is traced by its address',
    file: 'packages/http/src/request-span.ts',
    find: "request.routeOptions.url ?? 'unknown'",
    put: 'request.url',
    suite: PRIVATE,
  },
  {
    name: 'a flag that is off goes on for whoever has it',
    file: 'gateways/shared/src/flags/flags-file.ts',
    find: '  watchFile(path, { interval: everyMs, persistent: false }, changed)\n',
    put: '  changed()\n',
    suite: FLAGS,
  },
  {
    name: 'a broken file of flags goes on as it was, and nobody knows',
    file: 'gateways/shared/src/flags/flags-file.ts',
    find: '      core = undefined\n',
    put: '',
    suite: FLAGS,
  },
  {
    name: 'who sees an experiment changes with every request',
    file: 'gateways/shared/src/flags/open-flags.ts',
    find: '{ targetingKey: device }',
    put: '{ targetingKey: newId() }',
    suite: FLAGS,
  },
  {
    name: 'an experiment counts who has no part in it',
    file: 'gateways/shared/src/flags/open-flags.ts',
    find: "if (reason === 'TARGETING_MATCH') ",
    put: '',
    suite: FLAGS,
  },
  {
    name: 'a page may report without end',
    file: 'gateways/pwa/src/routes/client-errors.ts',
    find: '      onRequest: [...limit],\n',
    put: '',
    suite: CLIENT_ERRORS,
  },
  {
    name: 'a Redis that became a replica is asked for ever',
    file: 'packages/redis/src/redis.ts',
    find: "message.includes('READONLY')",
    put: 'message.includes("READ ONLY")',
    suite: 'packages/redis/test/dead-line.it.test.ts',
  },
]
