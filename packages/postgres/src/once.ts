// Idempotency: a keyed call has its effect once, and every repeat gets the first answer.
import { errors } from './errors.ts'
import { sql, type Kysely } from 'kysely'

export type KeyedCall = {
  /** Person id, or the service that calls in its own name. */
  actor: string
  /** Full method path. */
  method: string
  key: string
  /** Of the request's body: the same key with another body is a mistake. */
  sha256: string
}

export type ReplyCodec<T> = { encode(reply: T): Uint8Array; decode(bytes: Uint8Array): T }

type IdempotencyTable = {
  idempotency: { actor: string; method: string; key: string; sha256: string; reply: Uint8Array }
}

/**
 * Runs `work` and stores its reply in the same transaction; a repeat returns the stored reply and
 * does nothing. A failure stores nothing.
 * @throws IDEMPOTENCY_IN_FLIGHT (conflict) while the first call runs · IDEMPOTENCY_KEY_REUSED
 * (invalid) for another body
 */
export async function once<Db, T>(
  tx: Kysely<Db>,
  call: KeyedCall,
  codec: ReplyCodec<T>,
  work: () => Promise<T>,
): Promise<T> {
  const { actor, method, key, sha256 } = call
  const name = JSON.stringify([actor, method, key])
  const db = tx as unknown as Kysely<IdempotencyTable>
  const lock = await sql<{
    held: boolean
  }>`select pg_try_advisory_xact_lock(hashtextextended(${name}, 1)) as held`.execute(db)
  if (lock.rows[0]?.held !== true) throw errors.IDEMPOTENCY_IN_FLIGHT({}, { retryAfterMs: 1_000 })
  const before = await db
    .selectFrom('idempotency')
    .select(['sha256', 'reply'])
    .where('actor', '=', actor)
    .where('method', '=', method)
    .where('key', '=', key)
    .executeTakeFirst()
  if (before) {
    if (before.sha256 !== sha256) throw errors.IDEMPOTENCY_KEY_REUSED()
    return codec.decode(before.reply)
  }
  const reply = await work()
  await db
    .insertInto('idempotency')
    .values({ actor, method, key, sha256, reply: Buffer.from(codec.encode(reply)) })
    .execute()
  return reply
}
