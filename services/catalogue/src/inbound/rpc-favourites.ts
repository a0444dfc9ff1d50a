// Proto in, command out, for what people save and share.
import type { Implementation } from '@pk-auto/grpc/server'
import type { CatalogueDefinition } from '@pk-auto/proto/pkauto/catalogue/v1/catalogue'
import type { PageRequest } from '@pk-auto/proto/pkauto/common/v1/page'
import { listingId, personIds } from '../domain/ids.ts'
import type { FavouriteAfter } from '../usecases/favourites/stores.ts'
import type { CatalogueVerbs } from '../usecases/index.ts'
import { wireFavourite } from '../wire/favourite.ts'
import { publicListing } from '../wire/listing.ts'
import { brandOf } from './brand.ts'
import { cursorOf, readCursor } from './own-cursor.ts'

export type FavouritesRpc = Pick<
  Implementation<typeof CatalogueDefinition>,
  | 'saveFavourite'
  | 'removeFavourite'
  | 'listFavourites'
  | 'getSavedIds'
  | 'countFavouritesOf'
  | 'shareFavourites'
  | 'unshareFavourites'
  | 'getShortlist'
>

function pageOf(page: PageRequest | undefined): [limit: number, after?: FavouriteAfter] {
  const after = readCursor(page?.after ?? '')
  const limit = page?.limit ?? 20
  return after ? [limit, { addedAt: after.createdAt, listingId: after.id }] : [limit]
}

const nextOf = (after: FavouriteAfter | undefined): string =>
  cursorOf(after && { createdAt: after.addedAt, id: after.listingId })

export const favouritesRpc = (use: CatalogueVerbs): FavouritesRpc => ({
  saveFavourite: async (request, { actor }) => {
    await use.saveFavourite(actor, listingId(request.listingId), brandOf(request))
    return {}
  },
  removeFavourite: async (request, { actor }) => {
    await use.removeFavourite(actor, listingId(request.listingId))
    return {}
  },
  listFavourites: async (request, { actor }) => {
    const page = pageOf(request.page)
    const { favourites, next, link } = await use.listFavourites(actor, brandOf(request), ...page)
    return {
      favourites: favourites.map(wireFavourite),
      next: nextOf(next),
      shareToken: link?.token ?? '',
    }
  },
  getSavedIds: async ({ ids }, { actor }) => ({
    ids: await use.savedIds(actor, ids.map(listingId)),
  }),
  shareFavourites: async (_request, { actor }) => ({ token: await use.shareFavourites(actor) }),
  unshareFavourites: async (_request, { actor }) => {
    await use.unshareFavourites(actor)
    return {}
  },
  countFavouritesOf: async ({ personIds: ids }) => {
    const counts = await use.countFavouritesOf(personIds(ids))
    return { people: [...counts].map(([personId, favourites]) => ({ personId, favourites })) }
  },
  getShortlist: async (request) => {
    const page = pageOf(request.page)
    const { listings, next } = await use.readShortlist(request.token, brandOf(request), ...page)
    return { listings: listings.map(publicListing), next: nextOf(next) }
  },
})
