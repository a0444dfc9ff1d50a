// One service's connection pool, with the types this house reads: bigint for int8, Date for time.
import { metricsFor } from '@pk-auto/telemetry/metrics'
import { loggerFor } from '@pk-auto/telemetry/logger'
import pg from 'pg'

export type Database = AsyncDisposable & {
  readonly service: string
  readonly pool: pg.Pool
  /** True when the database answers. */
  readonly ping: () => Promise<boolean>
  /** Runs one statement without parameters as a worker, for the machinery of this package. */
  readonly asWorker: <Row extends object>(statement: string) => Promise<Row[]>
  /**
   * Wakes whoever relays the outbox: there is something new. In memory: loss is repaired by the
   * relay's poll.
   */
  readonly appended: () => void
  readonly onAppended: (listener: () => void) => () => void
}

// The keepalives are for the other side: a client that disappears silently must not hold the
// relay's lock for two hours.
const SESSION = [
  'statement_timeout=5000',
  'lock_timeout=2000',
  'idle_in_transaction_session_timeout=30000',
  ...['tcp_keepalives_idle=10', 'tcp_keepalives_interval=5', 'tcp_keepalives_count=3'],
]
  .map((setting) => `-c ${setting}`)
  .join(' ')

const INT8 = 20
const readers = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? BigInt : pg.types.getTypeParser(oid, format ?? 'text'),
}

export type DatabaseOptions = {
  url: string
  service: string
  /**
   * Default 5. Keep it small: fifteen services share one Postgres here, and its default allows 100
   * connections.
   */
  poolSize?: number
}

/** Opens lazily: the first query connects. `await using` closes it. */
export function openDatabase({ url, service, poolSize = 5 }: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    pipeline: true,
    types: readers as unknown as pg.CustomTypesConfig,
    application_name: service,
    connectionTimeoutMillis: 2_000,
    idleTimeoutMillis: 30_000,
    // Longer than any statement may take: no answer by then means that the link is dead, not that
    // Postgres is slow.
    query_timeout: 8_000,
    keepAlive: true,
    options: SESSION,
  } as pg.PoolConfig)
  const log = loggerFor(service)
  // A connection that breaks is replaced at its next use; without listeners, idle or in use, it
  // would end the process.
  const lost = (error: Error) =>
    log.warn(
      { event: 'postgres.connection_lost', reason: error.message },
      'a database connection was lost',
    )
  pool.on('error', lost)
  pool.on('connect', (client) => client.on('error', lost))
  const waiting = metricsFor(service).gauge('postgres_pool_waiting', () => pool.waitingCount)
  const listeners = new Set<() => void>()
  return {
    service,
    pool,
    ping: async () =>
      pool.query('select 1').then(
        () => true,
        () => false,
      ),
    asWorker: async <Row extends object>(statement: string) => {
      // Several statements in one simple query answer with one result each; the second from last is
      // the statement's own.
      const results = (await pool.query(
        `begin; set local role worker; ${statement}; commit`,
      )) as unknown as { rows: Row[] }[]
      return results.at(-2)?.rows ?? []
    },
    appended: () => listeners.forEach((listener) => listener()),
    onAppended: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async [Symbol.asyncDispose]() {
      waiting[Symbol.dispose]()
      await pool.end()
    },
  }
}
