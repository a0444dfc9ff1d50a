// Search's stores on a real database of their own, without a service: for what one statement
// promises, and for two transactions at once.
import { fileURLToPath } from 'node:url'
import { manualClock } from '@pk-auto/kernel/clock'
import { openDatabase } from '@pk-auto/postgres/database'
import { transactions } from '@pk-auto/postgres/transaction'
import { testDatabase } from '@pk-auto/testing/database'
import { until } from '@pk-auto/testing/until'
import pg from 'pg'
import { inject } from 'vitest'
import { searchStores } from '../src/outbound/stores.ts'

type Stores = ReturnType<ReturnType<typeof searchStores>>
const TEST = { system: 'test' }

export type StoresFixture = Awaited<ReturnType<typeof storesFixture>>

export async function storesFixture() {
  const stack = new AsyncDisposableStack()
  const migrations = fileURLToPath(new URL('../migrations', import.meta.url))
  const { postgresUrl: serverUrl } = inject('servers')
  const database = stack.use(await testDatabase({ serverUrl, service: 'search', migrations }))
  const sql = stack.adopt(new pg.Client(database.ownerUrl), (client) => client.end())
  await sql.connect()
  // No plan sorts by chance: rows come in the order of ids only where a statement asks for it.
  for (const plan of ['indexscan', 'bitmapscan', 'sort'])
    await sql.query(`alter database ${database.name} set enable_${plan} = off`)
  const clock = manualClock(new Date('2026-01-01T00:00:00Z'))
  const inTransaction = transactions(
    stack.use(openDatabase({ url: database.url, service: 'search' })),
    searchStores(clock),
  )
  return {
    clock,
    sql,
    run: <T>(work: (stores: Stores) => Promise<T>): Promise<T> => inTransaction(TEST, work),
    /** Does the work and holds its transaction open until `end`, or until it is disposed of. */
    hold: async (work: (stores: Stores) => Promise<unknown>) => {
      const done = Promise.withResolvers<undefined>()
      const release = Promise.withResolvers<undefined>()
      const ended = inTransaction(TEST, async (stores) => {
        await work(stores)
        done.resolve(undefined)
        await release.promise
      })
      await Promise.race([done.promise, ended])
      const end = () => {
        release.resolve(undefined)
        return ended
      }
      return { end, [Symbol.asyncDispose]: end }
    },
    /** Resolves once a transaction waits for a lock of another. */
    somebodyWaits: () =>
      until('a transaction waits for a lock', async () => {
        const { rows } = await sql.query(
          `select 1 from pg_locks join pg_stat_activity using (pid)
           where not granted and datname = current_database()`,
        )
        return rows.length > 0
      }),
    /** The given ids of a table whose rows nobody has locked. */
    unlocked: async (table: 'search_doc' | 'media_fact', ids: readonly string[]) => {
      const key = table === 'search_doc' ? 'id' : 'media_id'
      const { rows } = await sql.query<{ id: string }>(
        `select ${key} as id from ${table} where ${key} = any($1) for update skip locked`,
        [ids],
      )
      return rows.map(({ id }) => id).sort()
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}
