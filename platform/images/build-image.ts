// The image of one part, built from the tree as it stands, and what it weighs.
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Buildah, npmVolumes } from '@pk-auto/servers/images/buildah'
import { folderOf } from '../apart.ts'
import { type PartName, PARTS } from '../parts.ts'

const REPO = fileURLToPath(new URL('../../', import.meta.url))
const MEGABYTE = 1_000_000
/** Over the base. Who decodes pictures or asks models brings their libraries. */
const USUAL_MB = 160
const ALLOWED_MB: Partial<Record<PartName, number>> = { 'media-iq': 260 }

export const allowedMb = (name: PartName): number => ALLOWED_MB[name] ?? USUAL_MB

/** Its name in the store. @throws Error with the last lines of the build */
export async function buildImage(buildah: Buildah, base: string, name: PartName): Promise<string> {
  const image = `localhost/pk-auto/${name}`
  const kind = PARTS[name].kind === 'web' ? 'web' : 'node'
  const dockerfile = join(REPO, `deploy/docker/${kind}.Dockerfile`)
  await buildah(
    ...['build', '--pull=never', '--network=host', ...(await npmVolumes())],
    ...['--file', dockerfile, '--ignorefile', `${dockerfile}.dockerignore`],
    ...['--build-arg', `NODE_IMAGE=${base}`, '--build-arg', `SERVICE=${folderOf(name)}`],
    ...['--tag', image, REPO],
  )
  // The one of this name before, and what was built on the way.
  await buildah('rmi', '--prune')
  return image
}

/** What the files of a folder hold, in MB of 1,000,000 bytes. */
export async function megabytesOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  let bytes = 0
  for (const entry of entries)
    if (entry.isFile()) bytes += (await lstat(join(entry.parentPath, entry.name))).size
  return bytes / MEGABYTE
}
