// The document the index holds of a listing: what is filtered, sorted and counted, the words, and
// the card as it is shown. Pure.
import type { Directory } from './directory.ts'
import { TERM_FILTERS, type TermFilter } from './filters.ts'
import type { Listing } from './listing.ts'
import type { Photo } from './media.ts'
import { wordsOf } from './query/words/index-words.ts'
import type { SearchDoc } from './search-doc.ts'

/**
 * A card without its title: titles come from the taxonomy at the moment of reading. Money in minor
 * units, times in Unix milliseconds.
 */
export type IndexCard = {
  readonly make: string
  readonly model: string
  readonly variant: string
  readonly year: number
  readonly price: { readonly minor: number; readonly currency: string }
  readonly droppedFrom?: { readonly minor: number; readonly currency: string }
  readonly km: number
  readonly city: string
  readonly fuel: string
  readonly transmission: string
  readonly sellerType: string
  readonly photo?: Photo
  readonly photoCount: number
  readonly badges: readonly string[]
  readonly publishedAt: number
}

export type IndexDoc = {
  readonly id: string
  readonly version: number
  /**
   * What the index stores; a listing that cannot be found is only a stub that holds its version.
   */
  readonly source: { readonly id: string; readonly live: boolean } & Readonly<
    Record<string, unknown>
  >
}

export function toIndexDoc(
  { id, docVersion, live, listing, photos }: SearchDoc,
  directory: Directory,
): IndexDoc {
  if (!live || !listing) return { id, version: docVersion, source: { id, live: false } }
  const known = directory.equipmentOf(listing)
  const terms = TERM_FILTERS.flatMap((name) =>
    listing[name] === '' ? [] : [[name, listing[name]] as const],
  )
  return {
    id,
    version: docVersion,
    source: {
      id,
      live,
      market: listing.market,
      channels: listing.channels,
      seller: listing.sellerId,
      ...Object.fromEntries(terms),
      year: listing.year,
      price: Number(listing.price.minor),
      km: listing.km,
      engine: listing.engineCc,
      features: [...new Set([...listing.features, ...known.features])],
      seats: known.seats,
      // Nobody certifies, inspects or films cars yet; the filters exist and find none.
      certified: false,
      inspected: false,
      hasVideo: false,
      publishedAt: publishedAt(listing),
      words: namesIn(listing, directory).join(' '),
      card: cardOf(listing, photos),
    },
  }
}

const NAMED: readonly TermFilter[] = ['make', 'model', 'generation', 'variant', 'city', 'area']

/** The folded words by which a listing is found: of its title and its names, each once. */
export function namesIn(listing: Listing, directory: Directory): string[] {
  const names = NAMED.flatMap((name) =>
    listing[name] === '' ? [] : directory.wordsFor(name, listing[name], listing.model),
  )
  return [...new Set([...wordsOf([listing.title]), ...names])]
}

const publishedAt = (listing: Listing): number =>
  (listing.publishedAt ?? listing.createdAt).getTime()

export function cardOf(listing: Listing, photos: readonly Photo[]): IndexCard {
  const [photo] = photos
  const {
    make,
    model,
    variant,
    year,
    km,
    city,
    fuel,
    transmission,
    sellerType,
    price,
    droppedFrom,
  } = listing
  return {
    make,
    model,
    variant,
    year,
    price: { minor: Number(price.minor), currency: price.currency },
    ...(droppedFrom && {
      droppedFrom: { minor: Number(droppedFrom.minor), currency: droppedFrom.currency },
    }),
    km,
    city,
    fuel,
    transmission,
    sellerType,
    ...(photo && { photo }),
    photoCount: photos.length,
    badges: [],
    publishedAt: publishedAt(listing),
  }
}
