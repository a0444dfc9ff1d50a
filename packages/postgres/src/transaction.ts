// Transactions: one scope (who acts), one commit, and the stores that may be used inside.
import type { Scope } from '@pk-auto/kernel/actor'
import { metricsFor } from '@pk-auto/telemetry/metrics'
import { Kysely } from 'kysely'
import type pg from 'pg'
import type { Database } from './database.ts'
import { oneConnection, type Run } from './one-connection.ts'
import { hasAppended, useBulkLane } from './outbox.ts'
import { fromSqlError, isDiskFull, isLinkDead } from './sql-errors.ts'

/** A query builder bound to one open transaction. */
export type Tx<Db> = Kysely<Db>

/**
 * Runs `work` in one transaction in the name of `scope`; commits when it resolves, rolls back when
 * it throws.
 */
export type InTransaction<Stores> = <T>(
  scope: Scope,
  work: (stores: Stores) => Promise<T>,
) => Promise<T>

const UUID = /^[0-9a-f-]{36}$/

// Begin, role and identity travel as ONE simple query: row policies then cost 13 µs instead of 54.
function beginSql(scope: Scope): string {
  if ('system' in scope) return `begin; set local role worker`
  if (scope.actor.kind === 'anonymous') return `begin; set local role app`
  const { personId, orgId } = scope.actor
  for (const id of orgId === undefined ? [personId] : [personId, orgId])
    if (!UUID.test(id)) throw new TypeError('an actor id must be a UUID')
  const person = `set_config('app.person', '${personId}', true)`
  const org = orgId === undefined ? '' : `, set_config('app.org', '${orgId}', true)`
  return `begin; set local role app; select ${person}${org}`
}

/**
 * Statements on the client until `end` is called. A branch of a failed Promise.all may still be
 * running then: its statements must not land in whatever transaction has the connection next.
 */
function statementsOn(client: pg.PoolClient): { run: Run; end(): void } {
  let ended = false
  return {
    run: async (query) => {
      if (ended) throw new Error('this transaction has ended')
      return client.query(query)
    },
    end: () => void (ended = true),
  }
}

/** Binds a set of stores to a database. The stores live exactly as long as the transaction. */
export function transactions<Db, Stores>(
  database: Database,
  stores: (tx: Tx<Db>) => Stores,
): InTransaction<Stores> {
  const full = metricsFor(database.service).counter('postgres_disk_full_total')
  return async (scope, work) => {
    const begin = beginSql(scope)
    const client = await database.pool.connect().catch((error: unknown) => {
      throw fromSqlError(error)
    })
    const statements = statementsOn(client)
    const tx: Tx<Db> = new Kysely<Db>({ dialect: oneConnection(statements.run) })
    if ('system' in scope && scope.lane === 'bulk') useBulkLane(tx)
    let broken: Error | undefined
    try {
      // Not awaited before the work: the connection sends in order, so the first query rides in the
      // same round trip.
      const begun = client.query(begin)
      begun.catch(() => undefined)
      const result = await work(stores(tx))
      await begun
      statements.end()
      // After a failure that the work swallowed Postgres answers a commit with a rollback, and no
      // error.
      if ((await client.query('commit')).command !== 'COMMIT')
        throw new Error('the transaction was rolled back: one of its statements failed')
      if (hasAppended(tx)) database.appended()
      return result
    } catch (error) {
      statements.end()
      if (isLinkDead(error)) broken = error as Error
      else await client.query('rollback').catch((failure: Error) => void (broken = failure))
      const failure = fromSqlError(error)
      if (isDiskFull(failure)) full.add(1)
      throw failure
    } finally {
      client.release(broken)
    }
  }
}
