// Postgres and Elasticsearch refuse to run as root: when we are root they run as a user who owns
// only their data.
import { chownSync, existsSync, readFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { runCommand } from './command.ts'
import type { Launch } from './processes.ts'

export type ServerUser = { readonly uid: number; readonly gid: number }

/** The classic `nobody`: owns nothing else, exists as a number everywhere. */
export const NOBODY: ServerUser = { uid: 65_534, gid: 65_534 }

export const isRoot = (): boolean => process.getuid?.() === 0

/** The system user `postgres`, made if missing. Call only as root. */
export async function postgresUser(): Promise<ServerUser> {
  return (
    findUser('postgres') ??
    (await runCommand('useradd', ['--system', '--no-create-home', 'postgres']),
    findUser('postgres') ?? NOBODY)
  )
}

function findUser(name: string): ServerUser | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((each) => each.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined
}

/** The same start, as that user when we are root and as ourselves when not. */
export function asUser(user: ServerUser, what: Launch): Launch {
  if (!isRoot()) return what
  return {
    ...what,
    command: 'setpriv',
    args: [
      `--reuid=${user.uid}`,
      `--regid=${user.gid}`,
      '--clear-groups',
      '--',
      what.command,
      ...what.args,
    ],
  }
}

export function give(user: ServerUser, ...paths: string[]): void {
  if (isRoot()) for (const path of paths) chownSync(path, user.uid, user.gid)
}

/** @throws Error naming the folder that another user may not enter */
export function mustBeTraversable(path: string): void {
  if (!isRoot()) return
  for (let at = path; at !== dirname(at); at = dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0)
      throw new Error(
        `Postgres and Elasticsearch run as other users and may not enter ${at}: ` +
          `set PK_AUTO_HOME to a folder everybody may enter, or chmod a+x ${at}`,
      )
  }
}
