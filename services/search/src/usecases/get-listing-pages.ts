// The public pages of listings, from Postgres: fresh the moment the fact arrived, whatever the
// index is doing.
import { mustBeBatch } from '@pk-auto/kernel/batch'
import { isId } from '@pk-auto/kernel/id'
import type { InTransaction } from '@pk-auto/postgres/transaction'
import type { Directory } from '../domain/directory.ts'
import { TERM_FILTERS } from '../domain/filters.ts'
import { type Brand, hasPage, type Listing } from '../domain/listing.ts'
import type { Photo } from '../domain/media.ts'
import type { SearchDoc } from '../domain/search-doc.ts'
import type { Label } from '../domain/taxonomy.ts'
import { titleOf } from '../domain/title.ts'

export type GetListingPagesDeps = {
  inTransaction: InTransaction<{
    pages: { read(ids: readonly string[]): Promise<readonly SearchDoc[]> }
  }>
  directory: () => Directory
}

export type ListingPage = {
  readonly listing: Listing
  readonly title: Label
  readonly photos: readonly Photo[]
  /** By field name; features by `feature:<slug>`. */
  readonly labels: Readonly<Record<string, Label>>
  readonly badges: readonly string[]
}

/**
 * In the order asked for; hidden, unknown and malformed ids and those of other brands are left out,
 * all alike. @throws TOO_MANY_IDS (invalid)
 */
export function getListingPages(deps: GetListingPagesDeps) {
  return async function getListingPages(
    ids: readonly string[],
    brand: Brand,
  ): Promise<readonly ListingPage[]> {
    mustBeBatch(ids)
    const asked = [...new Set(ids.filter(isId))]
    if (asked.length === 0) return []
    const docs = await deps.inTransaction(
      { actor: { kind: 'anonymous', market: '' } },
      ({ pages }) => pages.read(asked),
    )
    const byId = new Map(docs.map((doc) => [doc.id, doc]))
    const directory = deps.directory()
    return asked.flatMap((id) => {
      const doc = byId.get(id)
      return doc?.listing && hasPage(doc.listing, brand)
        ? [pageOf(doc.listing, doc.photos, directory)]
        : []
    })
  }
}

function pageOf(listing: Listing, photos: readonly Photo[], directory: Directory): ListingPage {
  const terms = TERM_FILTERS.filter((name) => listing[name] !== '').map(
    (name) => [name, directory.labelOf(name, listing[name], listing.model)] as const,
  )
  const features = listing.features.map(
    (slug) => [`feature:${slug}`, directory.labelOf('feature', slug)] as const,
  )
  return {
    listing,
    title: titleOf(listing, directory),
    photos,
    labels: Object.fromEntries([...terms, ...features]),
    badges: [],
  }
}
