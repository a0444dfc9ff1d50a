// GET /listings/{id} and its price history: the page of one car.
import { answers } from '@pk-auto/gateway-shared/answers'
import { etagOf } from '@pk-auto/http/conditions'
import type { Http } from '@pk-auto/http/create-http'
import { operation } from '@pk-auto/http/openapi/operation'
import { moneyOut } from '@pk-auto/http/money-schema'
import { z } from 'zod'
import { brandOf, type Brand } from '@pk-auto/gateway-shared/brand'
import type { Clients } from '../clients.ts'
import { presentMoney, presentPage, presentTime } from '@pk-auto/gateway-shared/present/listing'
import { id, langQuery, listing, time } from '@pk-auto/gateway-shared/schemas/listing'
import type { Visitors } from '@pk-auto/gateway-shared/session/visitor'
import type { OwnListings } from '@pk-auto/gateway-shared/own-listing-view'

const params = z.strictObject({ id })
const history = z.array(z.strictObject({ at: time, price: moneyOut }).meta({ id: 'PricePoint' }))

export type ListingPageDeps = {
  clients: Pick<Clients, 'pages' | 'details' | 'people'>
  visitors: Visitors
  own: OwnListings
  mediaBase: string
  brands: readonly Brand[]
}

const nothing = () => undefined

/**
 * Asks search.GetListingPages, catalogue.GetListingDetails and GetOwnListings side by side, then
 * identity.GetPeople. Only of the host's brand.
 */
export function listingPageRoutes(
  app: Http,
  { clients, visitors, own, mediaBase, brands }: ListingPageDeps,
): void {
  app.get(
    '/api/v1/listings/:id',
    {
      schema: {
        ...operation({
          id: 'getListing',
          tag: 'Finding',
          summary: 'One ad',
          description:
            'Its seller sees it in every state and with its chassis number; ' +
            'everybody else while it is public.',
          who: 'person or anyone',
          gives: ['ETag'],
        }),
        params,
        querystring: langQuery,
        response: { 200: listing },
      },
    },
    async (request, reply) => {
      const wanted = request.params.id
      const brand = brandOf(brands, request.hostname)
      const owned = async () => {
        const person = await visitors.personIfAny(request, reply)
        return person && (await own.find([wanted], person.token))[0]
      }
      const publicly = async () => {
        // Search alone makes the page; description and seller come along if their owners answer.
        const [page, details] = await Promise.all([
          clients.pages(brand).load(wanted),
          clients.details(brand).load(wanted).catch(nothing),
        ])
        return (
          page &&
          presentPage(
            page,
            details,
            await clients.people.load(page.listing?.sellerId ?? '').catch(nothing),
            mediaBase,
          )
        )
      }
      // A seller sees the ad as it is this moment, drafts and unprojected edits too.
      const views = await Promise.allSettled([owned(), publicly()])
      const shown = views
        .map((view) => (view.status === 'fulfilled' ? view.value : undefined))
        .find((view) => view !== undefined)
      const failed = views.find((view) => view.status === 'rejected')
      // Only what nobody could show is a failure: a token that is over takes no public page away,
      // and is no 404 either.
      if (!shown) throw failed?.reason ?? answers.LISTING_NOT_FOUND({ listingId: wanted })
      reply.header('ETag', etagOf(shown.version)).header('Cache-Control', 'private, no-cache')
      return shown
    },
  )

  app.get(
    '/api/v1/listings/:id/price-history',
    {
      schema: {
        ...operation({
          id: 'getPriceHistory',
          priority: 'bulk',
          tag: 'Finding',
          summary: 'What the ad has cost, oldest first',
          who: 'anyone',
        }),
        params,
        querystring: langQuery,
        response: { 200: history },
      },
    },
    async (request) => {
      const details = await clients
        .details(brandOf(brands, request.hostname))
        .load(request.params.id)
      if (!details) throw answers.LISTING_NOT_FOUND({ listingId: request.params.id })
      return details.priceHistory.map(({ at, price }) => ({
        at: presentTime(at),
        price: presentMoney(price),
      }))
    },
  )
}
