// How old the newest backup of this server is, and since when its log is not stored any more: every
// service can see it, because the server knows.
import { metricsFor } from '@pk-auto/telemetry/metrics'
import type { Database } from './database.ts'

// The comment is packages/backup's. Without one the age counts from the server's start: a first
// backup that never came must be missed too. A server that archives nothing is backed up by others.
const AGE = `
  select extract(epoch from clock_timestamp() - coalesce(
      substring(shobj_description(oid, 'pg_database') from '^base backup (.*)$')::timestamptz,
      pg_postmaster_start_time()))::float8 * 1000 as ms
  from pg_database where datname = 'postgres' and current_setting('archive_mode') <> 'off'`
const FAILING = `
  select case when last_failed_time > coalesce(last_archived_time, '-infinity')
    then extract(epoch from clock_timestamp() - coalesce(last_archived_time, stats_reset))::float8
    else 0 end * 1000 as ms
  from pg_stat_archiver where current_setting('archive_mode') <> 'off'`

/** Two gauges until disposed; no series where this server archives nothing. */
export function watchBackups(database: Database): Disposable {
  const metrics = metricsFor(database.service)
  const ask = (sql: string) => async (): Promise<number> => {
    const [row] = await database.asWorker<{ ms: number }>(sql)
    if (!row) throw new Error('this server does not archive')
    return row.ms
  }
  const stack = new DisposableStack()
  stack.use(metrics.askedGauge('postgres_backup_age_ms', ask(AGE)))
  stack.use(metrics.askedGauge('postgres_archive_failing_ms', ask(FAILING)))
  return stack
}
