// Fills an empty platform with a market: people, pictures through the real pipeline, listings
// through catalogue's own seed command.
import { createHash } from 'node:crypto'
import { readTaxonomy, type SeedListing as CatalogueSeed } from '@pk-auto/catalogue/service'
import { step, type OnStep } from '@pk-auto/servers/progress'
import { generateMarket } from './seeds/market.ts'
import type { SeedListing, SeedOrder } from './seeds/shape.ts'
import type { Platform } from './platform.ts'
import { uploadPictures } from './seed-pictures.ts'

export const DEFAULT_MARKET: Omit<SeedOrder, 'now'> = {
  seed: 2026,
  listings: 2_000,
  people: 300,
  pictures: 200,
}

const DAY_MS = 86_400_000
const BATCH = 500

/**
 * The same id for the same seed, kind and place: seeding twice adds nothing. Shaped as UUIDv7 of
 * the given time.
 */
export function seedId(seed: number, kind: string, index: number, at: Date): string {
  const time = at.getTime().toString(16).padStart(12, '0')
  const chance = createHash('sha256').update(`${seed} ${kind} ${index}`).digest('hex')
  return [
    time.slice(0, 8),
    time.slice(8),
    `7${chance.slice(0, 3)}`,
    `8${chance.slice(3, 6)}`,
    chance.slice(6, 18),
  ].join('-')
}

// Whole days and a listing's own part of a day before the moment of the order: the same order makes
// the same market.
const dayBefore = (now: Date, days: number, index: number): Date =>
  new Date(now.getTime() - days * DAY_MS - ((index * 7_919) % 80_000) * 1_000)

function catalogueSeed(
  listing: SeedListing,
  index: number,
  sellers: readonly string[],
  order: SeedOrder,
): CatalogueSeed {
  const { sellerIndex, publishedDaysAgo, priceDrops = [], sold, ...facts } = listing
  const publishedAt = dayBefore(order.now, publishedDaysAgo, index)
  const seed = {
    id: seedId(order.seed, 'listing', index, publishedAt),
    seller: sellers[sellerIndex % sellers.length],
    facts,
    publishedAt,
    prices: priceDrops.map(({ daysAgo, price }) => ({
      at: dayBefore(order.now, daysAgo, index),
      price,
    })),
    ...(sold && { soldAt: dayBefore(order.now, sold.daysAgo, index) }),
  }
  // Seeds know ids as texts; catalogue's own type brands them.
  return seed as unknown as CatalogueSeed
}

/**
 * Safe to repeat with the same order. Resolves when the whole market can be found. Returns how many
 * listings were new.
 */
export async function seedMarket(
  platform: Platform,
  order: SeedOrder,
  onStep: OnStep = () => undefined,
): Promise<number> {
  const taxonomy = readTaxonomy()
  const { people } = generateMarket({ taxonomy, ...order, listings: 0, pictureIds: [] })
  const sellers = await step(onStep, `${people.length} people`, () =>
    platform.identity.seed(
      people.map(({ index, name, phone, city }) => {
        const joinedAt = dayBefore(order.now, 60 + (index % 700), index)
        const urdu = index % 3 === 0
        return {
          id: seedId(order.seed, 'person', index, joinedAt),
          phone,
          displayName: urdu ? name.ur : name.en,
          city,
          lang: urdu ? 'ur' : 'en',
          joinedAt,
        }
      }),
    ),
  )
  const pictureIds = await uploadPictures(platform, people, order, onStep)
  const { listings } = generateMarket({ taxonomy, ...order, pictureIds })
  let made = 0
  await step(onStep, `${order.listings} listings`, async () => {
    let batch: CatalogueSeed[] = []
    let index = 0
    for (const listing of listings) {
      batch.push(catalogueSeed(listing, index, sellers, order))
      index += 1
      if (batch.length < BATCH) continue
      made += await platform.catalogue.seed(batch)
      batch = []
    }
    if (batch.length > 0) made += await platform.catalogue.seed(batch)
  })
  await step(onStep, 'market can be found', () => platform.settled())
  return made
}
