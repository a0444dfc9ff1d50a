// Tells a server to archive its log: what an operator sets once, and every start keeps.
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { archiveCommand } from './hand-over.ts'

/** So often at least the log is handed over, when anything was written. */
export const ARCHIVE_EVERY_S = 30

/** Takes effect with the server's next start. Idempotent. */
export async function turnOnArchiving(url: string, folder: string): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const settings = {
      archive_mode: 'on',
      archive_timeout: `${ARCHIVE_EVERY_S}s`,
      archive_command: archiveCommand(folder),
    }
    for (const [name, value] of Object.entries(settings))
      await client.query(`alter system set ${name} = ${pg.escapeLiteral(value)}`)
  } finally {
    await client.end()
  }
}

const POLL_MS = 100

/**
 * Resolves when all that was committed before the call is stored. Before a restore from a server
 * that still lives. @throws Error when it is not within `timeoutMs`
 */
export async function storeLogUntilNow(url: string, timeoutMs = 120_000): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    const [open] = (
      await client.query<{ name: string }>('select pg_walfile_name(pg_switch_wal()) as name')
    ).rows
    const sql = 'select coalesce(last_archived_wal, $1) as name from pg_stat_archiver'
    const stored = async () =>
      (await client.query<{ name: string }>(sql, [''])).rows[0]!.name >= open!.name
    for (const end = performance.now() + timeoutMs; !(await stored()); await wait(POLL_MS))
      if (performance.now() > end)
        throw new Error(`the log up to ${open!.name} is not stored: see pg_stat_archiver`)
  } finally {
    await client.end()
  }
}
