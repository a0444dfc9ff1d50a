// A disk that can be full: a server is started with its data on a small file system that nobody
// but it sees, and that is gone when it ends.
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { tryCommand } from './command.ts'
import type { Launch } from './processes.ts'
import { isRoot } from './user.ts'

/** Its folder is copied there, and lies over the one on the large disk as long as it runs. */
const MOUNT = [
  'set -e',
  'folder=$0 size=$1; shift',
  'small=$(mktemp -d)',
  'mount -t tmpfs -o "size=$size" tmpfs "$small"',
  'cp -a "$folder" "$small/data"',
  'mount --bind "$small/data" "$folder"',
  // The disk lives on below the folder; what it was made at is left by nobody.
  'umount "$small"',
  'rmdir "$small"',
  'exec "$@"',
].join('\n')

const NAMESPACE = ['--mount', '--propagation', 'private']
/** Who is not root is root in a namespace of their own, and themselves again in the server. */
const asRoot = (): string[] => [...NAMESPACE, ...(isRoot() ? [] : ['--map-root-user'])]
const asSelf = (): string[] =>
  isRoot()
    ? []
    : [
        'unshare',
        '--user',
        `--map-user=${process.getuid?.() ?? 0}`,
        `--map-group=${process.getgid?.() ?? 0}`,
        '--',
      ]

/** Some kernels and containers let nobody mount anything. */
export async function canHaveSmallDisk(): Promise<boolean> {
  const tried = await tryCommand('unshare', [...asRoot(), 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'])
  return tried.code === 0
}

/** The same start, with what is in `folder` on a disk of so many megabytes. */
export const onSmallDisk = (what: Launch, folder: string, megabytes: number): Launch => ({
  ...what,
  command: 'unshare',
  args: [
    ...[...asRoot(), 'sh', '-c', MOUNT, folder, `${megabytes}m`],
    ...[...asSelf(), what.command, ...what.args],
  ],
})

const STEPS = [1 << 20, 1 << 12, 1]

/** Fills the disk of the process to its last byte; disposing makes room again. */
export function fillDisk(pid: number, folder: string): Disposable {
  const filler = `/proc/${pid}/root${folder}/filler`
  const file = openSync(filler, 'w')
  try {
    for (const size of STEPS) writeUntilFull(file, Buffer.alloc(size))
  } finally {
    closeSync(file)
  }
  return { [Symbol.dispose]: () => rmSync(filler) }
}

function writeUntilFull(file: number, block: Buffer): void {
  try {
    while (writeSync(file, block) > 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
  }
}
