// /me/notifications: what stands behind the bell, how a person wants to be reached, and which
// browsers take pushes.
import {
  presentNotification,
  presentPreferences,
  wishOf,
} from '@pk-auto/gateway-shared/present/notification'
import {
  endpointBody,
  notificationList,
  preferences,
  preferencesPatch,
  pushKey,
  readBody,
  subscriptionBody,
} from '@pk-auto/gateway-shared/schemas/notification'
import type { Visitors } from '@pk-auto/gateway-shared/session/visitor'
import type { Http } from '@pk-auto/http/create-http'
import { operation } from '@pk-auto/http/openapi/operation'
import { z } from 'zod'
import type { Clients } from '../../clients.ts'

const tag = 'Notifications'
const who = 'person'
const nothing = { 204: z.undefined() }
const page = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  after: z.string().max(200).default(''),
  lang: z.enum(['en', 'ur']).optional(),
})

/** Asks notify with the person's token. */
export function notificationRoutes(
  app: Http,
  { notify }: Pick<Clients, 'notify'>,
  visitors: Visitors,
): void {
  app.get(
    '/api/v1/me/notifications',
    {
      schema: {
        ...operation({ ...{ id: 'listNotifications', tag, who, summary: 'The latest first' } }),
        querystring: page,
        response: { 200: notificationList },
      },
    },
    async (request, reply) => {
      const { token: actorToken } = await visitors.person(request, reply)
      const { limit, after } = request.query
      const found = await notify.listNotifications({ page: { limit, after } }, { actorToken })
      const items = found.items.map(presentNotification)
      return { items, unread: found.unread, next: found.next === '' ? null : found.next }
    },
  )

  app.post(
    '/api/v1/me/notifications/read',
    {
      schema: {
        ...operation({
          ...{ id: 'readNotifications', tag, who, summary: 'That one and all before it are read' },
          refuses: [404],
        }),
        body: readBody,
        response: nothing,
      },
    },
    async (request, reply) => {
      const { token: actorToken } = await visitors.person(request, reply)
      await notify.markRead({ upTo: request.body.upTo }, { actorToken })
      return reply.code(204).send()
    },
  )

  app.get(
    '/api/v1/me/notification-preferences',
    {
      schema: {
        ...operation({ ...{ id: 'getPreferences', tag, who, summary: 'How one is reached' } }),
        response: { 200: preferences },
      },
    },
    async (request, reply) => {
      const { token: actorToken } = await visitors.person(request, reply)
      return presentPreferences(await notify.getPreferences({}, { actorToken }))
    },
  )

  app.patch(
    '/api/v1/me/notification-preferences',
    {
      schema: {
        ...operation({
          ...{ id: 'changePreferences', tag, who, summary: 'Change how one is reached' },
          description: 'What is not named stays as it is.',
        }),
        body: preferencesPatch,
        response: { 200: preferences },
      },
    },
    async (request, reply) => {
      const { token: actorToken } = await visitors.person(request, reply)
      const wish = wishOf(request.body)
      return presentPreferences(await notify.changePreferences(wish, { actorToken }))
    },
  )

  pushRoutes(app, { notify }, visitors)
}

function pushRoutes(app: Http, { notify }: Pick<Clients, 'notify'>, visitors: Visitors): void {
  app.get(
    '/api/v1/push/key',
    {
      schema: {
        ...operation({
          ...{ id: 'getPushKey', tag, who: 'anyone' },
          summary: 'The key that browsers subscribe with',
        }),
        response: { 200: pushKey },
      },
    },
    async () => notify.getPushKey({}),
  )

  app.post(
    '/api/v1/me/push-subscriptions',
    {
      schema: {
        ...operation({
          ...{ id: 'subscribePush', tag, who, summary: 'This browser takes pushes' },
          description: 'Of one endpoint the newest holds: a repeat changes nothing.',
          gives: ['Location'],
        }),
        body: subscriptionBody,
        response: { 201: endpointBody },
      },
    },
    async (request, reply) => {
      const { token: actorToken } = await visitors.person(request, reply)
      const { endpoint, keys } = request.body
      await notify.subscribePush({ endpoint, ...keys }, { actorToken })
      reply.header('Location', '/api/v1/me/push-subscriptions')
      return reply.code(201).send({ endpoint })
    },
  )

  app.delete(
    '/api/v1/me/push-subscriptions',
    {
      schema: {
        ...operation({ ...{ id: 'unsubscribePush', tag, who, summary: 'It takes none any more' } }),
        body: endpointBody,
        response: nothing,
      },
    },
    async (request, reply) => {
      const { token: actorToken } = await visitors.person(request, reply)
      await notify.unsubscribePush({ endpoint: request.body.endpoint }, { actorToken })
      return reply.code(204).send()
    },
  )
}
