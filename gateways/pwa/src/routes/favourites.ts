// What a person saves, what became of it, and the link under which they show it to others.
import { brandOf, type Brand } from '@pk-auto/gateway-shared/brand'
import { presentFavourite, presentSaved } from '@pk-auto/gateway-shared/present/favourite'
import {
  favouritesPage,
  idsQuery,
  pageQuery,
  savedIds,
  shortlist,
  shortlistLink,
} from '@pk-auto/gateway-shared/schemas/favourite'
import { id, langQuery } from '@pk-auto/gateway-shared/schemas/listing'
import type { HiddenFor } from '@pk-auto/gateway-shared/session/hidden-listings'
import type { Visitors } from '@pk-auto/gateway-shared/session/visitor'
import type { TaxonomyCache } from '@pk-auto/gateway-shared/taxonomy-cache'
import type { Http } from '@pk-auto/http/create-http'
import { operation } from '@pk-auto/http/openapi/operation'
import type { PublicListing } from '@pk-auto/proto/pkauto/catalogue/v1/listing'
import { z } from 'zod'
import type { Clients } from '../clients.ts'

export type FavouriteDeps = {
  clients: Pick<Clients, 'catalogue' | 'pages'>
  visitors: Visitors
  hiddenFor: HiddenFor
  taxonomy: TaxonomyCache
  mediaBase: string
  brands: readonly Brand[]
}

const tag = 'Saving'
const params = z.strictObject({ listingId: id })
const none = { response: { 204: z.undefined() } }
const link = '/api/v1/me/favourites/link'

/** Asks catalogue with the visitor's token; search adds what it knows of the photos. */
export function favouriteRoutes(
  app: Http,
  { clients, visitors, hiddenFor, taxonomy, mediaBase, brands }: FavouriteDeps,
): void {
  const { catalogue } = clients
  const askedBy = ({ hostname }: { hostname: string }) => {
    const { market, channels } = brandOf(brands, hostname)
    return { market, channels }
  }
  /** An ad that has ended has no page, and without search there are none: its card is plainer. */
  const surroundingsOf = async (
    listings: readonly (PublicListing | undefined)[],
    hostname: string,
  ) => {
    const reads = clients.pages(brandOf(brands, hostname))
    const [known, { taxonomy: words }] = await Promise.all([
      Promise.all(listings.map((listing) => reads.load(listing?.id ?? '').catch(() => undefined))),
      taxonomy.get(),
    ])
    return (nth: number) => ({ taxonomy: words, page: known[nth], mediaBase })
  }

  app.put(
    '/api/v1/me/favourites/:listingId',
    {
      schema: {
        ...operation({
          id: 'saveFavourite',
          tag,
          summary: 'Save an ad',
          description: 'A repeat changes nothing. 409 when as many are saved as are allowed.',
          who: 'person',
          refuses: [409],
        }),
        params,
        ...none,
      },
    },
    async (request, reply) => {
      const { token } = await visitors.person(request, reply)
      const { listingId } = request.params
      await catalogue.saveFavourite({ listingId, ...askedBy(request) }, { actorToken: token })
      return reply.code(204).send()
    },
  )

  app.delete(
    '/api/v1/me/favourites/:listingId',
    {
      schema: {
        ...operation({
          id: 'removeFavourite',
          tag,
          summary: 'Remove an ad from what is saved',
          description: 'One that is not there is removed already.',
          who: 'person',
        }),
        params,
        ...none,
      },
    },
    async (request, reply) => {
      const { token } = await visitors.person(request, reply)
      await catalogue.removeFavourite(request.params, { actorToken: token })
      return reply.code(204).send()
    },
  )

  app.get(
    '/api/v1/me/favourites',
    {
      schema: {
        ...operation({
          id: 'listFavourites',
          tag,
          summary: 'What is saved, the latest first',
          description:
            'Ads that were sold, closed or ran out stay, with their state; one that is only for ' +
            'dealers by now is left out.',
          who: 'person',
        }),
        querystring: pageQuery,
        response: { 200: favouritesPage },
      },
    },
    async (request, reply) => {
      const { token } = await visitors.person(request, reply)
      const { limit, after = '' } = request.query
      const { favourites, next, shareToken } = await catalogue.listFavourites(
        { page: { limit, after }, ...askedBy(request) },
        { actorToken: token },
      )
      const listings = favourites.map(({ listing }) => listing)
      const around = await surroundingsOf(listings, request.hostname)
      return {
        items: favourites.map((one, nth) => presentFavourite(one, around(nth))),
        next: next === '' ? null : next,
        sharedAs: shareToken === '' ? null : shareToken,
      }
    },
  )

  app.get(
    '/api/v1/me/favourites/saved',
    {
      schema: {
        ...operation({
          id: 'getSavedIds',
          tag,
          summary: 'Which of these ads are saved',
          who: 'person',
        }),
        querystring: idsQuery,
        response: { 200: savedIds },
      },
    },
    async (request, reply) => {
      const { token } = await visitors.person(request, reply)
      const ids = [request.query.id].flat()
      return catalogue.getSavedIds({ ids }, { actorToken: token })
    },
  )

  app.post(
    link,
    {
      schema: {
        ...operation({
          id: 'shareFavourites',
          tag,
          summary: 'Open a link to what is saved',
          description: 'Whoever has it can read the list. While one is open, that one.',
          who: 'person',
        }),
        querystring: langQuery,
        response: { 200: shortlistLink },
      },
    },
    async (request, reply) => {
      const { token } = await visitors.person(request, reply)
      return catalogue.shareFavourites({}, { actorToken: token })
    },
  )

  app.delete(
    link,
    {
      schema: {
        ...operation({
          id: 'unshareFavourites',
          tag,
          summary: 'Take the link back, for good',
          who: 'person',
        }),
        querystring: langQuery,
        ...none,
      },
    },
    async (request, reply) => {
      const { token } = await visitors.person(request, reply)
      await catalogue.unshareFavourites({}, { actorToken: token })
      return reply.code(204).send()
    },
  )

  app.get(
    '/api/v1/shortlists/:token',
    {
      schema: {
        ...operation({
          id: 'getShortlist',
          tag,
          summary: 'What somebody saved and shares',
          description:
            'Live and sold ads only, without what the visitor reported, and nothing of whose ' +
            'list it is.',
          who: 'person or anyone',
        }),
        params: z.strictObject({ token: z.string().min(1).max(64) }),
        querystring: pageQuery,
        response: { 200: shortlist },
      },
    },
    async (request, reply) => {
      const { limit, after = '' } = request.query
      const { token } = request.params
      const asked = { token, page: { limit, after }, ...askedBy(request) }
      const [{ listings: all, next }, hidden] = await Promise.all([
        catalogue.getShortlist(asked),
        hiddenFor(request, reply),
      ])
      const listings = all.filter(({ id: listingId }) => !hidden.includes(listingId))
      const around = await surroundingsOf(listings, request.hostname)
      return {
        items: listings.map((listing, nth) => presentSaved(listing, around(nth))),
        next: next === '' ? null : next,
      }
    },
  )
}
