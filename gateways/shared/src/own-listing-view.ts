// A seller's own listings, put together from catalogue's facts and media-iq's photos.
import type { Client } from '@pk-auto/grpc/client'
import { MAX_BATCH } from '@pk-auto/kernel/batch'
import type { CatalogueDefinition, OwnListing } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue'
import type { MediaIqDefinition } from '@pk-auto/proto/pkauto/media_iq/v1/media_iq'
import type { Photo } from '@pk-auto/proto/pkauto/search/v1/search'
import { presentOwn } from './present/listing.ts'
import { titleOf } from './present/taxonomy.ts'
import type { ListingOut } from './schemas/listing.ts'
import type { TaxonomyCache } from './taxonomy-cache.ts'

export type OwnListings = {
  /** The actor's own among the ids. */
  find(ids: readonly string[], actorToken: string): Promise<ListingOut[]>
  present(owned: readonly OwnListing[], actorToken: string): Promise<ListingOut[]>
}

export function ownListings(
  clients: {
    catalogue: Pick<Client<typeof CatalogueDefinition>, 'getOwnListings'>
    media: Pick<Client<typeof MediaIqDefinition>, 'getOwnMedia'>
  },
  taxonomy: TaxonomyCache,
  mediaBase: string,
): OwnListings {
  const photosOf = async (
    ids: readonly string[],
    actorToken: string,
  ): Promise<ReadonlyMap<string, Photo>> => {
    if (ids.length === 0) return new Map()
    // Without media-iq a seller still sees the ads, with photos of unknown size.
    const { media } = await clients.media
      .getOwnMedia({ ids: ids.slice(0, MAX_BATCH) }, { actorToken })
      .catch(() => ({ media: [] }))
    return new Map(
      media.map(({ id, width, height, placeholder }) => [
        id,
        { mediaId: id, width, height, placeholder },
      ]),
    )
  }

  const present: OwnListings['present'] = async (owned, actorToken) => {
    if (owned.length === 0) return []
    // One listing shows all its photos; a list shows covers.
    const shown = (own: OwnListing) =>
      owned.length === 1
        ? (own.listing?.facts?.photos ?? [])
        : (own.listing?.facts?.photos ?? []).slice(0, 1)
    const [known, { taxonomy: words }] = await Promise.all([
      photosOf(owned.flatMap(shown), actorToken),
      taxonomy.get(),
    ])
    return owned.map((own) => {
      const photos = (own.listing?.facts?.photos ?? []).map(
        (mediaId) => known.get(mediaId) ?? { mediaId, width: 0, height: 0, placeholder: '' },
      )
      return presentOwn(own, { title: titleOf(words, own.listing?.facts), photos, mediaBase })
    })
  }

  return {
    present,
    find: async (ids, actorToken) =>
      present(
        (await clients.catalogue.getOwnListings({ ids: [...ids] }, { actorToken })).listings,
        actorToken,
      ),
  }
}
