// Brings a database to the newest schema: the base every service shares, then the service's own SQL
// files, forward only.
import { fileURLToPath } from 'node:url'
import { runner } from 'node-pg-migrate'
import pg from 'pg'

export type MigrateOptions = {
  /** The owner's URL: it may create roles and tables. The service itself connects as its login. */
  ownerUrl: string
  /** Folder of the service's `NNNN_name.sql` files. */
  dir: string
  /** Login role the service connects as; created when missing. */
  login: { user: string; password: string }
}

const BASE = fileURLToPath(new URL('../migrations', import.meta.url))
const NAME = /^[a-z_][a-z0-9_]*$/

/** Creates the database that the address names, unless it is there. */
export async function ensureDatabase(ownerUrl: string): Promise<void> {
  const maintenance = new URL(ownerUrl)
  const name = decodeURIComponent(maintenance.pathname.slice(1))
  maintenance.pathname = '/postgres'
  const owner = new pg.Client(maintenance.href)
  await owner.connect()
  try {
    const { rowCount } = await owner.query('select from pg_database where datname = $1', [name])
    if (rowCount === 0) await owner.query(`create database ${pg.escapeIdentifier(name)}`)
  } finally {
    await owner.end()
  }
}

// Roles belong to the whole cluster and advisory locks to one database: databases that migrate side
// by side meet in the maintenance database.
async function makeRoles(ownerUrl: string, login: MigrateOptions['login']): Promise<void> {
  if (!NAME.test(login.user))
    throw new TypeError(`a login must be a plain lower-case name, not ${login.user}`)
  const maintenance = new URL(ownerUrl)
  maintenance.pathname = '/postgres'
  const owner = new pg.Client(maintenance.href)
  await owner.connect()
  try {
    await owner.query(`
      begin;
      select pg_advisory_xact_lock(hashtextextended('pk-auto.roles', 0));
      do $$ begin
        if not exists (select from pg_roles where rolname = 'app') then
          create role app nologin nobypassrls;
        end if;
        if not exists (select from pg_roles where rolname = 'worker') then
          create role worker nologin nobypassrls;
        end if;
        if not exists (select from pg_roles where rolname = '${login.user}') then
          create role ${login.user} login nobypassrls password ${pg.escapeLiteral(login.password)};
          grant app, worker to ${login.user} with inherit false, set true;
        end if;
      end $$;
      commit`)
  } finally {
    await owner.end()
  }
}

/**
 * Idempotent; several processes may call it at once, one migrates and the others wait. @throws
 * Error naming the file that failed
 */
export async function migrate({ ownerUrl, dir, login }: MigrateOptions): Promise<void> {
  await makeRoles(ownerUrl, login)
  const owner = new pg.Client(ownerUrl)
  await owner.connect()
  try {
    // Not the runner's own lock: that one refuses whoever comes second.
    await owner.query(`select pg_advisory_lock(hashtextextended('pk-auto.migrate', 0))`)
    await runFiles(ownerUrl, dir)
    await closeDoors(owner, login.user)
  } finally {
    await owner.end()
  }
}

// Roles are the cluster's, so without this every service's login could enter every other service's
// database as a worker.
async function closeDoors(owner: pg.Client, login: string): Promise<void> {
  const { rows } = await owner.query<{ name: string }>(
    'select quote_ident(current_database()) as name',
  )
  const name = rows[0]?.name ?? ''
  await owner.query(
    `revoke connect, temporary on database ${name} from public;
     grant connect on database ${name} to ${login}`,
  )
  await owner.query('revoke all on migration, migration_base from app, worker')
}

async function runFiles(ownerUrl: string, dir: string): Promise<void> {
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const common = {
    databaseUrl: ownerUrl,
    direction: 'up',
    checkOrder: true,
    verbose: false,
    logger: quiet,
    migrationsSchema: 'public',
    createMigrationsSchema: false,
    noLock: true,
  } as const
  await runner({ ...common, dir: BASE, migrationsTable: 'migration_base' })
  await runner({ ...common, dir, migrationsTable: 'migration' })
}
