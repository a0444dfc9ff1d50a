// Fills an empty platform with a market: people, pictures through the real pipeline, listings
// through catalogue's own seed command.
import { createHash } from 'node:crypto'
import { readTaxonomy, type SeedListing as CatalogueSeed } from '@pk-auto/catalogue/service'
import { retryTransient } from '@pk-auto/lifecycle/retry-transient'
import { step, type OnStep } from '@pk-auto/servers/progress'
import { generateMarket } from './seeds/market.ts'
import type { SeedListing, SeedOrder, SeedPerson } from './seeds/shape.ts'
import type { Started } from './parts.ts'
import { savedSearches } from './seeds/searches.ts'
import { seedConversations, type SeedAd, type TalkTarget } from './seed-conversations.ts'
import { picturePool } from './seed-pictures.ts'

export const DEFAULT_MARKET: Omit<SeedOrder, 'now'> = {
  seed: 2026,
  listings: 2_000,
  people: 300,
  pictures: 200,
  conversations: 300,
  searches: 200,
}

const DAY_MS = 86_400_000
const BATCH = 500
const MOST_TALKED_ABOUT = 1_000

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

/**
 * The ads that config/leads.yaml names as canaries, by their place. Their ids are the same in every
 * market, for the configuration is read before there is one.
 */
const CANARY_PLACES: readonly number[] = [5, 12, 17]
const CANARIES_SINCE = new Date('2026-01-01T00:00:00Z')
const canaryId = (place: number): string => seedId(0, 'canary', place, CANARIES_SINCE)

// Whole days and a listing's own part of a day before the moment of the order: the same order makes
// the same market.
const dayBefore = (now: Date, days: number, index: number): Date =>
  new Date(now.getTime() - days * DAY_MS - ((index * 7_919) % 80_000) * 1_000)

/** Every third ad was saved by two people other than its seller. */
const saversOf = (index: number, seller: number, people: readonly string[]): string[] =>
  index % 3 === 0 && people.length > 2
    ? [1, 2].map((step) => people[(seller + step) % people.length] ?? '')
    : []

function catalogueSeed(
  listing: SeedListing,
  index: number,
  sellers: readonly string[],
  order: SeedOrder,
): CatalogueSeed {
  const { sellerIndex, publishedDaysAgo, priceDrops = [], sold, ...facts } = listing
  const publishedAt = dayBefore(order.now, publishedDaysAgo, index)
  const isCanary = CANARY_PLACES.includes(index)
  const seed = {
    id: isCanary ? canaryId(index) : seedId(order.seed, 'listing', index, publishedAt),
    seller: sellers[sellerIndex % sellers.length],
    facts,
    publishedAt,
    prices: priceDrops.map(({ daysAgo, price }) => ({
      at: dayBefore(order.now, daysAgo, index),
      price,
    })),
    // The number of a sold car is shown to nobody.
    ...(sold && !isCanary && { soldAt: dayBefore(order.now, sold.daysAgo, index) }),
    savedBy: saversOf(index, sellerIndex, sellers),
  }
  // Seeds know ids as texts; catalogue's own type brands them.
  return seed as unknown as CatalogueSeed
}

/** How a large market is filled: searchable early, the rest behind. */
const FIRST = { pictures: 40, share: 0.5 }

/** What a market is put on: the services' own seed commands, and rest. */
export type SeedTarget = TalkTarget & {
  readonly gatewayUrl: string
  part(name: 'identity'): Pick<Started<'identity'>, 'seed'>
  part(name: 'catalogue'): Pick<Started<'catalogue'>, 'seed'>
  part(name: 'search'): Pick<Started<'search'>, 'seed'>
  part(name: 'media-iq'): Pick<Started<'media-iq'>, 'settled'>
  settled(): Promise<void>
}

export type Filling = {
  readonly onStep?: OnStep
  /** Called when what is there can be found; more may come. */
  readonly onSearchable?: () => void
  /** Aborting ends it between two steps; the same order goes on another time. */
  readonly signal?: AbortSignal
}

