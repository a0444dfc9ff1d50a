// Redis as this platform uses it: hints that may be lost, stamps of what was there, and token
// buckets. Nothing here throws into a caller; Redis away means fewer hints and unknown buckets.
import { loggerFor } from '@pk-auto/telemetry/logger'
import { Redis as Client } from 'ioredis'
import { type Hints, hints } from './hints.ts'
import { type Stamps, stamps } from './stamps.ts'
import { type TokenBuckets, tokenBuckets } from './token-bucket.ts'

export type RedisOptions = { readonly url: string; readonly service: string }
export type Redis = AsyncDisposable & Hints & Stamps & TokenBuckets

// A caller waits for Redis at most this long: hints and buckets are worth less than the request
// they serve.
const COMMAND_TIMEOUT_MS = 250
// A connection that answers nothing for so long is dead, whatever the system believes of it: that
// takes a quarter of an hour to notice. Who only listens asks, so that there is an answer to miss.
const DEAD_AFTER_MS = 2_000
const ASK_EVERY_MS = 5_000

/**
 * Returns at once and connects in the background; reconnects for ever with at most 2 s between
 * tries. Disposing closes both connections.
 */
export function openRedis({ url, service }: RedisOptions): Redis {
  const log = loggerFor(service)
  const connect = (use: string) => {
    const client = new Client(url, {
      connectionName: `${service}-${use}`,
      connectTimeout: 2_000,
      socketTimeout: DEAD_AFTER_MS,
      maxRetriesPerRequest: 1,
      retryStrategy: (tries) => Math.min(50 * 2 ** Math.min(tries, 6), 2_000),
      // After a failover the server at the other end only reads, and who connects anew finds the
      // one that writes.
      reconnectOnError: ({ message }) => message.includes('READONLY'),
      // A subscription that waits for its connection must wait as long as it takes; commands must
      // not.
      ...(use === 'commands' && { commandTimeout: COMMAND_TIMEOUT_MS }),
    })
    let away = false
    client.on('error', (error: unknown) => {
      if (!away) log.warn({ event: 'redis.away', use, error })
      away = true
    })
    client.on('ready', () => {
      if (away) log.info({ event: 'redis.back', use })
      away = false
    })
    return client
  }
  const commands = connect('commands')
  let listening: Client | undefined
  const hinting = hints(commands, () => (listening = connect('hints')))
  const asking = setInterval(() => {
    if (listening?.status === 'ready') listening.ping().catch(() => undefined)
  }, ASK_EVERY_MS)
  asking.unref()
  return {
    ...hinting,
    ...stamps(commands),
    ...tokenBuckets(commands, service),
    async [Symbol.asyncDispose]() {
      clearInterval(asking)
      await hinting[Symbol.asyncDispose]()
      commands.disconnect()
    },
  }
}
