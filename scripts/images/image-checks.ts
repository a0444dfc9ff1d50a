// What is demanded of one image: its weight and what is in it, how it starts, how it ends. Each
// resolves with a note for people.
import { readdir } from 'node:fs/promises'
import { allowedMb, buildImage, megabytesOf } from '@pk-auto/platform/images/build-image'
import { foreignBinaries } from '@pk-auto/platform/images/foreign-binaries'
import type { Release } from '@pk-auto/platform/images/release'
import type { PartName } from '@pk-auto/platform/parts'
import { ensureBase } from '@pk-auto/servers/images/base'
import type { Buildah } from '@pk-auto/servers/images/buildah'
import { confinementOf } from '@pk-auto/servers/images/confinement'
import { openImage, type OpenedImage } from '@pk-auto/servers/images/opened-image'
import type { ServiceProcess } from '@pk-auto/testing/process'

export type Outcome<T> = { readonly note: string; readonly value: T }

/** Its name in the store and its weight in MB. */
type Base = { readonly name: string; readonly mb: number }

const DRAINED_MS = 25_000

export async function baseThere(buildah: Buildah): Promise<Outcome<Base>> {
  const name = await ensureBase(buildah)
  await using image = await openImage(buildah, name)
  const mb = await megabytesOf(image.root)
  return { note: `${mb.toFixed(0)} MB`, value: { name, mb } }
}

/**
 * @throws Error when it does not build, is too heavy, holds what its machine cannot load, or would
 * compile everything at each start
 */
export async function built(
  name: PartName,
  { buildah, base }: { buildah: Buildah; base: Base },
): Promise<Outcome<OpenedImage>> {
  await using stack = new AsyncDisposableStack()
  const image = stack.use(await openImage(buildah, await buildImage(buildah, base.name, name)))
  const over = (await megabytesOf(image.root)) - base.mb
  const note = `${over.toFixed(0)} MB over the base, of ${allowedMb(name)}`
  if (over > allowedMb(name)) throw new Error(note)
  const foreign = await foreignBinaries(`${image.root}/app`)
  if (foreign.length > 0) throw new Error(`binaries of other machines: ${foreign.join(', ')}`)
  // Node names the folder of its cache after its own version and the user.
  const caches = await readdir(`${image.root}/app/.compile-cache`)
  if (!caches.some((folder) => folder.endsWith(`-${image.user.split(':')[0]}`)))
    throw new Error(`no compile cache of user ${image.user} but ${caches.join(', ')}`)
  // From here on it belongs to whoever asked.
  stack.move()
  return { note, value: image }
}

/** @throws Error when it is not ready, or not as shut in as a pod is */
export async function started(
  name: PartName,
  image: OpenedImage,
  release: Release,
): Promise<Outcome<ServiceProcess>> {
  const service = await release.start(name, image)
  const { uid, capabilities, mayGainPrivileges, readOnlyRoot } = confinementOf(service.pid)
  if (uid !== 1_000 || capabilities !== 0n || mayGainPrivileges || !readOnlyRoot)
    throw new Error(
      `it runs as ${uid}, capabilities ${capabilities}, ` +
        `may gain privileges ${mayGainPrivileges}, read-only root ${readOnlyRoot}`,
    )
  return { note: 'ready, as uid 1000 on a read-only root', value: service }
}

/** @throws Error when SIGTERM does not end it with 0 within 25 s */
export async function stopped(service: ServiceProcess): Promise<Outcome<true>> {
  const late = setTimeout(() => void service.kill(), DRAINED_MS)
  const { code, signal } = await service.stop()
  clearTimeout(late)
  if (code !== 0) throw new Error(`ended by ${signal ?? code} instead of 0 within 25 s`)
  return { note: 'ended with 0', value: true }
}
