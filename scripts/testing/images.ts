// The images as a part of a test run: each is built, weighed, started shut in as its pod would be,
// and told to stop. All of them together must let an ad be posted and found.
import { folderOf } from '@pk-auto/platform/apart'
import { postAndFind } from '@pk-auto/platform/images/post-and-find'
import { openRelease } from '@pk-auto/platform/images/release'
import { PART_NAMES, type PartName } from '@pk-auto/platform/parts'
import { openStore, whyNoImages } from '@pk-auto/servers/images/buildah'
import type { OpenedImage } from '@pk-auto/servers/images/opened-image'
import type { ServerUrls } from '@pk-auto/servers/server-urls'
import type { ServiceProcess } from '@pk-auto/testing/process'
import { baseThere, built, started, stopped, type Outcome } from '../images/image-checks.ts'
import type { Plan } from './arguments.ts'
import { print } from './run.ts'
import type { Tally } from './tally.ts'

const NAME = 'images'

type Machine = {
  readonly servers: () => Promise<ServerUrls>
  /** Why no image can be built on it; undefined when it can. */
  readonly whyNot?: () => Promise<string | undefined>
}

/**
 * One of them unless `plan.images`; with filters of those that they name. Builds one after the
 * other. Where it cannot, all are skipped with the reason.
 */
export async function runImages(
  plan: Plan,
  { servers, whyNot = whyNoImages }: Machine,
): Promise<Tally> {
  const chosen = PART_NAMES.filter((name) => isNamed(name, plan.filters))
  if (chosen.length === 0) return { name: NAME, passed: 0, failed: 0, skipped: [] }
  const reason = await whyNot()
  if (reason !== undefined)
    return { name: NAME, passed: 0, failed: 0, skipped: [`${imagesOf(chosen)}: ${reason}`] }
  const now = plan.images ? chosen : chosen.slice(0, 1)
  const later = chosen.slice(now.length)
  const skipped = later.length > 0 ? [`${imagesOf(later)}: runs with --images`] : []
  const { passed, failed } = await buildAndStart(now, servers)
  return { name: NAME, passed, failed, skipped }
}

const imagesOf = (names: readonly PartName[]): string =>
  names.length === 1 ? `the image of ${names[0]}` : `${names.length} images`

const isNamed = (name: PartName, filters: readonly string[]): boolean =>
  filters.length === 0 ||
  filters.some((at) => name.includes(at) || `${folderOf(name)}/`.includes(at))

async function buildAndStart(
  names: readonly PartName[],
  servers: () => Promise<ServerUrls>,
): Promise<{ passed: number; failed: number }> {
  const count = { passed: 0, failed: 0 }
  await using stack = new AsyncDisposableStack()
  const ground = await counted(count, 'base of the images', async () => {
    const { buildah } = stack.use(await openStore())
    const { note, value: base } = await baseThere(buildah)
    return { note, value: { buildah, base } }
  })
  if (!ground) return count
  const images = new Map<PartName, OpenedImage>()
  for (const name of names) {
    const image = await counted(count, `image of ${name}`, () => built(name, ground))
    if (image) images.set(name, stack.use(image))
  }
  if (images.size === 0) return count
  const release = await counted(count, 'topics of their own', async () => {
    return { note: 'made', value: stack.use(await openRelease(await servers())) }
  })
  if (!release) return count
  const running: ServiceProcess[] = []
  for (const [name, image] of images) {
    const service = await counted(count, `${name} started`, () => started(name, image, release))
    if (service) running.push(service)
  }
  if (names.length === PART_NAMES.length)
    await counted(count, 'an ad is posted and found through all of them', async () => ({
      note: await postAndFind(release),
      value: true,
    }))
  for (const service of running)
    await counted(count, `${service.name} stopped`, () => stopped(service))
  return count
}

/** A line as it begins and one when it is done. Returns nothing when it failed. */
async function counted<T>(
  count: { passed: number; failed: number },
  what: string,
  work: () => Promise<Outcome<T>>,
): Promise<T | undefined> {
  console.log(`         …  ${what}`)
  const began = performance.now()
  const line = (text: string) => print((performance.now() - began) / 1_000, text)
  try {
    const { note, value } = await work()
    line(`ok      ${what}: ${note}`)
    count.passed += 1
    return value
  } catch (error) {
    line(`FAILED  ${what}: ${error instanceof Error ? error.message : String(error)}`)
    count.failed += 1
    return undefined
  }
}
