// An image from the store with its files in reach, and the command line that runs a program of it
// the way a pod would: as the image's own user, nothing writable but /tmp.
import type { Buildah } from './buildah.ts'

export type OpenedImage = AsyncDisposable & {
  /** Its files, on this machine. Nothing may write there. */
  readonly root: string
  readonly env: Readonly<Record<string, string>>
  /** As the image names it: `1000:1000`. */
  readonly user: string
  readonly folder: string
  readonly command: readonly string[]
}

type Inspected = {
  OCIv1: { config: { Env?: string[]; User?: string; WorkingDir?: string; Cmd?: string[] } }
}

/** Disposing takes its files out of reach again. @throws Error when the store has no such image */
export async function openImage(buildah: Buildah, name: string): Promise<OpenedImage> {
  const container = (await buildah('from', '--pull=never', name)).trim()
  const inspected = JSON.parse(await buildah('inspect', container)) as Inspected
  const { Env = [], User = '', WorkingDir = '/', Cmd = [] } = inspected.OCIv1.config
  return {
    root: (await buildah('mount', container)).trim(),
    env: Object.fromEntries(Env.map((line) => line.split(/=(.*)/s).slice(0, 2))),
    user: User,
    folder: WorkingDir,
    command: Cmd,
    [Symbol.asyncDispose]: async () => void (await buildah('rm', container)),
  }
}

// `buildah run` knows no read-only root. So the image's files are mounted once more, read only, in
// a mount namespace that ends with the program; then the rights of root go, all of them.
const CONFINE = `
root=$1 folder=$2 uid=$3 gid=$4
shift 4
mount --bind "$root" "$root"
mount -o remount,bind,ro "$root"
mount -t tmpfs -o size=64m,mode=1777 tmpfs "$root/tmp"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
exec chroot "$root" env -C "$folder" setpriv --reuid="$uid" --regid="$gid" --clear-groups \\
  --no-new-privs --bounding-set=-all --inh-caps=-all -- "$@"
`

/**
 * What to spawn, with the image's environment, to run its command or another one in it. The process
 * is the program itself: signals reach it. Network and processes are this machine's. Needs root.
 */
export function confined(
  { root, folder, user, command }: Omit<OpenedImage, 'env' | typeof Symbol.asyncDispose>,
  instead: readonly string[] = command,
): readonly [string, ...string[]] {
  const [uid = '', gid = uid] = user.split(':')
  if (!/^\d+$/.test(uid)) throw new Error(`the image names no user by number but "${user}"`)
  const script = ['sh', '-ec', CONFINE, 'confine', root, folder, uid, gid]
  return ['unshare', '--mount', ...script, ...instead]
}
