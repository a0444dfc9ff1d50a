// Fills a development market: published listings with a past, through the outbox like any other.
import type { Clock } from '@pk-auto/kernel/clock'
import { errors as kernelErrors } from '@pk-auto/kernel/errors'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { SaleBounds } from '../domain/sale/final-price.ts'
import type { Favourite } from '../domain/favourites/favourite.ts'
import type { ListingId, PersonId } from '../domain/ids.ts'
import { draft, edit, publish, sell, type Listing, type ListingTimes } from '../domain/listing.ts'
import { mustBePossible } from '../domain/listing-check.ts'
import type { ListingBounds, ListingFacts } from '../domain/listing-facts.ts'
import type { PricePoint } from '../domain/price-history.ts'
import type { Taxonomy } from '../domain/taxonomy.ts'
import type { ListingOutbox } from './stores.ts'

/** `facts.price` is the first price; `prices` are later ones, oldest first. */
export type SeedListing = {
  id: ListingId
  seller: PersonId
  facts: ListingFacts
  publishedAt: Date
  prices: readonly PricePoint[]
  soldAt?: Date
  /** Who saved it when it was new; in the past nothing is announced. */
  savedBy?: readonly PersonId[]
}

export type SeedListingsDeps = {
  clock: Clock
  profile: string
  taxonomy: Taxonomy
  bounds: ListingBounds & SaleBounds
  times: ListingTimes
  inTransaction: InTransaction<{
    seeds: {
      insert(listings: readonly Listing[]): Promise<ReadonlySet<ListingId>>
      addPrices(points: readonly (PricePoint & { id: ListingId })[]): Promise<void>
      addFavourites(saved: readonly (Favourite & { person: PersonId })[]): Promise<void>
    }
    outbox: ListingOutbox
  }>
}

/**
 * One batch in one commit, at most 1,000. Idempotent by id: listings that exist stay as they are.
 * Returns how many were new. @throws SEED_REFUSED in production
 */
export function seedListings(deps: SeedListingsDeps) {
  return function seedListings(batch: readonly SeedListing[]) {
    if (deps.profile === 'production') throw kernelErrors.SEED_REFUSED()
    const grown = batch.map((seed) => grow(seed, deps))
    return deps.inTransaction({ system: 'catalogue.seed' }, async ({ seeds, outbox }) => {
      const fresh = await seeds.insert(grown.map(({ listing }) => listing))
      const made = grown.filter(({ listing }) => fresh.has(listing.id))
      await seeds.addPrices(
        made.flatMap(({ listing, points }) =>
          points.map((point) => ({ ...point, id: listing.id })),
        ),
      )
      await seeds.addFavourites(made.flatMap(({ saved }) => saved))
      await outbox.append(
        ...made.map(({ listing }) => ({
          change: listing.state === 'sold' ? ('sold' as const) : ('published' as const),
          listing,
          at: deps.clock.now(),
        })),
      )
      return made.length
    })
  }
}

type Grown = {
  listing: Listing
  points: readonly PricePoint[]
  saved: readonly (Favourite & { person: PersonId })[]
}

/** Replays a listing's past through the rules that a seller's changes follow. */
function grow(seed: SeedListing, { taxonomy, bounds, times, clock }: SeedListingsDeps): Grown {
  mustBePossible(seed.facts, taxonomy, bounds, clock.now())
  let listing: Listing = publish(
    draft(seed.id, seed.seller, 'pk', seed.facts, seed.publishedAt, times),
    seed.publishedAt,
    times,
  ).listing
  const { publishedAt: addedAt, facts } = seed
  const whenNew = { listingId: seed.id, addedAt, listingVersion: listing.version }
  const saved = (seed.savedBy ?? []).map((person) => ({
    ...whenNew,
    ...{ priceWhenAdded: facts.price, person },
  }))
  for (const { at, price } of seed.prices)
    listing = edit(listing, { ...listing.facts, price }, at, times).listing
  if (seed.soldAt) listing = sell(listing, seed.soldAt, bounds).listing
  const points = [{ at: seed.publishedAt, price: seed.facts.price }, ...seed.prices]
  return { listing, points, saved }
}
