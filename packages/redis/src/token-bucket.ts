// Token buckets shared by all replicas, counted by Redis' own clock.
import type { Redis as Client } from 'ioredis'

export type Bucket = {
  /** The most tokens it holds; it starts full. */
  readonly capacity: number
  /**
   * Time in which an empty bucket fills up again, in milliseconds: `{ capacity: 10, perMs: 60_000
   * }` is ten a minute.
   */
  readonly perMs: number
}
export type Taken = {
  readonly allowed: boolean
  readonly remaining: number
  readonly retryAfterMs: number
}

export type TokenBuckets = {
  /**
   * Takes one token. 'unknown' when Redis cannot be asked within 250 ms: the caller decides, and
   * where it matters fails closed. Never a phone or an address in `key`: hash it.
   */
  takeToken(key: string, bucket: Bucket): Promise<Taken | 'unknown'>
}

// Tokens are stored in thousandths, so that the arithmetic stays in integers that Lua and Redis
// print exactly.
const TAKE = `
local capacity, per = tonumber(ARGV[1]) * 1000, tonumber(ARGV[2])
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local stored = redis.call('HMGET', KEYS[1], 'tokens', 'at')
local tokens = tonumber(stored[1]) or capacity
local passed = math.max(0, now - (tonumber(stored[2]) or now))
tokens = math.min(capacity, tokens + passed * capacity / per)
local allowed = tokens >= 1000
if allowed then tokens = tokens - 1000 end
redis.call('HSET', KEYS[1],
  'tokens', string.format('%.6f', tokens), 'at', string.format('%.0f', now))
redis.call('PEXPIRE', KEYS[1], per)
local wait = 0
if not allowed then wait = math.ceil((1000 - tokens) * per / capacity) end
return { allowed and 1 or 0, math.floor(tokens / 1000), wait }
`

type Scripted = Client & {
  takeToken(key: string, capacity: number, perMs: number): Promise<[number, number, number]>
}

/** Buckets of one service: the same key in two services is two buckets. */
export function tokenBuckets(client: Client, service: string): TokenBuckets {
  client.defineCommand('takeToken', { numberOfKeys: 1, lua: TAKE })
  const scripted = client as Scripted
  return {
    async takeToken(key, { capacity, perMs }) {
      // While it reconnects, a command would wait for its timeout: the answer is known now.
      if (
        client.status !== 'ready' &&
        client.status !== 'connecting' &&
        client.status !== 'connect'
      )
        return 'unknown'
      try {
        const [allowed, remaining, retryAfterMs] = await scripted.takeToken(
          `bucket:${service}:${key}`,
          capacity,
          perMs,
        )
        return { allowed: allowed === 1, remaining, retryAfterMs }
      } catch {
        return 'unknown'
      }
    },
  }
}
