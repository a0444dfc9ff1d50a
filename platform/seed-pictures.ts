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

/** Media ids by picture index; resolves when every one is ready. */
export async function uploadPictures(
  platform: Platform,
  people: readonly SeedPerson[],
  order: SeedOrder,
  onStep: OnStep,
): Promise<string[]> {
  const ids: string[] = []
  for (let from = 0; from < order.pictures; from += PER_PERSON) {
    const photographer = people[from / PER_PERSON]
    if (!photographer)
      throw new Error(
        `${order.pictures} pictures need ${Math.ceil(order.pictures / PER_PERSON)} people`,
      )
    const visitor = await signIn(platform.gatewayUrl, photographer.phone)
    const indexes = Array.from(
      { length: Math.min(PER_PERSON, order.pictures - from) },
      (_, i) => from + i,
    )
    const upload = async () => {
      for (let index = indexes.shift(); index !== undefined; index = indexes.shift())
        ids[index] = await visitor.upload((await drawPicture(index, order.seed)).jpeg)
    }
    const last = from + indexes.length
    await step(onStep, `${last} of ${order.pictures} pictures drawn and processed`, async () => {
      await Promise.all(Array.from({ length: AT_ONCE }, upload))
      await platform.media.settled()
    })
  }
  return ids
}
