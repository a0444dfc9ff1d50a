// Bugs in what leaves the platform about its own failures, and in how it bears too much.
import type { Bug } from '../bug.ts'

const SINK = 'packages/telemetry/src/error-sink'
const SENDING = 'packages/telemetry/test/error-sink.it.test.ts'
const REPORT = `${SINK}/report.test.ts`
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
    name: 'a page may report without end',
    file: 'gateways/pwa/src/routes/client-errors.ts',
    find: '      onRequest: [...limit],\n',
    put: '',
    suite: CLIENT_ERRORS,
  },
]
