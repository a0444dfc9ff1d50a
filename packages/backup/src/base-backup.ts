// A base backup of a running server: its files as they lie, between `pg_backup_start` and
// `pg_backup_stop`, and the log that mends what changed meanwhile.
import type { Objects } from '@pk-auto/objects/objects'
import pg from 'pg'
import { folderOf, type Manifest, writeManifest } from './manifest.ts'
import { packInto } from './pack.ts'

export type BaseBackupOptions = {
  /** A superuser's address, or that of one who may run the two functions. Database `postgres`. */
  readonly url: string
  /** Where the server's files can be read from here; default: where it says they are. */
  readonly dataFolder?: string | undefined
  readonly objects: Objects
}

const FIRST_WAL = /\(file ([0-9A-F]{24})\)/
/** Read by every service for the age of the newest backup; see packages/postgres. */
const NOTE = 'base backup '

/**
 * Returns when the backup counts: parts, the log up to its end, manifest. Killed before that, what
 * it has written is removed by `prune`.
 * @throws Error when the server does not archive its log
 */
export async function takeBaseBackup(options: BaseBackupOptions): Promise<Manifest> {
  const { url, objects } = options
  const client = new pg.Client({ connectionString: url, application_name: 'backup' })
  await client.connect()
  try {
    const one = async <Row extends pg.QueryResultRow>(sql: string, ...values: unknown[]) =>
      (await client.query<Row>(sql, values)).rows[0]!
    const set = await one<{ mode: string; folder: string; server: string; now: Date }>(
      `select current_setting('archive_mode') as mode, current_setting('data_directory') as folder,
         current_setting('server_version') as server, clock_timestamp() as now`,
    )
    if (set.mode === 'off')
      throw new Error('the server does not archive its log: set archive_mode and archive_command')
    const id = set.now.toISOString().replaceAll(/[-:.]/g, '')
    await client.query('select pg_backup_start($1, fast => true)', [id])
    // Without the connection the server ends the backup by itself.
    const folder = options.dataFolder ?? set.folder
    const parts = await packInto(objects, { folder, prefix: folderOf(id) })
    // Waits until the log up to this moment is stored.
    const { label, map, now } = await one<{ label: string; map: string; now: Date }>(
      `select labelfile as label, spcmapfile as map, clock_timestamp() as now
       from pg_backup_stop(wait_for_archive => true)`,
    )
    const firstWal = FIRST_WAL.exec(label)?.[1]
    if (firstWal === undefined) throw new Error('the backup label names no log file')
    const manifest = {
      ...{ format: 1 as const, id, server: set.server, startedAt: set.now, endedAt: now },
      ...{ firstWal, label, tablespaceMap: map, parts },
    }
    await writeManifest(objects, manifest)
    await client.query(
      `comment on database postgres is ${pg.escapeLiteral(`${NOTE}${now.toISOString()}`)}`,
    )
    return manifest
  } finally {
    await client.end()
  }
}
