// The pool of pictures: drawn, uploaded through the gateway like anybody's photos, and reused by
// every seeded listing.
import { drawPicture } from './seeds/pictures.ts'
import { step, type OnStep } from '@pk-auto/servers/progress'
import type { SeedOrder, SeedPerson } from './seeds/shape.ts'
import type { Platform } from './platform.ts'
import { signIn } from './visitor.ts'

/** Fewer than a person may have open at a time. */
const PER_PERSON = 50
const AT_ONCE = 4

/**
 * Draws and uploads as many pictures as are asked for and not there yet; resolves with the media
 * ids of all so far, by picture index, when every one is ready.
 */
export function picturePool(
  platform: Platform,
  people: readonly SeedPerson[],
  order: SeedOrder,
  onStep: OnStep,
) {
  const ids: string[] = []
  return async function picturesUpTo(count: number, signal?: AbortSignal): Promise<string[]> {
    while (ids.length < count) {
      signal?.throwIfAborted()
      const from = ids.length
      const photographer = people[Math.trunc(from / PER_PERSON)]
      if (!photographer)
        throw new Error(
          `${order.pictures} pictures need ${Math.ceil(order.pictures / PER_PERSON)} people`,
        )
      const visitor = await signIn(platform.gatewayUrl, photographer.phone)
      const last = Math.min(count, from + PER_PERSON - (from % PER_PERSON))
      const indexes = Array.from({ length: last - from }, (_, i) => from + i)
      const upload = async () => {
        for (let index = indexes.shift(); index !== undefined; index = indexes.shift())
          ids[index] = await visitor.upload((await drawPicture(index, order.seed)).jpeg)
      }
      await step(onStep, `${last} of ${order.pictures} pictures drawn and processed`, async () => {
        await Promise.all(Array.from({ length: AT_ONCE }, upload))
        await platform.part('media-iq').settled()
      })
    }
    return ids.slice(0, count)
  }
}
