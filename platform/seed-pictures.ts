// The pool of pictures: drawn, uploaded through the gateway like anybody's photos, and reused by
// every seeded listing.
import { drawPicture } from './seeds/pictures.ts'
import { step, type OnStep } from '@pk-auto/servers/progress'
import type { SeedOrder, SeedPerson } from './seeds/shape.ts'
import type { SeedTarget } from './seed.ts'
import { signIn } from './visitor.ts'

/** Two writes each and a sign-in: fewer than one person, or one address, may write in a minute. */
const PER_PERSON = 40
/** Longer than any cap on codes or writes lasts: filling a market may be cut off and repeated. */
const PATIENCE_MS = 15 * 60_000
const AT_ONCE = 4

/**
 * Draws and uploads as many pictures as are asked for and not there yet; resolves with the media
 * ids of all so far, by picture index, when every one is ready.
 */
export function picturePool(
  platform: SeedTarget,
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
      const visitor = await signIn(platform.gatewayUrl, photographer.phone, {
        headers: addressOf(photographer),
        patienceMs: PATIENCE_MS,
      })
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

/** Limits count by address: people are at home each at their own, of a block for benchmarks. */
const addressOf = ({ index }: SeedPerson): { 'x-forwarded-for': string } => ({
  'x-forwarded-for': `198.18.${Math.trunc(index / 256) % 256}.${index % 256}`,
})
