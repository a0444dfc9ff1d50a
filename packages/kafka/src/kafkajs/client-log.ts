// kafkajs' own log lines as events of our logger. It calls every lost connection an error; here a
// consumer that gives up is a warning and the rest is for debugging.
import { loggerFor } from '@pk-auto/telemetry/logger'
import { logLevel, type logCreator } from 'kafkajs'

// One line per connection and try while a broker is away: whoever needed the connection reports the
// outcome.
const EACH_TRY = /^(Connection|BrokerPool)$/

/**
 * Lines of level WARN and above, without payloads: broker, client, group and the error's text only.
 */
export const clientLog =
  (service: string): logCreator =>
  () => {
    const log = loggerFor(service)
    return ({ namespace, level, log: { message, broker, groupId, error } }) => {
      const event = {
        event: 'kafka.client',
        namespace,
        message,
        broker,
        groupId,
        reason: typeof error === 'string' ? error : undefined,
      }
      if (level === logLevel.ERROR && !EACH_TRY.test(namespace)) log.warn(event)
      else log.debug(event)
    }
  }
