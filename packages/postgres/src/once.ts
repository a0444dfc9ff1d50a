// Idempotency: a keyed call has its effect once, and a repeat gets the object of the first answer
// as it is by then.
import { errors } from './errors.ts'
import { sql, type Kysely } from 'kysely'

export type KeyedCall = {
  /** Person id, or the service that calls in its own name. */
  actor: string
  /** Full method path. */
  method: string
  key: string
  /** Of what the request means: the same key with another meaning is a mistake. */
  sha256: string
}

/** What a keyed call made. Its id and version are stored for repeats, and nothing else of it. */
export type Made = { readonly id: string; readonly version?: number }

type IdempotencyTable = {
  idempotency: {
    actor: string
    method: string
    key: string
    sha256: string
    id: string
    version: number | null
  }
}

/**
 * Runs `work` and stores which object it made in the same transaction; a repeat does nothing and
 * returns what `current` reads of that object. A failure stores nothing.
 * @throws IDEMPOTENCY_IN_FLIGHT (conflict) while the first call runs · IDEMPOTENCY_KEY_REUSED
 * (invalid) for another meaning · what `current` throws for an object that was erased since
 */
export async function once<Db, T extends Made>(
  tx: Kysely<Db>,
  call: KeyedCall,
  work: () => Promise<T>,
  current: (id: T['id']) => Promise<T>,
): Promise<T> {
  const { actor, method, key, sha256 } = call
  const name = JSON.stringify([actor, method, key])
  const db = tx as unknown as Kysely<IdempotencyTable>
  const lock = await sql<{
    held: boolean
  }>`select pg_try_advisory_xact_lock(hashtextextended(${name}, 1)) as held`.execute(db)
  if (lock.rows[0]?.held !== true) throw errors.IDEMPOTENCY_IN_FLIGHT({}, { retryAfterMs: 1_000 })
  const before = await madeBefore(tx, call)
  if (before !== undefined) return current(before)
  const made = await work()
  await db
    .insertInto('idempotency')
    .values({ actor, method, key, sha256, id: made.id, version: made.version ?? null })
    .execute()
  return made
}

/**
 * The id of what this call made when it came before: for a caller that must know before it asks
 * others. @throws IDEMPOTENCY_KEY_REUSED (invalid) for another meaning
 */
export async function madeBefore<Db>(tx: Kysely<Db>, call: KeyedCall): Promise<string | undefined> {
  const { actor, method, key, sha256 } = call
  const first = await (tx as unknown as Kysely<IdempotencyTable>)
    .selectFrom('idempotency')
    .select(['sha256', 'id'])
    .where('actor', '=', actor)
    .where('method', '=', method)
    .where('key', '=', key)
    .executeTakeFirst()
  if (!first) return undefined
  if (first.sha256 !== sha256) throw errors.IDEMPOTENCY_KEY_REUSED()
  return first.id
}
