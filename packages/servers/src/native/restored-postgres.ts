// A PostgreSQL on a data folder that was filled from a backup: next to the servers of any offset,
// on a port and in a folder of its own.
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { runCommand } from '../machine/command.ts'
import { launch } from '../machine/processes.ts'
import {
  commandLine,
  endProcesses,
  goneWithin,
  sendSignal,
  treeOf,
} from '../machine/process-tree.ts'
import { asUser, isRoot, NOBODY, postgresUser } from '../machine/user.ts'
import { placesAt } from '../places.ts'
import { install, isInstalled } from './install.ts'
import { postgres } from './postgres.ts'
import { programsOf } from './recipe.ts'

const STOP_WITHIN_MS = 15_000
const POLL_MS = 50
const ROOM = 'restore-'
const LEFT_AFTER_MS = 86_400_000

/** Gives a path, and all below it, to the user as whom Postgres runs here. */
export async function giveToPostgres(path: string): Promise<void> {
  if (!isRoot()) return
  const { uid, gid } = await postgresUser()
  await runCommand('chown', ['-R', `${uid}:${gid}`, path])
}

/** A new folder that Postgres' user may enter; disposing removes it with all it holds. */
export async function postgresRoom(): Promise<AsyncDisposable & { readonly path: string }> {
  // Next to the servers' own data: the system's folder for temporary files may be small.
  const home = dirname(placesAt(0).cache)
  await mkdir(home, { recursive: true })
  await removeLeft(home)
  const path = await mkdtemp(join(home, ROOM))
  await giveToPostgres(path)
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

/** Rooms of those who were killed: a copy of a whole server is large, and holds personal data. */
async function removeLeft(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    if (!name.startsWith(ROOM)) continue
    const path = join(home, name)
    const age = Date.now() - (await stat(path)).mtimeMs
    if (age > LEFT_AFTER_MS) await rm(path, { recursive: true, force: true })
  }
}

export type RestoredPostgres = AsyncDisposable & {
  /** The maintenance database as its superuser. */
  readonly url: string
}

type Order = {
  readonly folder: string
  readonly port: number
  readonly settings: Readonly<Record<string, string>>
  /** How long recovery may take. */
  readonly timeoutMs: number
}

/**
 * Resolves when it has recovered and takes writes; disposing stops it and leaves the folder.
 * @throws Error with its last output when it ends before, or takes longer
 */
export async function startRestoredPostgres(order: Order): Promise<RestoredPostgres> {
  const { folder, port, settings, timeoutMs } = order
  const { cache } = placesAt(0)
  if (!isInstalled(cache, postgres)) await install(cache, postgres)
  const config = join(folder, 'restored.conf')
  const log = `${folder}.log`
  await writeFile(config, configuration(port))
  await giveToPostgres(folder)
  const user = isRoot() ? await postgresUser() : NOBODY
  // On the command line they win over what the original was told by ALTER SYSTEM.
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const what = asUser(user, {
    command: join(programsOf(cache, postgres), 'bin/postgres'),
    args: ['-D', folder, '-c', `config_file=${config}`, ...flags],
    cwd: '/',
  })
  const pid = launch(what, log)
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  const stop = async () => {
    const tree = treeOf(pid)
    sendSignal(pid, 'SIGINT')
    if (!(await goneWithin(tree, STOP_WITHIN_MS))) await endProcesses(tree, 1_000)
    await rm(log, { force: true })
  }
  try {
    await recovered(url, { pid, log, end: performance.now() + timeoutMs })
  } catch (error) {
    await stop()
    throw error
  }
  return { url, [Symbol.asyncDispose]: stop }
}

async function recovered(
  url: string,
  { pid, log, end }: { pid: number; log: string; end: number },
): Promise<void> {
  while (!(await takesWrites(url))) {
    const ended = await hasEnded(pid)
    if (ended || performance.now() > end) {
      const words = existsSync(log) ? await readFile(log, 'utf8') : ''
      const state = ended ? 'ended while it recovered' : 'has not recovered in time'
      throw new Error(`PostgreSQL ${state}:\n${words.trim().split('\n').slice(-8).join('\n')}`)
    }
    await wait(POLL_MS)
  }
}

/** Between setpriv and the server a process shows no command line for an instant. */
async function hasEnded(pid: number): Promise<boolean> {
  if (commandLine(pid) !== '') return false
  await wait(300)
  return commandLine(pid) === ''
}

async function takesWrites(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { rows } = await client.query('select pg_is_in_recovery() as recovering')
    return rows[0].recovering === false
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** As much room for connections and locks as the original had, which recovery demands. */
const configuration = (port: number): string => `include_if_exists 'postgresql.conf'
listen_addresses = '127.0.0.1'
port = ${port}
unix_socket_directories = ''
max_connections = 300
shared_buffers = 64MB
fsync = off
wal_level = logical
max_wal_senders = 10
max_replication_slots = 10
`
