// GET /me/badges: how much is new for a person, in absolute numbers.
import type { Http } from '@pk-auto/http/create-http'
import { operation } from '@pk-auto/http/openapi/operation'
import { langQuery } from '@pk-auto/gateway-shared/schemas/listing'
import type { Visitors } from '@pk-auto/gateway-shared/session/visitor'
import { z } from 'zod'
import type { Clients } from '../../clients.ts'

const badges = z
  .strictObject({
    messages: z.int().optional(),
    alerts: z.int().optional(),
    notifications: z.int().optional(),
    favourites: z.int().optional().meta({ description: 'Ads that are saved' }),
    leads: z.int().optional().meta({ description: 'People who wait for a first answer' }),
  })
  .meta({ id: 'Badges' })

type BadgeClients = Pick<Clients, 'chat' | 'search' | 'notify' | 'leads' | 'catalogue'>

const nothing = () => undefined

/** Asks the owner of each number, all at once (ADR 27); one that nobody knows now is left out. */
export function badgeRoutes(
  app: Http,
  { chat, search, notify, leads, catalogue }: BadgeClients,
  visitors: Visitors,
): void {
  app.get(
    '/api/v1/me/badges',
    {
      schema: {
        ...operation({
          id: 'getBadges',
          tag: 'Talking',
          summary: 'How much is new, and how much is saved',
          who: 'person',
        }),
        querystring: langQuery,
        response: { 200: badges },
      },
    },
    async (request, reply) => {
      const { token: actorToken, personId } = await visitors.person(request, reply)
      const [unread, matches, news, waiting, saved] = await Promise.all([
        chat.countUnread({}, { actorToken }).catch(nothing),
        search.countNewMatches({}, { actorToken }).catch(nothing),
        notify.countUnread({}, { actorToken }).catch(nothing),
        leads.countWaiting({}, { actorToken }).catch(nothing),
        catalogue.countFavouritesOf({ personIds: [personId] }).catch(nothing),
      ])
      return {
        ...(unread && { messages: unread.messages }),
        ...(matches && { alerts: matches.matches }),
        ...(news && { notifications: news.notifications }),
        ...(waiting && { leads: waiting.leads }),
        ...(saved && { favourites: saved.people[0]?.favourites ?? 0 }),
      }
    },
  )
}
