// Proto in, command out, for everything a gateway asks of catalogue. No rule lives here.
import { errors } from '../domain/errors.ts'
import { type Call, keyOf } from '@pk-auto/grpc/call'
import type { Implementation } from '@pk-auto/grpc/server'
import type {
  CatalogueDefinition,
  CloseListingRequest,
} from '@pk-auto/proto/pkauto/catalogue/v1/catalogue'
import { listingId } from '../domain/ids.ts'
import type { Listing } from '../domain/listing.ts'
import type { Ending } from '../domain/repeated.ts'
import type { Taxonomy } from '../domain/taxonomy.ts'
import type { CatalogueVerbs } from '../usecases/index.ts'
import { ownListing, publicListing } from '../wire/listing.ts'
import { wireTaxonomy } from '../wire/taxonomy.ts'
import { brandOf } from './brand.ts'
import { factsOf, moneyOf, patchOf } from './listing-command.ts'
import { cursorOf, readCursor } from './own-cursor.ts'
import type { FavouritesRpc } from './rpc-favourites.ts'

const commandOf = (request: { id: string; expectedVersion: number }) => ({
  id: listingId(request.id),
  expectedVersion: request.expectedVersion,
})

const tokenOf = (call: Call): string => call.actorToken ?? ''

function endingOf(request: CloseListingRequest): Ending {
  const { reason } = request
  const soldFor = moneyOf(request.soldFor)
  if (reason === 'sold') return { reason, ...(soldFor && { soldFor }) }
  if (reason === 'not-selling' || reason === 'other') return { reason }
  throw errors.INVALID_REASON(
    {},
    {
      fields: [
        {
          path: 'reason',
          code: 'UNKNOWN_VALUE',
          message: 'a reason is sold, not-selling or other',
        },
      ],
    },
  )
}

/** `undoLeft`: milliseconds in which the sale of an ad can still be taken back. */
export function listingsRpc(
  use: CatalogueVerbs,
  taxonomy: Taxonomy,
  undoLeft: (listing: Listing) => number,
): Omit<Implementation<typeof CatalogueDefinition>, keyof FavouritesRpc> {
  const message = wireTaxonomy(taxonomy)
  const own = (listing: Listing) => ownListing(listing, undoLeft(listing))
  return {
    getTaxonomy: async ({ knownVersion }) =>
      knownVersion === message.version
        ? { unchanged: true, taxonomy: undefined }
        : { unchanged: false, taxonomy: message },
    wishModel: async (wish) => {
      await use.wishModel(wish)
      return {}
    },
    createListing: async ({ draft }, call) =>
      own(await use.createListing(call.actor, keyOf(call), factsOf(draft))),
    updateListing: async (request, call) =>
      own(
        await use.updateListing(
          call.actor,
          commandOf(request),
          patchOf(request.draft, request.fields),
          tokenOf(call),
        ),
      ),
    publishListing: async (request, call) =>
      own(await use.publishListing(call.actor, commandOf(request), tokenOf(call))),
    reactivateListing: async (request, call) =>
      own(await use.reactivateListing(call.actor, commandOf(request), tokenOf(call))),
    refreshListing: async (request, call) =>
      own(await use.refreshListing(call.actor, commandOf(request))),
    closeListing: async (request, call) =>
      own(await use.closeListing(call.actor, commandOf(request), endingOf(request))),
    getOwnListings: async ({ ids }, call) => ({
      listings: (await use.ownListings(call.actor, ids.map(listingId))).map(own),
    }),
    listOwnListings: async ({ page }, call) => {
      const { listings, next } = await use.listOwnListings(
        call.actor,
        page?.limit ?? 20,
        readCursor(page?.after ?? ''),
      )
      return { listings: listings.map(own), next: cursorOf(next) }
    },
    getListingDetails: async (request) => ({
      details: await use.listingDetails(request.ids.map(listingId), brandOf(request)),
    }),
    getPublishedListings: async (request) => ({
      listings: (await use.publishedListings(request.ids.map(listingId), brandOf(request))).map(
        publicListing,
      ),
    }),
  }
}
