// Which pictures listings show. Versioned: late and repeated facts change nothing. Pure.
import type { ListingId, MediaId } from './ids.ts'

/** What a listing shows at a version; `gone` once the listing was erased. */
export type ListingPhotos = { readonly listingId: ListingId; readonly version: number; readonly photos: readonly MediaId[]; readonly gone?: boolean }

export type Attachment = { readonly newer: readonly ListingPhotos[]; readonly attached: readonly MediaId[]; readonly released: readonly MediaId[] }

/** Compares what is known with what has been heard: the facts to store, the pictures now in use, and those a listing let go. */
export function attach(known: ReadonlyMap<ListingId, ListingPhotos>, heard: readonly ListingPhotos[]): Attachment {
  const newer = heard.filter((fact) => fact.gone === true || fact.version > (known.get(fact.listingId)?.version ?? 0))
  const attached = new Set(newer.flatMap((fact) => (fact.gone === true ? [] : fact.photos)))
  const before = newer.flatMap((fact) => known.get(fact.listingId)?.photos ?? [])
  return { newer, attached: [...attached], released: [...new Set(before)].filter((id) => !attached.has(id)) }
}
