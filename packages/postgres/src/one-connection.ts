// Kysely on one connection that somebody else begins, commits and gives back.
import { createHash } from 'node:crypto'
import type { CompiledQuery } from 'kysely'
import {
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely'
import type pg from 'pg'
import { isPrepared } from './prepared.ts'

/** Runs a statement on the connection. */
export type Run = (query: {
  text: string
  values: unknown[]
  name?: string
}) => Promise<pg.QueryResult>

const notHere = async (): Promise<never> => {
  throw new Error('a transaction is begun and ended by inTransaction alone')
}

/**
 * Every query of this kysely dialect goes through `run`, in the order in which it was asked for.
 */
export function oneConnection(run: Run): Dialect {
  const connection: DatabaseConnection = {
    async executeQuery<R>({ sql, parameters }: CompiledQuery) {
      const { command, rowCount, rows } = await run({
        ...{ text: sql, values: [...parameters] },
        ...(isPrepared(sql) && { name: createHash('sha256').update(sql).digest('base64url') }),
      })
      const changes = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE'
      return {
        rows: rows as R[],
        ...(changes && { numAffectedRows: BigInt(rowCount ?? 0) }),
      }
    },
    streamQuery: () => {
      throw new Error('a transaction streams nothing')
    },
  }
  const driver: Driver = {
    init: async () => undefined,
    acquireConnection: async () => connection,
    releaseConnection: async () => undefined,
    beginTransaction: notHere,
    commitTransaction: notHere,
    rollbackTransaction: notHere,
    destroy: async () => undefined,
  }
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => driver,
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  }
}
