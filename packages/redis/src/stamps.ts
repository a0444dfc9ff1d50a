// When something was last there, by name: stored for a while, shared by all replicas, and lost with
// Redis.
import type { Redis as Client } from 'ioredis'

export type Stamps = {
  /** Fire and forget: it was there at `atMs`, and that is forgotten after `ttlMs`. */
  stamp(key: string, atMs: number, ttlMs: number): void
  /** In the order asked; undefined for what is unknown, and for all while Redis is away. */
  stamps(keys: readonly string[]): Promise<(number | undefined)[]>
}

export function stamps(client: Client): Stamps {
  const nameOf = (key: string): string => `stamp:${key}`
  return {
    stamp(key, atMs, ttlMs) {
      if (client.status === 'ready')
        client.set(nameOf(key), String(atMs), 'PX', ttlMs).catch(() => undefined)
    },
    async stamps(keys) {
      const unknown = keys.map(() => undefined)
      if (keys.length === 0 || client.status !== 'ready') return unknown
      const found = await client.mget(...keys.map(nameOf)).catch(() => unknown)
      return found.map((at) => (at ? Number(at) : undefined))
    },
  }
}