/**
 * Safe to repeat with the same order. Resolves when the whole market can be found. Returns how many
 * listings were new.
 */
export async function seedMarket(
  platform: SeedTarget,
  order: SeedOrder,
  { onStep = () => undefined, onSearchable, signal }: Filling = {},
): Promise<number> {
  const taxonomy = readTaxonomy()
  const { people } = generateMarket({ taxonomy, ...order, listings: 0, pictureIds: [] })
  const sellers = await step(onStep, `${people.length} people`, () =>
    retryTransient(() =>
      platform.part('identity').seed(people.map((person) => identitySeed(person, order))),
    ),
  )
  const pictures = picturePool(platform, people, order, onStep)
  const cut = order.pictures > FIRST.pictures ? Math.ceil(order.listings * FIRST.share) : 0
  const ads: SeedAd[] = []
  let made = 0
  for (const part of cut > 0
    ? [
        { pictures: FIRST.pictures, from: 0, to: cut },
        { pictures: order.pictures, from: cut, to: order.listings },
      ]
    : [{ pictures: order.pictures, from: 0, to: order.listings }]) {
    const pictureIds = await pictures(part.pictures, signal)
    const { listings } = generateMarket({ taxonomy, ...order, pictureIds })
    await step(onStep, `${part.to} of ${order.listings} listings`, async () => {
      for (const batch of batchesOf(listings, part)) {
        signal?.throwIfAborted()
        const seeds = batch.map(({ listing, index }) =>
          catalogueSeed(listing, index, sellers, order),
        )
        made += await retryTransient(() => platform.part('catalogue').seed(seeds))
        // Of a large market the first ads are enough.
        if (ads.length < MOST_TALKED_ABOUT)
          ads.push(...seeds.filter(({ soldAt }) => soldAt === undefined))
      }
    })
    await step(onStep, `${part.to} of ${order.listings} can be found`, () => platform.settled())
    onSearchable?.()
    // What is published after that brings the first alerts, as it would to anybody.
    if (part.from === 0) await seedSearches(platform, order, { people: sellers, onStep })
  }
  const { conversations = 0, seed, now } = order
  if (conversations > 0)
    await step(onStep, `${conversations} conversations`, () =>
      seedConversations(platform, {
        ...{ seed, conversations, now, ads, people: sellers },
        idOf: (kind, index, at) => seedId(seed, kind, index, at),
      }),
    )
  return made
}

async function seedSearches(
  platform: SeedTarget,
  { searches = 0, seed, now }: SeedOrder,
  { people, onStep }: { people: readonly string[]; onStep: OnStep },
): Promise<void> {
  if (searches === 0) return
  const all = savedSearches({ seed, searches, people: people.length })
  const seeds = all.map(({ personIndex, daysAgo, ...search }, index) => {
    const at = dayBefore(now, daysAgo, index)
    const id = seedId(seed, 'search', index, at)
    return { ...search, id, person: people[personIndex] ?? '', at }
  })
  await step(onStep, `${searches} saved searches`, () =>
    retryTransient(() => platform.part('search').seed(seeds)),
  )
}

function identitySeed({ index, name, phone, city }: SeedPerson, { seed, now }: SeedOrder) {
  const joinedAt = dayBefore(now, 60 + (index % 700), index)
  const lang = index % 3 === 0 ? 'ur' : 'en'
  const id = seedId(seed, 'person', index, joinedAt)
  return { id, phone, displayName: name[lang], city, lang, joinedAt }
}

/** The listings of one part of the market, by their places in the whole. */
function* batchesOf(
  listings: Iterable<SeedListing>,
  { from, to }: { from: number; to: number },
): Generator<{ listing: SeedListing; index: number }[]> {
  let batch: { listing: SeedListing; index: number }[] = []
  let index = -1
  for (const listing of listings) {
    index += 1
    if (index < from) continue
    if (index >= to) break
    batch.push({ listing, index })
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
