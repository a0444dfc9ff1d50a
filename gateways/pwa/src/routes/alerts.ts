// /alerts: a person's saved searches, and what matches them.
import { brandOf, type Brand } from '@pk-auto/gateway-shared/brand'
import { filtersOfQuery, presentAlert } from '@pk-auto/gateway-shared/present/alert'
import { presentCard } from '@pk-auto/gateway-shared/present/search-page'
import {
  alert,
  alertBody,
  alertList,
  alertMatches,
  alertPatch,
} from '@pk-auto/gateway-shared/schemas/alert'
import { id } from '@pk-auto/gateway-shared/schemas/listing'
import type { HiddenFor } from '@pk-auto/gateway-shared/session/hidden-listings'
import type { Visitors } from '@pk-auto/gateway-shared/session/visitor'
import { atOneOf, etagOf, ifMatch } from '@pk-auto/http/conditions'
import type { Http } from '@pk-auto/http/create-http'
import { idempotencyOf } from '@pk-auto/http/idempotency'
import { operation } from '@pk-auto/http/openapi/operation'
import { z } from 'zod'
import type { Clients } from '../clients.ts'

const tag = 'Saved searches'
const who = 'person'
const params = z.strictObject({ id })
const page = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  after: z.string().max(2_000).default(''),
  lang: z.enum(['en', 'ur']).optional(),
})
const nextOf = (next: string) => (next === '' ? null : next)

export type AlertsDeps = {
  search: Clients['search']
  visitors: Visitors
  hiddenFor: HiddenFor
  mediaBase: string
  brands: readonly Brand[]
}

/** Asks search's RPCs of saved searches with the person's token. */
export function alertRoutes(
  app: Http,
  { search, visitors, hiddenFor, mediaBase, brands }: AlertsDeps,
): void {
  app.post(
    '/api/v1/alerts',
    {
      schema: {
        ...operation({
          ...{ id: 'createAlert', tag, who, summary: 'Save a search' },
          description: 'Its owner hears of ads that match, and of those that become cheaper.',
          ...{ takes: ['Idempotency-Key'], gives: ['ETag', 'Location'] },
        }),
        body: alertBody,
        response: { 201: alert },
      },
    },
    async (request, reply) => {
      const idempotency = idempotencyOf(request)
      const { token: actorToken } = await visitors.person(request, reply)
      const { market, channels: shownOn } = brandOf(brands, request.hostname)
      const { name = '', query, channels, frequency } = request.body
      const made = await search.createSavedSearch(
        {
          ...{ market, channel: shownOn[0] ?? '', name, channels, frequency },
          ...{ q: query.q ?? '', filters: filtersOfQuery(query) },
        },
        { actorToken, idempotency },
      )
      if (!made.search) throw new Error('search answered without the saved search')
      const { id: alertId, version } = made.search
      reply.header('ETag', etagOf(version)).header('Location', `/api/v1/alerts/${alertId}`)
      return reply.code(201).send(presentAlert(made.search, made.matches))
    },
  )

  app.get(
    '/api/v1/alerts',
    {
      schema: {
        ...operation({ ...{ id: 'listAlerts', tag, who, summary: 'One’s saved searches' } }),
        querystring: page,
        response: { 200: alertList },
      },
    },
    async (request, reply) => {
      const { token: actorToken } = await visitors.person(request, reply)
      const { limit, after } = request.query
      const found = await search.listSavedSearches({ page: { limit, after } }, { actorToken })
      const items = found.searches.map((one) => presentAlert(one))
      return { items, next: nextOf(found.next) }
    },
  )

  app.patch(
    '/api/v1/alerts/:id',
    {
      schema: {
        ...operation({
          ...{ id: 'updateAlert', tag, who, summary: 'Change name, frequency or channels' },
          ...{ takes: ['If-Match'], gives: ['ETag'] },
        }),
        params,
        body: alertPatch,
        response: { 200: alert },
      },
    },
    async (request, reply) => {
      const versions = ifMatch(request)
      const { token: actorToken } = await visitors.person(request, reply)
      const { name, frequency, channels = [] } = request.body
      const change = { id: request.params.id, name, frequency, channels }
      const changed = await atOneOf(versions, (expectedVersion) =>
        search.updateSavedSearch({ ...change, expectedVersion }, { actorToken }),
      )
      reply.header('ETag', etagOf(changed.version))
      return presentAlert(changed)
    },
  )

  app.delete(
    '/api/v1/alerts/:id',
    {
      schema: {
        ...operation({ ...{ id: 'deleteAlert', tag, who, summary: 'Delete a saved search' } }),
        params,
        response: { 204: z.undefined() },
      },
    },
    async (request, reply) => {
      const { token: actorToken } = await visitors.person(request, reply)
      await search.deleteSavedSearch({ id: request.params.id }, { actorToken })
      return reply.code(204).send()
    },
  )

  app.get(
    '/api/v1/alerts/:id/matches',
    {
      schema: {
        ...operation({
          ...{ id: 'listAlertMatches', tag, who, summary: 'Live ads that match, newest first' },
          description:
            'Of the brand it is read on, without what the person reported. The first page marks ' +
            'what is new as seen, on the brand it was saved on.',
        }),
        params,
        querystring: page,
        response: { 200: alertMatches },
      },
    },
    async (request, reply) => {
      const { token: actorToken } = await visitors.person(request, reply)
      const { limit, after } = request.query
      const { market, channels } = brandOf(brands, request.hostname)
      const brand = { market, channel: channels[0] ?? '' }
      const hide = await hiddenFor(request, reply)
      const wanted = { id: request.params.id, page: { limit, after }, hide, ...brand }
      const { cards, next } = await search.getSavedSearchMatches(wanted, { actorToken })
      return { items: cards.map((card) => presentCard(card, mediaBase)), next: nextOf(next) }
    },
  )
}
