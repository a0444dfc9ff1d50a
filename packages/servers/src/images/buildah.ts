// Container images without an engine: Debian's buildah with a store of its own next to the
// programs of the servers.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findOnPath, runCommand, tryCommand } from '../machine/command.ts'
import { installDebian, mayInstall } from '../machine/debian.ts'
import { holdLock } from '../machine/lock.ts'
import { isRoot } from '../machine/user.ts'
import { placesAt } from '../places.ts'

/** Runs buildah in the store. @throws Error with the last lines of its output */
export type Buildah = (...args: readonly string[]) => Promise<string>

export type Store = AsyncDisposable & { readonly buildah: Buildah }

const TOOLS = ['buildah', 'debootstrap'] as const
/** Whoever builds has the machine's two cores for minutes: the next one waits for longer. */
const ALONE_MS = 1_800_000
/** A registry that does not answer must end a build. */
const ENDS_AFTER = ['--kill-after=10s', '15m']
/** Enough to see which program of a step failed, and why. */
const SPOKEN_LINES = 25

const homeOf = (): string => join(placesAt(0).cache, 'images')

const missingTools = (): string[] => TOOLS.filter((tool) => !findOnPath(tool))

/** Why this machine builds no images, for people; undefined when it does. */
export async function whyNoImages(): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'images without an engine are built on Linux alone'
  if (!isRoot()) return 'only root builds images without an engine'
  if ((await tryCommand('unshare', ['--mount', 'true'])).code !== 0)
    return 'this root may mount nothing: it is inside a container itself'
  if (missingTools().length > 0 && !(await mayInstall()))
    return `${missingTools().join(' and ')} missing, and there is no apt-get to install with`
  return undefined
}

/**
 * The store, for one process at a time; what a killed one left half is taken away. Installs what it
 * needs from Debian. Check `whyNoImages` first. @throws Error when that fails
 */
export async function openStore(): Promise<Store> {
  await using stack = new AsyncDisposableStack()
  stack.use(await holdLock('images', ALONE_MS))
  if (missingTools().length > 0) await installDebian(...TOOLS, 'debian-archive-keyring')
  const tmp = join(homeOf(), 'tmp')
  mkdirSync(tmp, { recursive: true })
  const env = { ...process.env, BUILDAH_ISOLATION: 'chroot', TMPDIR: tmp }
  // What is mounted now is forgotten by a restart of the machine, and so must be the record of it.
  const places = ['--root', join(homeOf(), 'store'), '--runroot', '/run/pk-auto-images']
  const buildah: Buildah = async (...args) => {
    const limited = [...ENDS_AFTER, 'buildah', ...places, ...args]
    const { code, output } = await tryCommand('timeout', limited, { env })
    if (code === 0) return output
    const last = output.trim().split('\n').slice(-SPOKEN_LINES).join('\n')
    throw new Error(`buildah ${args[0]} ended with ${code}: ${last}`)
  }
  await buildah('rm', '--all')
  const held = stack.move()
  return { buildah, [Symbol.asyncDispose]: () => held.disposeAsync() }
}

/**
 * The machine's way to the npm registry, for steps of a build that install: its registry, its
 * certificates and the person's own configuration, read only.
 */
export async function npmVolumes(): Promise<string[]> {
  const setting = async (key: string) =>
    (await runCommand('npm', ['config', 'get', key], { cwd: '/' })).trim()
  const named = await setting('cafile')
  const certificates = named === 'null' ? (process.env['NODE_EXTRA_CA_CERTS'] ?? '') : named
  const lines = [
    `registry=${await setting('registry')}`,
    ...(certificates === '' ? [] : [`cafile=${certificates}`]),
  ]
  const file = join(homeOf(), 'npmrc')
  writeFileSync(file, lines.join('\n'))
  const inside = {
    [file]: '/usr/local/etc/npmrc',
    [await setting('userconfig')]: '/root/.npmrc',
    [certificates]: certificates,
  }
  return Object.entries(inside)
    .filter(([path]) => existsSync(path))
    .flatMap(([path, place]) => ['--volume', `${path}:${place}:ro`])
}
