// The images as a part of a test run: each is built, weighed and started shut in as its pod would
// be. All of them together must let an ad be posted and found.
import { postAndFind } from '@pk-auto/platform/images/post-and-find'
import { allowedMb, buildImage, megabytesOf } from '@pk-auto/platform/images/build-image'
import { foreignBinaries } from '@pk-auto/platform/images/foreign-binaries'
import { openRelease, type Release } from '@pk-auto/platform/images/release'
import { folderOf } from '@pk-auto/platform/apart'
import { PART_NAMES, type PartName } from '@pk-auto/platform/parts'
import { ensureBase } from '@pk-auto/servers/images/base'
import { openStore, type Store, whyNoImages } from '@pk-auto/servers/images/buildah'
import { confinementOf } from '@pk-auto/servers/images/confinement'
import { openImage, type OpenedImage } from '@pk-auto/servers/images/opened-image'
import type { ServerUrls } from '@pk-auto/servers/server-urls'
import type { ServiceProcess } from '@pk-auto/testing/process'
import type { Plan } from './arguments.ts'
import { print } from './run.ts'
import type { Tally } from './tally.ts'

const NAME = 'images'
const WITH_IMAGES = 'runs with --images'
const DRAINED_MS = 25_000

type Found = { passed: number; failed: number; skipped: string[] }
type Counted = <T>(
  what: string,
  work: () => Promise<{ note: string; value: T }>,
) => Promise<T | undefined>

/** One of them unless `plan.images`; with filters of those that they name. */
export async function runImages(plan: Plan, servers: () => Promise<ServerUrls>): Promise<Tally> {
  const chosen = PART_NAMES.filter((name) => isChosen(name, plan.filters))
  const now = plan.images ? chosen : chosen.slice(0, 1)
  const later = chosen.slice(now.length).map((name) => `image of ${name}: ${WITH_IMAGES}`)
  const whole = now.length === PART_NAMES.length
  if (chosen.length > 0 && !whole && !plan.images)
    later.push(`an ad posted and found: ${WITH_IMAGES}`)
  const found: Found = { passed: 0, failed: 0, skipped: later }
  const reason = now.length > 0 ? await whyNoImages() : undefined
  if (reason !== undefined)
    return {
      ...found,
      name: NAME,
      skipped: [...now.map((name) => `image of ${name}: ${reason}`), ...later],
    }
  if (now.length > 0) await buildAndStart(now, { whole, servers: await servers(), found })
  return { ...found, name: NAME }
}

const isChosen = (name: PartName, filters: readonly string[]): boolean =>
  filters.length === 0 ||
  filters.some((at) => name.includes(at) || `${folderOf(name)}/`.includes(at))

async function buildAndStart(
  names: readonly PartName[],
  { whole, servers, found }: { whole: boolean; servers: ServerUrls; found: Found },
): Promise<void> {
  const counted = counting(found)
  await using stack = new AsyncDisposableStack()
  const opened = await counted('base image', async () => {
    const store = stack.use(await openStore())
    const base = await ensureBase(store.buildah)
    await using image = await openImage(store.buildah, base)
    const mb = await megabytesOf(image.root)
    return { note: `${base}, ${mb.toFixed(0)} MB`, value: { store, base, mb } }
  })
  if (!opened) return
  const images = new Map<PartName, OpenedImage>()
  for (const name of names) {
    const image = await counted(`image of ${name}`, () => built(name, opened))
    if (image) images.set(name, stack.use(image))
  }
  const release = stack.use(await openRelease(servers))
  const running: ServiceProcess[] = []
  for (const [name, image] of images) {
    const service = await counted(`${name} from its image`, () => started(release, name, image))
    if (service) running.push(service)
  }
  if (whole)
    await counted('an ad posted and found through the images', async () => ({
      note: `ad ${await postAndFind(release)}`,
      value: true,
    }))
  for (const service of running)
    await counted(`${service.name} told to stop`, () => stopped(service))
}

/** A line as each begins, one when it is done, and what it brought when it worked. */
const counting =
  (found: Found): Counted =>
  async (what, work) => {
    console.log(`         …  ${what}`)
    const began = performance.now()
    const line = (text: string) => print((performance.now() - began) / 1_000, text)
    try {
      const { note, value } = await work()
      line(`ok      ${what}: ${note}`)
      found.passed += 1
      return value
    } catch (error) {
      line(`FAILED  ${what}: ${error instanceof Error ? error.message : String(error)}`)
      found.failed += 1
      return undefined
    }
  }

async function built(
  name: PartName,
  { store, base, mb }: { store: Store; base: string; mb: number },
): Promise<{ note: string; value: OpenedImage }> {
  const image = await openImage(store.buildah, await buildImage(store.buildah, base, name))
  const over = (await megabytesOf(image.root)) - mb
  const note = `${over.toFixed(0)} MB over the base, of ${allowedMb(name)}`
  const foreign = await foreignBinaries(`${image.root}/app`)
  if (over > allowedMb(name)) throw new Error(note)
  if (foreign.length > 0) throw new Error(`binaries of other machines: ${foreign.join(', ')}`)
  return { note, value: image }
}

async function started(
  release: Release,
  name: PartName,
  image: OpenedImage,
): Promise<{ note: string; value: ServiceProcess }> {
  const began = performance.now()
  const service = await release.start(name, image)
  const seconds = (performance.now() - began) / 1_000
  const { uid, capabilities, mayGainPrivileges, readOnlyRoot } = confinementOf(service.pid)
  if (uid !== 1_000 || capabilities !== 0n || mayGainPrivileges || !readOnlyRoot)
    throw new Error(
      `it runs as ${uid}, capabilities ${capabilities}, read-only root ${readOnlyRoot}`,
    )
  return { note: `ready after ${seconds.toFixed(1)} s, uid 1000, read-only root`, value: service }
}

async function stopped(service: ServiceProcess): Promise<{ note: string; value: true }> {
  const late = setTimeout(() => void service.kill(), DRAINED_MS)
  const { code, signal } = await service.stop()
  clearTimeout(late)
  if (code !== 0) throw new Error(`ended by ${signal ?? code} instead of 0 within 25 s`)
  return { note: 'ended with 0', value: true }
}
